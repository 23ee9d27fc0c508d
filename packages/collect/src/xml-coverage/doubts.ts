import type { Doubt } from "../problem-tally.ts";
import { times } from "../problem-tally.ts";

const rerun = "Look at the tool or the script that wrote or joined the file, and let it run again.";

export const outsideFile: Doubt = {
  code: "malformed",
  severity: "error",
  message: (count) => `${times(count, "line belongs", "lines belong")} to no file; what they say is lost.`,
  remedy: rerun,
};

export const noPath: Doubt = {
  code: "missing-field",
  severity: "error",
  message: (count) => `${times(count, "file has", "files have")} no path.`,
  remedy: rerun,
};

export const lostLines: Doubt = {
  code: "declared-totals-differ",
  severity: "error",
  message: (count) =>
    `${times(count, "total is", "totals are")} larger than what the lines say, and this tool counts what it writes: lines of the report are missing.`,
  remedy: rerun,
};

export const otherTotals: Doubt = {
  code: "declared-totals-differ",
  severity: "warning",
  message: (count) =>
    `${times(count, "total differs", "totals differ")} from what the lines say; what they say is counted.`,
  remedy:
    "Some tools count a line more than once, or branches and statements that they give no line: read their lcov or JSON instead where there is one. Else something of the file was lost.",
};

export const unknownElement: Doubt = {
  code: "unknown-record",
  severity: "warning",
  message: (count) =>
    `${times(count, "element has", "elements have")} a name that is not known; they are skipped.`,
  remedy: "Nothing has to be done if the tool extends the format; else look at what changed the file.",
};
