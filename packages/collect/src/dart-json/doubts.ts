import type { Doubt } from "../problem-tally.ts";
import { times } from "../problem-tally.ts";

export const badEvent: Doubt = {
  code: "missing-field",
  severity: "error",
  message: (count) =>
    `${times(count, "event lacks", "events lack")} what every event of its type has, or refers to a test that did not begin.`,
  remedy: "Look at what writes this file, or at what changes it afterwards.",
};

export const unknownEvent: Doubt = {
  code: "unknown-record",
  severity: "warning",
  message: (count) =>
    `${times(count, "event is", "events are")} of a type that is not known here, and skipped.`,
  remedy: "If the JSON reporter of package:test documents it, ask for it to be read here.",
};

export const notEnded: Doubt = {
  code: "cases-dropped",
  severity: "warning",
  message: (count) =>
    `${times(count, "test began and has no end, and counts", "tests began and have no end, and count")} as errored.`,
  remedy: "Look at the end of the job's log: the run was stopped.",
};

export const noDone: Doubt = {
  code: "truncated",
  severity: "error",
  message: (count) => `${times(count, "run has", "runs have")} no event that says how it ended.`,
  remedy: "The run was killed or the file was cut: look at the end of the job's log, and run it again.",
};

export const suitesDropped: Doubt = {
  code: "cases-dropped",
  severity: "error",
  message: (count) => `${times(count, "run", "runs")} announced more test files than the report tells of.`,
  remedy: "Look at the log of the run: it stopped early, or a filter dropped lines.",
};

export const otherText: Doubt = {
  code: "text-around-document",
  severity: "info",
  message: (count) => `${times(count, "line is", "lines are")} no event, and skipped.`,
  remedy: "Let the reporter write into a file of its own: `--file-reporter=json:FILE`.",
};
