import type { Doubt } from "../problem-tally.ts";
import { times } from "../problem-tally.ts";

const rerun = "Look at the tool or the script that wrote or joined the file, and let it run again.";

export const badCount: Doubt = {
  code: "bad-count",
  severity: "error",
  message: (count) =>
    `${times(count, "count is", "counts are")} negative, missing or no number; what they belong to counts as not covered.`,
  remedy:
    "Update the tool that wrote the report: its counters overflowed or were written by several processes at once, or a script changed them.",
};

export const badPosition: Doubt = {
  code: "bad-position",
  severity: "warning",
  message: (count) =>
    `${times(count, "entity has", "entities have")} no line number from 1; it is counted, but belongs to no line.`,
  remedy: "Nothing has to be done for single ones: tools give code that they generate the line 0.",
};

/** Something that holds lines, branches or functions is not there or of another type. */
export const lostPart: Doubt = {
  code: "missing-field",
  severity: "error",
  message: (count) =>
    `${times(count, "part", "parts")} of the report that should hold coverage cannot be read.`,
  remedy: rerun,
};

export const contradiction: Doubt = {
  code: "malformed",
  severity: "error",
  message: (count) =>
    `${times(count, "entity is", "entities are")} told to be covered and to be missed; they count as missed.`,
  remedy: rerun,
};

export const unknownVersion: Doubt = {
  code: "unknown-record",
  severity: "warning",
  message: (count) =>
    `${times(count, "version of the format is", "versions of the format are")} not known here; the file is read as the newest that is.`,
  remedy: "Compare the figures with those of the tool; if they differ, ask for the version to be read here.",
};

export const lostEntities: Doubt = {
  code: "declared-totals-differ",
  severity: "error",
  message: (count) =>
    `${times(count, "total is", "totals are")} no number or larger than what the report holds: a part of the report is missing.`,
  remedy: rerun,
};

export const otherTotals: Doubt = {
  code: "declared-totals-differ",
  severity: "warning",
  message: (count) =>
    `${times(count, "total is", "totals are")} smaller than what the report holds; what it holds is counted.`,
  remedy: "Look at what changes the file after the tool wrote it.",
};
