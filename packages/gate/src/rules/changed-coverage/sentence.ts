import type { CoverageMetric, Scope } from "@tollgate/model";
import { plural } from "@tollgate/text";
import { metricNoun } from "../../metric.ts";
import { showLimit, showShare } from "../../percent.ts";
import { byKind, ofScope } from "../../scope-words.ts";
import type { ChangedCount } from "./count-changed.ts";
import type { Limits, Range } from "./limits.ts";
import { type Place, placeWords } from "./smallest-set.ts";

export type Asked = { readonly scope: Scope; readonly metric: CoverageMetric; readonly limits: Limits };

/** `78.2 % of 110 changed lines are covered, 80 % is wanted (24 lines uncovered)`. */
export function sentenceOf(
  { scope, metric, limits }: Asked,
  { found, hit, notCharged }: ChangedCount,
  range: Range,
): string {
  const least = showShare(hit, range.n, limits.min);
  const most = showShare(range.most, range.n, limits.min);
  const share = least === most ? least : `${least} to ${most}`;
  const of = `${plural(range.n, ...metricNoun(metric, "changed "))}${ofScope(scope)}`;
  const notes = [
    ...(found === hit ? [] : [`${plural(found - hit, ...metricNoun(metric))} uncovered`]),
    ...(notCharged === 0
      ? []
      : [`${plural(notCharged, "more", "more")} only moved, reformatted or uncovered before`]),
  ];
  return `${share} of ${of} ${range.n === 1 ? "is" : "are"} covered${byKind(scope.kind)}, ${wanted(limits, range)}${notes.length === 0 ? "" : ` (${notes.join("; ")})`}`;
}

function wanted({ min, minSample, maxUncovered }: Limits, { most }: Range): string {
  const few = maxUncovered === 0 ? "none" : `at most ${maxUncovered}`;
  if (most < minSample) return `with fewer than ${minSample} covered ${few} may be uncovered`;
  return `${showLimit(min)} is wanted${maxUncovered === 0 ? "" : ` or ${few} uncovered`}`;
}

/** How much more must be covered, on the shorter of the two ways. */
export function neededOf({ limits }: Asked, { most, uncovered, n }: Range): number {
  const byShare = Math.max(Math.ceil((limits.min * n) / 10_000), limits.minSample) - most;
  const byCount = uncovered.lo - limits.maxUncovered;
  return Math.max(1, Math.min(byShare, byCount));
}

/** `Cover 2 more changed lines: lines 12–14 of src/checkout.ts are enough.` */
export function remedyOf({ metric }: Asked, needed: number, places: readonly Place[]): string {
  const what = `Cover ${plural(needed, ...metricNoun(metric, "more changed "))}`;
  if (places.length === 0) return `${what}.`;
  const isOne = places.length === 1 && (places[0]!.name !== undefined || places[0]!.size === 1);
  return `${what}: ${placeWords(places)} ${isOne ? "is" : "are"} enough.`;
}
