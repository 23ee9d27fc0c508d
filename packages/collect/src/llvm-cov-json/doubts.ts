import { type Doubt, times } from "../problem-tally.ts";
import type { RawProblem } from "../reader.ts";

export const summaryOnly: RawProblem = {
  code: "unsupported-format",
  severity: "error",
  message: "The export has totals only (`-summary-only`), the lines of the files were wanted.",
  remedy: "Leave out `-summary-only`; `-skip-functions` and `-skip-expansions` make the file smaller.",
};

export const otherOrder: Doubt = {
  code: "bad-position",
  severity: "error",
  message: (count) =>
    `${times(count, "file has", "files have")} segments that are not in the order of lines or reach over a million lines; what follows is lost.`,
  remedy: "Let llvm-cov write the file again, and nothing change it afterwards.",
};

export const unreadConditions: Doubt = {
  code: "unknown-record",
  severity: "info",
  message: (count) => `MC/DC of ${times(count, "decision is", "decisions are")} not read.`,
  remedy: "Nothing has to be done: lines, functions and branches are counted.",
};
