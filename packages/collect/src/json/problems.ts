import type { RunManifest } from "@tollgate/model";
import { quote } from "../problem-tally.ts";
import type { RawProblem } from "../reader.ts";
import { showValue } from "./show-value.ts";

/** The runner's verdict is not passed, and no test of the report says why. */
export function failedRun(
  runner: string,
  verdict: Exclude<RunManifest["verdict"], "passed">,
  errors: readonly string[],
): RawProblem {
  const first = errors[0] === undefined ? "" : ` Its first error is ${quote(errors[0])}.`;
  return {
    code: "run-failed",
    severity: "error",
    message: `${runner} says that its run ${verdict === "failed" ? "failed" : "was interrupted"}, and no test in the report failed.${first}`,
    remedy: "Look at the log of the run: at its set-up, hooks, limits and signals.",
  };
}

export function notAnObject(value: unknown): RawProblem {
  return {
    code: "malformed",
    severity: "error",
    message: `The JSON is ${showValue(value)}, an object was wanted.`,
    remedy: "Give the file as the tool writes it.",
  };
}
