import {
  branchColumns,
  branchEntities,
  type CoverageMap,
  countLayout,
  mapDigest,
  notMeasured,
} from "@tollgate/model";
import type { CountedArms } from "./projection/project-counts.ts";
import { type CountRange, sumCounts } from "./sum-counts.ts";

/** A measurement in the layout of a map, and of which lines it only says how many arms ran. */
export type CountedRange = CountRange & { readonly counted?: readonly CountedArms[] };

/** How measurements of one file sum up, and the map of the sums. */
export type Summing = {
  readonly map: CoverageMap;
  sum(measurements: readonly CountedRange[]): CountRange;
};

/**
 * Some reports say which arms ran, others only how many of a line. What they come to together has no identity either: at
 * least as many as any of them says, at most the sum or all. So these lines get a number in place of their arms.
 */
export function createSumming(map: CoverageMap, all: readonly CountedRange[]): Summing {
  const open = openLines(map, all);
  if (open.length === 0) return { map, sum: (measurements) => sumCounts(measurements, map) };
  const order = conditionsOf(map, open);
  const dropped = new Set(open.flatMap(({ arms }) => arms));
  return {
    map: countedMap(map, open, order),
    sum(measurements) {
      const { counts, mayCounts } = sumCounts(measurements.map(withoutCounted), map);
      const told = new Map<number, { most: number; sum: number }>();
      for (const { arms, covered } of measurements.flatMap(({ counted = [] }) => counted)) {
        const { most, sum } = told.get(arms[0]!) ?? { most: 0, sum: 0 };
        told.set(arms[0]!, { most: Math.max(most, covered), sum: sum + covered });
      }
      const { conditions } = countLayout(map);
      const kept = [...Array(conditions).keys()].filter((i) => !dropped.has(i));
      const ends = open.map((line) => endsOf(line, { counts, mayCounts }, told.get(line.arms[0]!)));
      const column = (of: CountRange["counts"], end: "least" | "most"): Float64Array =>
        Float64Array.from([
          ...kept.map((i) => of[i]!),
          ...order.map(({ own, line }) => (own === undefined ? ends[line]![end] : of[conditions + own]!)),
        ]);
      return { counts: column(counts, "least"), mayCounts: column(mayCounts, "most") };
    },
  };
}

type OpenLine = { readonly line: number; readonly arms: readonly number[] };

/** Lines of which a measurement only says how many arms ran, in the order of the map's arms. */
function openLines(map: CoverageMap, all: readonly CountedRange[]): readonly OpenLine[] {
  const byFirst = new Map<number, readonly number[]>();
  for (const { counted = [] } of all) for (const { arms } of counted) byFirst.set(arms[0]!, arms);
  if (byFirst.size === 0) return [];
  const open: OpenLine[] = [];
  let arm = countLayout(map).arms;
  for (const { line, arms: places } of branchEntities(map)) {
    const arms = byFirst.get(arm);
    if (arms !== undefined) open.push({ line, arms });
    arm += places.length / 2;
  }
  return open;
}

/** What it says of arms beside their number is no more than that. */
function withoutCounted(range: CountedRange): CountRange {
  const { counts, mayCounts, counted = [] } = range;
  if (counted.length === 0) return { counts, mayCounts };
  const most = Float64Array.from(mayCounts);
  for (const i of counted.flatMap(({ arms }) => arms)) most[i] = counts[i]!;
  return { counts, mayCounts: most };
}

function endsOf(
  { arms }: OpenLine,
  { counts, mayCounts }: CountRange,
  told: { readonly most: number; readonly sum: number } = { most: 0, sum: 0 },
): { readonly least: number; readonly most: number } {
  if (arms.every((i) => counts[i]! < 0)) return { least: notMeasured, most: notMeasured };
  const hit = arms.filter((i) => counts[i]! > 0).length;
  // An arm that nobody measured may have run as well.
  const mayBeHit = arms.filter((i) => mayCounts[i]! > 0 || counts[i]! < 0).length;
  return {
    least: Math.max(hit, told.most),
    most: Math.min(arms.length, mayBeHit + told.sum),
  };
}

/** A condition of the map by its number in `own`, or an open line by its number in `line`; by the lines of the source. */
type Condition = {
  readonly at: number;
  readonly total: number;
  readonly own?: number;
  readonly line: number;
};

function conditionsOf({ conditions }: CoverageMap, open: readonly OpenLine[]): readonly Condition[] {
  const own = Array.from({ length: conditions.length / 2 }, (_, i) => ({
    at: conditions[i * 2]!,
    total: conditions[i * 2 + 1]!,
    own: i,
    line: -1,
  }));
  const added = open.map(({ line: at, arms }, line) => ({ at, total: arms.length, line }));
  return [...own, ...added].sort((a, b) => a.at - b.at);
}

function countedMap(map: CoverageMap, open: readonly OpenLine[], order: readonly Condition[]): CoverageMap {
  const lines = new Set(open.map(({ line }) => line));
  const { digest: _old, ...rest } = map;
  const shape = {
    ...rest,
    branches: branchColumns(branchEntities(map).filter(({ line }) => !lines.has(line))),
    conditions: Int32Array.from(order.flatMap(({ at, total }) => [at, total])),
  };
  return { ...shape, digest: mapDigest(shape) };
}
