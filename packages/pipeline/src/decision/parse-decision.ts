import { type Decision, decodeDecision, sourceError } from "@tollgate/model";

/** The decision in a file's text. */
export function parseDecision(text: string, path: string): Decision {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw sourceError(
      `${path} is not JSON, a decision was wanted.`,
      "Run `tollgate run` again: it writes the decision anew.",
      error,
    );
  }
  const decoded = decodeDecision(value);
  if ("decision" in decoded) return decoded.decision;
  throw sourceError(
    `${path} is not a decision that this version reads: ${decoded.refused}.`,
    "Run `tollgate run` again: it writes the decision anew.",
  );
}
