import { quote } from "../problem-tally.ts";
import type { XmlAttributes } from "../xml/handler.ts";
import type { Cases } from "./cases.ts";
import { moreFailures, otherTotals, testsDropped, unreadableTotals } from "./doubts.ts";

/** What a report says about all its tests, or a part of them. Absent is `undefined`, what is no number is NaN. */
export type Totals = { readonly tests: number | undefined; readonly failing: number | undefined };

/** The sum of the attributes that are there; `undefined` when none is. */
export function sumOf(attributes: XmlAttributes, names: readonly string[]): number | undefined {
  let sum: number | undefined;
  for (const name of names) {
    const value = attributes.integer(name);
    if (value !== undefined) sum = (sum ?? 0) + value;
  }
  return sum;
}

/** Compares what was declared for `where` with what was found. Totals are evidence, never truth: only what hides something is an error. */
export function compareTotals(
  cases: Cases,
  where: string,
  declared: Totals,
  found: { readonly tests: number; readonly failing: number },
): void {
  const { tests = found.tests, failing = found.failing } = declared;
  const inWords = (): string =>
    `that of ${quote(where)}, which declares ${tests} tests and ${failing} failures and holds ${found.tests} and ${found.failing}`;
  if (Number.isNaN(tests) || Number.isNaN(failing)) cases.note(unreadableTotals, inWords);
  if (failing > found.failing) cases.note(moreFailures, inWords);
  if (tests > found.tests) cases.note(testsDropped, inWords);
  if (tests < found.tests || failing < found.failing) cases.note(otherTotals, inWords);
}
