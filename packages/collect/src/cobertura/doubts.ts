import type { Doubt } from "../problem-tally.ts";
import { times } from "../problem-tally.ts";

const rerun = "Look at the tool or the script that wrote or joined the file, and let it run again.";

export const badCount: Doubt = {
  code: "bad-count",
  severity: "error",
  message: (count) =>
    `${times(count, "count is", "counts are")} negative, missing or no number; what they belong to counts as not covered.`,
  remedy: "Update the tool that wrote the report: its counters overflowed, or a script changed them.",
};

export const badPosition: Doubt = {
  code: "bad-position",
  severity: "warning",
  message: (count) =>
    `${times(count, "line has", "lines have")} no number from 1; it is counted, but its place is not known.`,
  remedy: "Nothing has to be done for single ones: tools give code that they generate the line 0.",
};

export const uncountedBranches: Doubt = {
  code: "missing-field",
  severity: "warning",
  message: (count) =>
    `${times(count, "line has", "lines have")} branches, and does not say how many of them ran; they are not counted.`,
  remedy: 'Let the tool write `condition-coverage="50% (1/2)"` with the two numbers.',
};

export const noFileName: Doubt = {
  code: "missing-field",
  severity: "error",
  message: (count) => `${times(count, "class names", "classes name")} no file.`,
  remedy: rerun,
};

export const outsideClass: Doubt = {
  code: "malformed",
  severity: "error",
  message: (count) => `${times(count, "line belongs", "lines belong")} to no class, and so to no file.`,
  remedy: rerun,
};

export const otherTotals: Doubt = {
  code: "declared-totals-differ",
  severity: "warning",
  message: (count) =>
    `${times(count, "total differs", "totals differ")} from what the lines say; what they say is counted.`,
  remedy:
    "Tools that count a line once per class write larger totals, and istanbul leaves out branches on lines where no statement begins: read its coverage-final.json instead. Else something of the file was lost.",
};

export const lostLines: Doubt = {
  code: "declared-totals-differ",
  severity: "error",
  message: (count) =>
    `${times(count, "total is", "totals are")} larger than what the lines say, and this tool counts what it writes: lines of the report are missing.`,
  remedy: rerun,
};
