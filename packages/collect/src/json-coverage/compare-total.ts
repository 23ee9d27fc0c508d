import { type Members, own } from "../json/members.ts";
import { showValue } from "../json/show-value.ts";
import type { ProblemTally } from "../problem-tally.ts";
import type { CountedTotals } from "./counted-file.ts";
import { lostEntities, otherTotals } from "./doubts.ts";

/** Totals are evidence, never truth: one that differs from what was counted is a doubt. One that is missing says nothing. */
export function compareTotals(
  declared: Members,
  counted: Readonly<Record<string, number>>,
  where: string,
  doubts: ProblemTally,
): void {
  for (const [name, count] of Object.entries(counted)) {
    const total = own(declared, name);
    if (total === undefined || total === count) continue;
    const isSmaller = typeof total === "number" && total < count;
    const example = `"${name}" of ${where}, which is ${showValue(total)} where ${count} are told`;
    doubts.add(isSmaller ? otherTotals : lostEntities, example);
  }
}

export function sumTotals(totals: Iterable<CountedTotals>): CountedTotals {
  const sum = { lines: { ...none }, branches: { ...none }, functions: { ...none } };
  for (const total of totals)
    for (const metric of ["lines", "branches", "functions"] as const) {
      sum[metric].found += total[metric].found;
      sum[metric].hit += total[metric].hit;
    }
  return sum;
}

const none = { found: 0, hit: 0 };
