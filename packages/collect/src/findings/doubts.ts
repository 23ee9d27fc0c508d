import { type Doubt, times } from "../problem-tally.ts";
import type { RawProblem } from "../reader.ts";

const lookAtTool = "Look at what writes this file, or at what changes it afterwards.";

/** What holds findings is not there or of another type: findings may be missing. */
export const lostFindings: Doubt = {
  code: "missing-field",
  severity: "error",
  message: (count) =>
    `${times(count, "part", "parts")} of the report that should hold findings cannot be read.`,
  remedy: lookAtTool,
};

/** Something about a finding is not there or of another type; it counts all the same. */
export const lostDetail: Doubt = {
  code: "missing-field",
  severity: "warning",
  message: (count) =>
    `${times(count, "field of a finding is", "fields of findings are")} missing or of another type.`,
  remedy: lookAtTool,
};

export const unknownLevel: Doubt = {
  code: "unknown-level",
  severity: "warning",
  message: (count) => `${times(count, "level is", "levels are")} not known here, and count as error.`,
  remedy: lookAtTool,
};

export const badLine: Doubt = {
  code: "bad-position",
  severity: "warning",
  message: (count) =>
    `${times(count, "place has", "places have")} no line number from 1; the finding is counted, and has no line.`,
  remedy: "Nothing has to be done for single ones: tools give what is about a whole file the line 0.",
};

export const lostTotals: Doubt = {
  code: "declared-totals-differ",
  severity: "error",
  message: (count) =>
    `${times(count, "total is", "totals are")} larger than what the report holds: findings are missing.`,
  remedy: "Let the tool write the file by itself: a script or a filter behind it dropped some.",
};

/** A run that says that it did not end well, whatever it found: what it did not look at nobody knows. */
export function failedAnalysis(tool: string, errors: readonly string[]): RawProblem {
  const first = errors[0] === undefined ? "" : ` Its first error is ${JSON.stringify(shortened(errors[0]))}.`;
  return {
    code: "run-failed",
    severity: "error",
    message: `${tool} says that its run did not succeed, so that findings may be missing.${first}`,
    remedy: "Look at the log of the run: at its settings, and at files that it could not parse.",
  };
}

function shortened(text: string): string {
  return text.length > 120 ? `${text.slice(0, 120)}…` : text;
}
