import type { Doubt } from "../problem-tally.ts";
import { times } from "../problem-tally.ts";

const rerun =
  "Let `go test -coverprofile` run again; look at the script that joins profiles, or let `go tool covdata` join them.";

export const badLine: Doubt = {
  code: "malformed",
  severity: "error",
  message: (count) =>
    `${times(count, "line is", "lines are")} no block of a coverage profile; what they say is lost.`,
  remedy: rerun,
};

export const unknownMode: Doubt = {
  code: "malformed",
  severity: "error",
  message: (count) => `${times(count, "line names", "lines name")} a mode that Go does not have.`,
  remedy: rerun,
};

export const noMode: Doubt = {
  code: "missing-field",
  severity: "error",
  message: (count) =>
    `${times(count, "block stands", "blocks stand")} before the line with the mode: the beginning of the profile is missing.`,
  remedy: rerun,
};

export const badCount: Doubt = {
  code: "bad-count",
  severity: "error",
  message: (count) => `${times(count, "count is", "counts are")} no number; the block counts as not covered.`,
  remedy: rerun,
};

export const badPlace: Doubt = {
  code: "bad-position",
  severity: "error",
  message: (count) =>
    `${times(count, "block ends", "blocks end")} before it begins, or is too long to be true; only its first line is counted.`,
  remedy: rerun,
};

export const tooManyLines: Doubt = {
  code: "bad-position",
  severity: "error",
  message: (count) =>
    `${times(count, "file has", "files have")} blocks of more lines than a report can have; only the first line of each is counted.`,
  remedy: rerun,
};

export const badPosition: Doubt = {
  code: "bad-position",
  severity: "warning",
  message: (count) =>
    `${times(count, "block has", "blocks have")} no line number from 1; it is counted, but its place is not known.`,
  remedy: "Nothing has to be done for single ones: `//line` comments of generated code say such.",
};

export const otherStatements: Doubt = {
  code: "map-mismatch",
  severity: "error",
  message: (count) =>
    `${times(count, "block has", "blocks have")} another number of statements than before: the profile joins two versions of a file. Only what both cover counts.`,
  remedy: "Join only profiles of one commit and one set of build tags.",
};

export const cutLine: Doubt = {
  code: "truncated",
  severity: "error",
  message: () => "The last line has no line end: the profile may be cut there, and its last number with it.",
  remedy:
    "Look at the end of the log of `go test`: it may have been killed, or the disk may be full. Run it again.",
};
