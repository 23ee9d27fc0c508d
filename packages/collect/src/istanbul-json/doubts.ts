import type { Doubt } from "../problem-tally.ts";
import { times } from "../problem-tally.ts";

const rerun =
  "Delete the file and run the tool again; if it comes back, the tool or a script after it writes wrong counts.";

export const badCount: Doubt = {
  code: "bad-count",
  severity: "error",
  message: (count) =>
    `${times(count, "count is", "counts are")} negative or no number; what they belong to counts as not covered.`,
  remedy: rerun,
};

export const entityWithoutCount: Doubt = {
  code: "bad-count",
  severity: "error",
  message: (count) =>
    `${times(count, "entity of a map has", "entities of maps have")} no count, and counts as not covered.`,
  remedy: rerun,
};

export const countWithoutEntity: Doubt = {
  code: "bad-count",
  severity: "error",
  message: (count) =>
    `${times(count, "count belongs", "counts belong")} to nothing in the map, and cannot be counted.`,
  remedy: "Counts and maps come from different builds of the file: merge only reports of one build.",
};

export const missingArms: Doubt = {
  code: "bad-count",
  severity: "error",
  message: (count) =>
    `${times(count, "branch has", "branches have")} fewer counts than arms; an arm without a count is not covered.`,
  remedy: "Counts and maps come from different builds of the file: merge only reports of one build.",
};

/** istanbul drops the place of an arm that a source map does not lead to, and keeps its count. */
export const unplacedArms: Doubt = {
  code: "bad-position",
  severity: "warning",
  message: (count) =>
    `${times(count, "branch has", "branches have")} more counts than arms; the rest is counted as arms without a place.`,
  remedy: "Look at the source maps of the build: positions get lost where a line maps to nothing.",
};

export const badPosition: Doubt = {
  code: "bad-position",
  severity: "warning",
  message: (count) =>
    `${times(count, "entity has", "entities have")} no line number from 1; it is counted, but belongs to no line.`,
  remedy: "Look at the source maps of the build: positions get lost where a line maps to nothing.",
};

export const missingMap: Doubt = {
  code: "missing-field",
  severity: "error",
  message: (count) => `${times(count, "map is", "maps are")} missing or no object.`,
  remedy: rerun,
};

export const missingPath: Doubt = {
  code: "missing-field",
  severity: "warning",
  message: (count) => `${times(count, "entry names", "entries name")} no file.`,
  remedy: "Give the whole coverage-final.json, in which each entry stands under its file's path.",
};

export const notAnEntry: Doubt = {
  code: "malformed",
  severity: "error",
  message: (count) =>
    `${times(count, "member is", "members are")} no file coverage and no JSON that is known here.`,
  remedy: rerun,
};

export const ignoredMember: Doubt = {
  code: "unknown-record",
  severity: "info",
  message: (count) =>
    `${times(count, "member", "members")} beside the coverage ${count === 1 ? "was" : "were"} left unread.`,
  remedy: "Nothing has to be done.",
};
