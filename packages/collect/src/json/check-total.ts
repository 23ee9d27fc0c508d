import type { Doubt } from "../problem-tally.ts";
import type { CaseSink } from "./case-sink.ts";
import { otherTotals } from "./doubts.ts";
import { type Members, own } from "./members.ts";
import { showValue } from "./show-value.ts";

/** A total that a report declares, and how much of it was read. */
export type Total = {
  readonly name: string;
  readonly shown: number;
  /** What a larger number means. */
  readonly more: Doubt;
};

/** Totals are evidence, never truth: a total that says more than what was read is a doubt, as is one that is no number. */
export function checkTotal(totals: Members, { name, shown, more }: Total, cases: CaseSink): void {
  const declared = own(totals, name);
  if (declared === undefined || declared === shown) return;
  const where = `"${name}", which is ${showValue(declared)} where ${shown} stand in the file`;
  cases.doubt(typeof declared === "number" && declared < shown ? otherTotals : more, where);
}
