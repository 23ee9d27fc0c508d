import type { Doubt } from "../problem-tally.ts";
import { times } from "../problem-tally.ts";

const rerun = "Look at the tool or the script that wrote or joined the file, and let it run again.";

export const badLine: Doubt = {
  code: "malformed",
  severity: "error",
  message: (count) =>
    `${times(count, "line is", "lines are")} no record of a tracefile; what they say is lost.`,
  remedy: rerun,
};

export const outsideFile: Doubt = {
  code: "malformed",
  severity: "error",
  message: (count) =>
    `${times(count, "record belongs", "records belong")} to no file: no SF record is open before them.`,
  remedy: rerun,
};

export const unknownRecord: Doubt = {
  code: "unknown-record",
  severity: "warning",
  message: (count) =>
    `${times(count, "record has", "records have")} a name that is not known; they are skipped.`,
  remedy: "If lcov or its documentation knows it, ask for it to be read here.",
};

export const badCount: Doubt = {
  code: "bad-count",
  severity: "error",
  message: (count) =>
    `${times(count, "count is", "counts are")} negative or no number; what they belong to counts as not covered.`,
  remedy:
    "Negative counts come from counters that overflowed or were written by several processes at once: let each process write its own data (GCOV_PREFIX), or build with -fprofile-update=atomic.",
};

export const badPosition: Doubt = {
  code: "bad-position",
  severity: "warning",
  message: (count) =>
    `${times(count, "entity has", "entities have")} no line number from 1; it is counted, but belongs to no line.`,
  remedy: "Nothing has to be done for single ones: tools give code that they generate the line 0.",
};

export const undeclaredFunction: Doubt = {
  code: "missing-field",
  severity: "warning",
  message: (count) =>
    `${times(count, "function has", "functions have")} a count but no place; it is counted, but belongs to no line.`,
  remedy: rerun,
};

export const emptyPath: Doubt = {
  code: "missing-field",
  severity: "error",
  message: (count) => `${times(count, "SF record names", "SF records name")} no file.`,
  remedy: rerun,
};

export const otherVersion: Doubt = {
  code: "map-mismatch",
  severity: "error",
  message: (count) =>
    `${times(count, "record measures", "records measure")} another version of a file that is in the report already; only the first is counted.`,
  remedy: "Join only reports of one commit: the VER records of one file must be equal.",
};

export const unreachableTaken: Doubt = {
  code: "excluded-and-measured",
  severity: "info",
  message: (count) =>
    `${times(count, "branch is", "branches are")} marked as unreachable, and was taken; it is not counted.`,
  remedy: "Look at the exclusion marker in the source: the code that it excludes runs.",
};

export const otherTotals: Doubt = {
  code: "declared-totals-differ",
  severity: "warning",
  message: (count) =>
    `${times(count, "total differs", "totals differ")} from what the records hold; what they hold is counted.`,
  remedy:
    "Tools that count a line once per template or class write larger totals; if the tool does not, something of the file was lost.",
};

export const lostLines: Doubt = {
  code: "declared-totals-differ",
  severity: "error",
  message: (count) =>
    `${times(count, "total is", "totals are")} larger than what the records hold: lines of the report are missing.`,
  remedy: rerun,
};

export const truncated: Doubt = {
  code: "truncated",
  severity: "error",
  message: (count) =>
    `${times(count, "record has", "records have")} no end_of_record; what follows may be missing.`,
  remedy:
    "The tool was killed, the disk was full, or a copy was interrupted: look at the end of the job's log, and run it again.",
};
