import { type Doubt, times } from "../problem-tally.ts";
import type { RawProblem } from "../reader.ts";
import { formatTag } from "./records.ts";

const oneWriter =
  "Give each run a file of its own (`outputFile`, or `kind`): two runners that write into one file destroy it.";
const newerReader = "Update tollgate, so that it is not older than the reporter that wrote the file.";

export const noHeader: Doubt = {
  code: "malformed",
  severity: "error",
  message: () => "The first line is no header; what is before it may be lost.",
  remedy: oneWriter,
};

export const secondHeader: Doubt = {
  code: "several-documents",
  severity: "error",
  message: (count) =>
    `${times(count, "more header follows", "more headers follow")}: the file holds more than one run.`,
  remedy: oneWriter,
};

export const afterEnd: Doubt = {
  code: "several-documents",
  severity: "error",
  message: (count) => `${times(count, "record stands", "records stand")} behind the end of the run.`,
  remedy: oneWriter,
};

export const otherText: Doubt = {
  code: "malformed",
  severity: "error",
  message: (count) => `${times(count, "line is", "lines are")} no record; what they said is lost.`,
  remedy: oneWriter,
};

export const unknownRecord: Doubt = {
  code: "unknown-element",
  severity: "error",
  message: (count) => `${times(count, "record is", "records are")} not known here, and may tell failures.`,
  remedy: newerReader,
};

export const unknownMember: Doubt = {
  code: "unknown-element",
  severity: "warning",
  message: (count) => `${times(count, "member is", "members are")} not known here, and left out.`,
  remedy: newerReader,
};

export const failedPass: Doubt = {
  code: "unknown-status",
  severity: "warning",
  message: (count) =>
    `${times(count, "test is", "tests are")} not called failed, and ${count === 1 ? "tells" : "tell"} a failure; the failure counts.`,
  remedy: "Look at what changes the file behind the reporter.",
};

export const otherTest: Doubt = {
  code: "malformed",
  severity: "error",
  message: (count) =>
    `${times(count, "line has", "lines have")} the id of another test, or ${count === 1 ? "tells" : "tell"} fewer failures than a line before; both count.`,
  remedy: oneWriter,
};

export const noEnd: RawProblem = {
  code: "truncated",
  severity: "error",
  message: "The report has no end: the runner was stopped before its run ended, and tests may be missing.",
  remedy: "Look at the log of the run for a crash, a signal, or memory that ran out.",
};

export function otherVersion(found: string): RawProblem {
  return {
    code: "unsupported-format",
    severity: "error",
    message: `The report has the format ${found}; ${formatTag} is read here.`,
    remedy: newerReader,
  };
}

export const unknownVerdict: Doubt = {
  code: "unknown-status",
  severity: "error",
  message: () => "The verdict on the run is none that is known here; the run counts as failed.",
  remedy: newerReader,
};
