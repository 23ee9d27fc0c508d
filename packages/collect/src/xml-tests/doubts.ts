import type { Doubt } from "../problem-tally.ts";
import { times } from "../problem-tally.ts";

const lookAtTool = "Look at what writes this file; if it is a documented extension, tell us about it.";
const lookAtLog =
  "Look at the log of the run: the tool crashed while it wrote, or a script after it drops entries.";

export const unknownElement: Doubt = {
  code: "unknown-element",
  severity: "error",
  message: (count) =>
    `${times(count, "element is", "elements are")} not known; a test around it counts as errored, and results inside may be lost.`,
  remedy: lookAtTool,
};

export const misplacedResult: Doubt = {
  code: "unknown-element",
  severity: "error",
  message: (count) => `${times(count, "result stands", "results stand")} where the format has none.`,
  remedy: lookAtTool,
};

/** The test ran or was to run, and its result is neither a pass nor a failure. */
export const undecided: Doubt = {
  code: "unknown-status",
  severity: "warning",
  message: (count) =>
    `${times(count, "test has a result that is", "tests have results that are")} neither passed nor failed, and ${count === 1 ? "counts" : "count"} as skipped.`,
  remedy: "Let the test pass, fail or be skipped: what it found out is not known.",
};

export const unknownDuration: Doubt = {
  code: "unknown-duration",
  severity: "warning",
  message: (count) =>
    `${times(count, "time is", "times are")} no duration as the format has it, and left out.`,
  remedy: "Correct the tool's number format; the tests count without a duration.",
};

export const negativeDuration: Doubt = {
  code: "unknown-duration",
  severity: "warning",
  message: (count) => `${times(count, "time is", "times are")} negative, and counted as 0.`,
  remedy: "The clock of the machine was set during the run.",
};

export const ambiguousDuration: Doubt = {
  code: "ambiguous-duration",
  severity: "warning",
  message: (count) =>
    `${times(count, "time has", "times have")} a comma that may separate thousands or decimals, and ${count === 1 ? "is" : "are"} left out.`,
  remedy: "Let the tool write decimals with a point: run it with an invariant or English culture.",
};

export const missingName: Doubt = {
  code: "missing-field",
  severity: "info",
  message: (count) => `${times(count, "test has", "tests have")} no name.`,
  remedy: "Nothing has to be done; without a name a test cannot be followed from run to run.",
};

export const testsDropped: Doubt = {
  code: "cases-dropped",
  severity: "error",
  message: (count) => `${times(count, "total counts", "totals count")} more tests than stand in the file.`,
  remedy: lookAtLog,
};

export const moreFailures: Doubt = {
  code: "declared-totals-differ",
  severity: "error",
  message: (count) => `${times(count, "total counts", "totals count")} more failures than stand in the file.`,
  remedy: lookAtLog,
};

export const otherTotals: Doubt = {
  code: "declared-totals-differ",
  severity: "info",
  message: (count) =>
    `${times(count, "total is not what", "totals are not what")} the tests in the file add up to; the tests count.`,
  remedy: "Nothing has to be done: tools count skipped and parametrised tests in their own ways.",
};

export const unreadableTotals: Doubt = {
  code: "declared-totals-differ",
  severity: "warning",
  message: (count) => `${times(count, "total is", "totals are")} no number.`,
  remedy: "Correct the tool; the tests in the file count.",
};

export const noVerdict: Doubt = {
  code: "missing-field",
  severity: "error",
  message: () => "The report does not say how its run ended.",
  remedy: "Give the whole file as the runner writes it; look at the log of the run.",
};

export const unknownVerdict: Doubt = {
  code: "unknown-status",
  severity: "error",
  message: () => "The outcome of the run is not known, and counts as failed.",
  remedy: "Look at what writes this file, or at what changes it afterwards.",
};
