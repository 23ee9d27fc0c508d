import type { Doubt } from "../problem-tally.ts";
import { times } from "../problem-tally.ts";

const lookAtLog = "Look at the end of the job's log: the runner stopped, or the log was cut.";

export const damaged: Doubt = {
  code: "malformed",
  severity: "error",
  message: (count) =>
    `${times(count, "service message", "service messages")} cannot be read; what ${count === 1 ? "it says" : "they say"} is lost.`,
  remedy:
    "A message stands on one line, with bars before quotes and brackets: look at what writes or wraps the log.",
};

export const cut: Doubt = {
  code: "truncated",
  severity: "error",
  message: () => "The last line ends inside a service message.",
  remedy: lookAtLog,
};

export const openSuite: Doubt = {
  code: "truncated",
  severity: "error",
  message: (count) => `${times(count, "suite has", "suites have")} no end; tests may be missing.`,
  remedy: lookAtLog,
};

export const noName: Doubt = {
  code: "missing-field",
  severity: "error",
  message: (count) => `${times(count, "message about a test names", "messages about tests name")} no test.`,
  remedy: "Look at what writes the messages.",
};

export const notEnded: Doubt = {
  code: "cases-dropped",
  severity: "warning",
  message: (count) =>
    `${times(count, "test began and has no end, and counts", "tests began and have no end, and count")} as errored.`,
  remedy: lookAtLog,
};

export const notBegun: Doubt = {
  code: "missing-field",
  severity: "error",
  message: (count) => `${times(count, "test ends", "tests end")} that did not begin.`,
  remedy: "Look at what writes the messages; tests that run at the same time need a flowId each.",
};

/** vitest-teamcity-reporter 0.6 (measured) writes a file that does not load as an empty suite. */
export const emptySuite: Doubt = {
  code: "cases-dropped",
  severity: "error",
  message: (count) => `${times(count, "suite tells", "suites tell")} no test; the file may not have loaded.`,
  remedy: "Look at the log of the run; collect the runner's own JSON or JUnit report beside this one.",
};

export const unknownMessage: Doubt = {
  code: "unknown-record",
  severity: "warning",
  message: (count) =>
    `${times(count, "message about tests is", "messages about tests are")} not known here, and skipped.`,
  remedy: "If TeamCity documents it, ask for it to be read here.",
};

export const badDuration: Doubt = {
  code: "unknown-duration",
  severity: "warning",
  message: (count) =>
    `${times(count, "duration is", "durations are")} no number of milliseconds from 0 on, and left out.`,
  remedy: "The test counts without a duration.",
};
