import type { Doubt } from "../problem-tally.ts";
import { times } from "../problem-tally.ts";
import type { RawProblem } from "../reader.ts";

export const damagedEvent: Doubt = {
  code: "malformed",
  severity: "error",
  message: (count) =>
    `${times(count, "line looks like an event and is", "lines look like events and are")} no whole JSON; what they say is lost.`,
  remedy: "Let nothing else write into the file of the report, and do not stop mocha before its end.",
};

export const unknownEvent: Doubt = {
  code: "unknown-element",
  severity: "error",
  message: (count) => `${times(count, "event is", "events are")} not known here, and may tell failures.`,
  remedy: "Look at what writes this file, or at what changes it afterwards.",
};

export const otherText: Doubt = {
  code: "text-around-document",
  severity: "info",
  message: (count) => `${times(count, "line is", "lines are")} no event, and skipped.`,
  remedy: "Let mocha write to a file: `--reporter-option output=…`.",
};

export const pendingNotTold: Doubt = {
  code: "cases-dropped",
  severity: "info",
  message: () => "mocha counts pending tests, and its stream does not name them; they are no cases here.",
  remedy: "Use mocha's reporter `json`, which names them.",
};

export const noEnd: RawProblem = {
  code: "truncated",
  severity: "error",
  message: `The stream has no "end": mocha was stopped before its run ended, and tests are missing.`,
  remedy: "Look at the log of the run for a crash, a signal, or a test that calls `process.exit`.",
};
