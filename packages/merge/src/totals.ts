import {
  type Counts,
  type CoverageMap,
  type CoverageTotals,
  countLayout,
  coverageMetrics,
  extentsOf,
  languageOf,
  mapDigest,
  notMeasured,
  type RepoPath,
} from "@tollgate/model";
import type { CountedRange, Summing } from "./counted-arms.ts";
import type { ReferenceSource } from "./reference-source.ts";
import type { CountRange } from "./sum-counts.ts";

/** How many lines, functions and branches a map has; of a merged map those with a place. */
function totalsOf(map: CoverageMap): CoverageTotals {
  const { totals: length } = countLayout(map);
  if (length === 0 && map.totals !== undefined) return map.totals;
  const { totals: _none, ...placed } = map;
  const unhit = new Float64Array(length);
  const { lines, functions, branches } = extentsOf(placed, unhit, unhit);
  return { lines: lines.found, functions: functions.found, branches: branches.found };
}

/** Whether two maps have as much of each: nothing else tells that totals are of the same code. */
export function haveEqualTotals(a: CoverageMap, b: CoverageMap): boolean {
  const [first, second] = [totalsOf(a), totalsOf(b)];
  return coverageMetrics.every((metric) => first[metric] === second[metric]);
}

/** A measurement, and what it knows besides: how much is covered of the whole file, of a report that knows no more. */
export type TotalledRange = CountedRange & { readonly totals?: Counts };

/**
 * Totals in the entities of a map that has as many. None of them is covered for certain, and each may be one of those
 * that are.
 */
export function projectTotals(totals: Counts, to: CoverageMap): CountRange & { readonly totals: Counts } {
  const { functions, arms, conditions, totals: length } = countLayout(to);
  const [ofLines, ofFunctions, ofBranches] = [totals[0]!, totals[1]!, totals[2]!];
  const counts = new Float64Array(length);
  const mayCounts = new Float64Array(length);
  const fill = (from: number, end: number, covered: number): void => {
    counts.fill(Math.min(covered, 0), from, end);
    mayCounts.fill(Math.min(covered, 1), from, end);
  };
  fill(0, functions, ofLines);
  fill(functions, arms, ofFunctions);
  fill(arms, length, ofBranches);
  for (let i = conditions; i < length; i++)
    mayCounts[i] = Math.min(to.conditions[(i - conditions) * 2 + 1]!, ofBranches);
  return { counts, mayCounts, totals };
}

/** As `Summing`, of measurements that may know totals only. */
type SummingTotals = Pick<Summing, "map"> & {
  sum(measurements: readonly TotalledRange[]): CountRange;
};

/**
 * Sums of measurements of which some know totals only. What those cover has no identity: at least as much is covered as
 * any of them says, or the others together; at most their sum or all.
 */
export function summingTotals(summing: Summing, all: readonly TotalledRange[]): SummingTotals {
  if (all.every(({ totals }) => totals === undefined)) return summing;
  const { digest: _old, ...placed } = summing.map;
  const found = totalsOf(summing.map);
  const shape = { ...placed, totals: found };
  return {
    map: { ...shape, digest: mapDigest(shape) },
    sum(measurements) {
      const { counts, mayCounts } = summing.sum(measurements);
      const others = summing.sum(measurements.filter(({ totals }) => totals === undefined));
      const known = extentsOf(summing.map, others.counts, others.mayCounts);
      const told = measurements.flatMap(({ totals }) => (totals === undefined ? [] : [totals]));
      const ends = coverageMetrics.map((metric, i) => {
        const own = told.map((totals) => totals[i]!).filter((covered) => covered >= 0);
        if (own.length === 0) return { least: notMeasured, most: notMeasured };
        const sum = own.reduce((a, b) => a + b, known[metric].mayHit);
        return {
          least: own.reduce((a, b) => Math.max(a, b), known[metric].hit),
          most: Math.min(sum, found[metric]),
        };
      });
      return {
        counts: appended(
          counts,
          ends.map(({ least }) => least),
        ),
        mayCounts: appended(
          mayCounts,
          ends.map(({ most }) => most),
        ),
      };
    },
  };
}

function appended(counts: Counts, totals: readonly number[]): Float64Array {
  const whole = new Float64Array(counts.length + totals.length);
  whole.set(counts);
  whole.set(totals, counts.length);
  return whole;
}

/**
 * Whether every line of a text counts, also comments, as V8's do, or more lines than the source has by istanbul's terms, and
 * fewer branches: then the branches are blocks, of which a share says nothing (see `createBlockFilter`).
 */
export function countsBlocks(
  { totals }: CoverageMap,
  source: ReferenceSource | undefined,
  path: RepoPath,
): boolean {
  if (totals === undefined || source?.lines === undefined || languageOf(path) !== "javascript") return false;
  if (totals.lines > 0 && Math.abs(source.lines - totals.lines) <= 1) return true;
  if (!("map" in source.content)) return false;
  const { lines, branches } = totalsOf(source.content.map);
  return totals.lines > lines && totals.branches < branches;
}

export function withoutBranches(totals: Counts): Float64Array {
  const without = Float64Array.from(totals);
  without[coverageMetrics.indexOf("branches")] = notMeasured;
  return without;
}
