import {
  addHits,
  type Counts,
  type CoverageMap,
  countLayout,
  coverageMetrics,
  type MergedFile,
  notMeasured,
} from "@tollgate/model";

/** Counts that are certain, and the most that they may be. */
export type CountRange = Pick<MergedFile, "counts" | "mayCounts">;

/** One that is still being made: with room for any count, and for what is not measured. */
export type OpenRange = { readonly counts: Float64Array; readonly mayCounts: Float64Array };

/**
 * The sum of measurements in the layout of `map`. Hits add. Conditions and totals have no identity: at least the largest
 * number is covered, at most the sum or all. Of one measurement it is that measurement, not a copy.
 */
export function sumCounts(measurements: readonly CountRange[], map: CoverageMap): CountRange {
  const [only] = measurements;
  if (measurements.length === 1) return { counts: only!.counts, mayCounts: only!.mayCounts };
  const { length, conditions } = countLayout(map);
  const isCertain = conditions === length && measurements.every((range) => range.counts === range.mayCounts);
  const counts = new Float64Array(length).fill(notMeasured);
  const mayCounts = isCertain ? counts : new Float64Array(length).fill(notMeasured);
  const most = isCertain ? [] : mostCovered(map);
  for (const range of measurements) {
    addAll(counts, range.counts, conditions);
    if (isCertain) continue;
    addAll(mayCounts, range.mayCounts, conditions);
    for (let i = conditions; i < length; i++) {
      counts[i] = Math.max(counts[i]!, range.counts[i]!);
      mayCounts[i] = Math.min(most[i - conditions]!, addHits(mayCounts[i]!, range.mayCounts[i]!));
    }
  }
  return { counts, mayCounts };
}

/** How many can be covered of each condition of a map, then of its totals. */
export function mostCovered({ conditions, totals }: CoverageMap): readonly number[] {
  const most: number[] = [];
  for (let i = 1; i < conditions.length; i += 2) most.push(conditions[i]!);
  if (totals !== undefined) for (const metric of coverageMetrics) most.push(totals[metric]);
  return most;
}

/** `addHits` of the first so many. Most sums are of zero or of what a shard did not run: those write nothing. */
function addAll(sums: Float64Array, counts: Counts, length: number): void {
  for (let i = 0; i < length; i++) {
    const count = counts[i]!;
    const sum = sums[i]!;
    if (sum < 0) sums[i] = count;
    else if (count > 0) sums[i] = Math.min(sum + count, Number.MAX_SAFE_INTEGER);
  }
}
