import type { UnmeasuredFile, UnmeasuredReason } from "./report.ts";

/** Why the coverage of a changed file is not known: a phrase to stand beside its path. */
export function describeUnmeasured({ lines, why }: UnmeasuredFile): string {
  const count = `${lines} ${lines === 1 ? "line" : "lines"}`;
  if (why === undefined) return `no report measures this file, of which ${count} changed`;
  if (why === "unknown-lines")
    return `no report knows ${lines} changed ${lines === 1 ? "line" : "lines"} of this file`;
  return phrases[why];
}

const phrases: Readonly<Record<Exclude<UnmeasuredReason, "unknown-lines">, string>> = {
  "other-content": "what reports measure is another version of this file",
  "totals-only": "reports tell how much of this file is covered, and not which lines",
  "line-ends": "git and coverage tools count the lines of this file in different ways",
  "not-text": "this file looks binary, so its changed lines are not known",
};
