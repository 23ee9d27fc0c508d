import type { Doubt } from "../problem-tally.ts";
import { times } from "../problem-tally.ts";

export const notEnded: Doubt = {
  code: "cases-dropped",
  severity: "warning",
  message: (count) =>
    `${times(count, "test began and has", "tests began and have")} no end, and ${count === 1 ? "counts" : "count"} as errored; tests that were to run after ${count === 1 ? "it" : "them"} may be missing.`,
  remedy:
    "Look for a panic, a timeout or os.Exit in the output of the package; what a test prints must end with a line feed, or it hides the line that ends the test.",
};

export const packageNotEnded: Doubt = {
  code: "truncated",
  severity: "error",
  message: (count) => `${times(count, "package began and has", "packages began and have")} no result.`,
  remedy: "The run was killed or the file was cut: look at the end of the job's log, and run it again.",
};

export const notBegun: Doubt = {
  code: "ambiguous-identity",
  severity: "warning",
  message: (count) =>
    `${times(count, "test has a result and never", "tests have a result and never")} began; ${count === 1 ? "it counts" : "they count"} all the same.`,
  remedy:
    "A test that prints a line like `--- FAIL: X (0.00s)` makes such a result: let it print something else.",
};

export const unknownAction: Doubt = {
  code: "unknown-record",
  severity: "warning",
  message: (count) =>
    `${times(count, "event has", "events have")} an action that is not known here; ${count === 1 ? "it is" : "they are"} skipped.`,
  remedy: "If `go doc test2json` knows it, ask for it to be read here.",
};

export const badEvent: Doubt = {
  code: "missing-field",
  severity: "error",
  message: (count) =>
    `${times(count, "event names", "events name")} no action, or a field has another type; what they say is lost.`,
  remedy: "Look at what writes this file, or at what changes it afterwards.",
};

export const failureInText: Doubt = {
  code: "run-failed",
  severity: "error",
  message: (count) =>
    `${times(count, "line", "lines")} between the events ${count === 1 ? "tells" : "tell"} of a failure.`,
  remedy:
    "Look at the log of the run; let `go test -json` write the report itself, without a filter in between.",
};

export const otherText: Doubt = {
  code: "text-around-document",
  severity: "info",
  message: (count) => `${times(count, "line is", "lines are")} no event, and skipped.`,
  remedy: "Nothing has to be done: go prints warnings and downloads beside the events.",
};

export const negativeTime: Doubt = {
  code: "unknown-duration",
  severity: "warning",
  message: (count) =>
    `${times(count, "duration is", "durations are")} no number of seconds from 0 on, and left out.`,
  remedy: "The test counts without a duration; look at the clock of the machine.",
};

export const severalExecutions: Doubt = {
  code: "ambiguous-identity",
  severity: "info",
  message: (count) =>
    `${times(count, "package was", "packages were")} run again in a stream that runs more than what had failed; all executions count.`,
  remedy: "Let each `go test` run write a file of its own.",
};
