import type { Doubt } from "../problem-tally.ts";
import { times } from "../problem-tally.ts";

const keepWhole = "Give the file as the tool writes it; messages refer to those before them.";

export const unknownReference: Doubt = {
  code: "missing-field",
  severity: "error",
  message: (count) =>
    `${times(count, "message refers", "messages refer")} to one that is not in the report; what belongs together cannot be told.`,
  remedy: keepWhole,
};

export const badMessage: Doubt = {
  code: "missing-field",
  severity: "error",
  message: (count) => `${times(count, "message lacks", "messages lack")} what every message of its kind has.`,
  remedy: keepWhole,
};

export const unknownMessage: Doubt = {
  code: "unknown-record",
  severity: "warning",
  message: (count) =>
    `${times(count, "message is", "messages are")} of a kind that is not known here, and skipped.`,
  remedy: "If the protocol of Cucumber messages knows it, ask for it to be read here.",
};

export const notFinished: Doubt = {
  code: "truncated",
  severity: "error",
  message: (count) => `${times(count, "run has", "runs have")} no end in the report.`,
  remedy: "The run was killed or the file was cut: look at the end of the job's log, and run it again.",
};

export const notRun: Doubt = {
  code: "cases-dropped",
  severity: "error",
  message: (count) =>
    `${times(count, "scenario was", "scenarios were")} to run and never began or never ended.`,
  remedy: "Look at the log of the run: it stopped before its end.",
};

export const otherText: Doubt = {
  code: "text-around-document",
  severity: "info",
  message: (count) => `${times(count, "line is", "lines are")} no message, and skipped.`,
  remedy: "Let the formatter write into a file of its own instead of standard output.",
};
