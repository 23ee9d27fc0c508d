import type { FiledWaiver, JudgedWaiver, RuleEntry, RuleResult, Waiver } from "@tollgate/model";
import { compareText } from "@tollgate/model";
import { judgedWaiver, type WaiverTerms, whyUseless } from "./waiver-state.ts";

/** A judged entry, and the waivers beyond whose limit it is. */
export type JudgedEntry = { readonly result: RuleResult; readonly exceeded: readonly string[] };

export type JudgedEntries = {
  readonly results: readonly RuleResult[];
  readonly waivers: readonly JudgedWaiver[];
};

/** Judges all entries with the waivers that may help, and says how each waiver stands. */
export function judgeEntries(
  entries: readonly RuleEntry[],
  filed: readonly FiledWaiver[],
  terms: WaiverTerms,
  judgeEntry: (entry: RuleEntry, waivers: readonly Waiver[]) => JudgedEntry,
): JudgedEntries {
  const usable = filed.filter((item) => whyUseless(item, terms) === undefined).map(({ waiver }) => waiver);
  const judge = (waivers: readonly Waiver[]): readonly JudgedEntry[] =>
    entries.map((entry) => judgeEntry(entry, waivers));
  const first = judge(usable);
  const exceeded = new Set(first.flatMap((judged) => judged.exceeded));
  // A waiver that one entry exceeds helps no other one either.
  const judged = exceeded.size === 0 ? first : judge(usable.filter(({ id }) => !exceeded.has(id)));
  const results = judged.map(({ result }) => result);
  const used = new Set(results.flatMap(({ waivers = [] }) => waivers));
  return {
    results,
    waivers: filed
      .map((item) => judgedWaiver(item, terms, { used, exceeded, entries }))
      .sort((a, b) => compareText(a.id, b.id)),
  };
}
