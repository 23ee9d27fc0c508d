import type { Doubt } from "../problem-tally.ts";
import { times } from "../problem-tally.ts";

const lookAtLog = "Look at the log of the run: a test file that dies stops its stream.";

export const noPlan: Doubt = {
  code: "truncated",
  severity: "error",
  message: (count) =>
    `${times(count, "stream or subtest says", "streams or subtests say")} nowhere how many tests it was to run.`,
  remedy: `${lookAtLog} The plan, 1..n, is its first or its last line.`,
};

export const tooFew: Doubt = {
  code: "cases-dropped",
  severity: "error",
  message: (count) => `${times(count, "plan promises", "plans promise")} more tests than ran.`,
  remedy: lookAtLog,
};

export const tooMany: Doubt = {
  code: "declared-totals-differ",
  severity: "error",
  message: (count) =>
    `${times(count, "plan promises", "plans promise")} fewer tests than ran; TAP counts that as a failure.`,
  remedy: "Look at the number that the test plans, or at what else writes into the stream.",
};

export const outsidePlan: Doubt = {
  code: "declared-totals-differ",
  severity: "error",
  message: (count) =>
    `${times(count, "test has a number", "tests have numbers")} outside the plan; TAP counts that as a failure.`,
  remedy: "Look at what numbers the tests, or at what else writes into the stream.",
};

export const severalPlans: Doubt = {
  code: "several-documents",
  severity: "error",
  message: (count) => `${times(count, "plan stands", "plans stand")} behind another one of the same stream.`,
  remedy: "Let each run write a file of its own.",
};

export const noParent: Doubt = {
  code: "truncated",
  severity: "error",
  message: (count) => `${times(count, "subtest has", "subtests have")} no test point that says how it ended.`,
  remedy: lookAtLog,
};

export const oddPoint: Doubt = {
  code: "malformed",
  severity: "error",
  message: (count) =>
    `${times(count, "failed test point stands", "failed test points stand")} where no test point can, and ${count === 1 ? "is" : "are"} not counted.`,
  remedy:
    "Subtests are indented by four spaces a level: look at what writes the stream, or print this text to standard error.",
};

export const openYaml: Doubt = {
  code: "malformed",
  severity: "error",
  message: (count) =>
    `${times(count, "YAML block has", "YAML blocks have")} no end; subtests in ${count === 1 ? "it" : "them"} would be lost.`,
  remedy:
    "Look at what writes the stream: a YAML block ends with `...`, and no line in it may look like a test point.",
};

export const strictNoise: Doubt = {
  code: "malformed",
  severity: "error",
  message: (count) =>
    `${times(count, "line is", "lines are")} no TAP, and the stream says that it is strict.`,
  remedy: "Print what is no TAP to standard error.",
};

export const moreFailures: Doubt = {
  code: "declared-totals-differ",
  severity: "error",
  message: () => "The summary counts more failures than the stream shows.",
  remedy: lookAtLog,
};

export const badTime: Doubt = {
  code: "unknown-duration",
  severity: "warning",
  message: (count) =>
    `${times(count, "duration is", "durations are")} no time that is known here, and left out.`,
  remedy: "The test counts without a duration.",
};

export const tooDeep: Doubt = {
  code: "too-deep",
  severity: "error",
  message: (count) =>
    `${times(count, "line is", "lines are")} indented more than 100 levels deep, and not read.`,
  remedy: "No tool nests tests like this: look at what writes the stream.",
};

export const placeholder: Doubt = {
  code: "cases-dropped",
  severity: "error",
  message: (count) =>
    `${times(count, "file passes", "files pass")} without a test: node tells that of a file whose tests it never saw end.`,
  remedy: "Look for process.exit in the file; leave files without tests out of the run.",
};
