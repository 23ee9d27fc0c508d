import { type Counts, type CoverageMap, countLayout, coverageMetrics, type Extent } from "./coverage.ts";

/** How much of one file, or of some of its lines, is covered. */
export type FileExtents = { readonly lines: Extent; readonly functions: Extent; readonly branches: Extent };

/** What counts: two questions, since a line of code may count for a change further down in its statement. */
export type Within = {
  /** Whether a line on which a statement starts counts. */
  readonly line: (line: number) => boolean;
  /** Whether something that lies from the first to the last of these lines counts: a function, an arm. */
  readonly span: (first: number, last: number) => boolean;
};

const everything: Within = { line: () => true, span: () => true };

/**
 * Lines are those on which a statement starts, as istanbul counts them; what was not measured is in no denominator.
 * `mayCounts` are the upper ends of `counts`, in the same layout; the same array where nothing is in doubt.
 * Where a map has totals they stand for the whole file.
 * `within` narrows to what it accepts: lines, functions from their first to their last line (the first where the last
 * is not known), whole branches by the line on which they start, else arms by theirs.
 */
export function extentsOf(
  map: CoverageMap,
  counts: Counts,
  mayCounts: Counts,
  within: Within = everything,
): FileExtents {
  if (within !== everything) return computeExtents(map, counts, mayCounts, within);
  const known = wholeExtents.get(counts);
  if (known?.map === map && known.mayCounts === mayCounts) return known.extents;
  const extents = computeExtents(map, counts, mayCounts, within);
  wholeExtents.set(counts, { map, mayCounts, extents });
  return extents;
}

/** Of whole files: the totals, the rules and every output ask for them again, and counts never change. */
const wholeExtents = new WeakMap<
  Counts,
  { readonly map: CoverageMap; readonly mayCounts: Counts; readonly extents: FileExtents }
>();

function computeExtents(map: CoverageMap, counts: Counts, mayCounts: Counts, within: Within): FileExtents {
  const { functions: functionsAt, arms: armsAt, conditions: conditionsAt } = countLayout(map);
  const lines = lineExtent(map, counts, within);
  if (mayCounts !== counts) lines.mayHit = lineExtent(map, mayCounts, within).hit;
  const functions = emptyExtent();
  const branches = emptyExtent();
  if (within === everything) {
    for (let i = functionsAt; i < armsAt; i++) count(functions, counts[i]!, mayCounts[i]!);
    for (let i = armsAt; i < conditionsAt; i++) count(branches, counts[i]!, mayCounts[i]!);
  } else countWithin(map, { counts, mayCounts, within, functions, branches });
  for (let i = 0; i < map.conditions.length / 2; i++) {
    const line = map.conditions[i * 2]!;
    const covered = counts[conditionsAt + i]!;
    if (covered < 0 || !within.span(line, line)) continue;
    add(branches, {
      found: map.conditions[i * 2 + 1]!,
      hit: covered,
      mayHit: Math.max(covered, mayCounts[conditionsAt + i]!),
    });
  }
  const placed = { lines, functions, branches };
  return within === everything ? withTotals(map, { counts, mayCounts }, placed) : placed;
}

/** Of a whole file its totals are all that is known of it; of what has a place they say nothing. */
function withTotals(
  { totals }: CoverageMap,
  { counts, mayCounts }: { readonly counts: Counts; readonly mayCounts: Counts },
  placed: FileExtents,
): FileExtents {
  if (totals === undefined) return placed;
  const at = counts.length - coverageMetrics.length;
  const of = (metric: keyof FileExtents, i: number): Extent => {
    const hit = counts[at + i]!;
    return hit < 0
      ? placed[metric]
      : { found: totals[metric], hit, mayHit: Math.max(hit, mayCounts[at + i]!) };
  };
  return { lines: of("lines", 0), functions: of("functions", 1), branches: of("branches", 2) };
}

type Counting = {
  readonly counts: Counts;
  readonly mayCounts: Counts;
  readonly within: Within;
  readonly functions: Growing;
  readonly branches: Growing;
};

/** Counts the functions and arms that `within` accepts. */
function countWithin(map: CoverageMap, { counts, mayCounts, within, functions, branches }: Counting): void {
  const layout = countLayout(map);
  const { places } = map.functions;
  for (let at = 0, i = layout.functions; i < layout.arms; at += 3, i++) {
    const line = places[at]!;
    if (within.span(line, Math.max(line, places[at + 2]!))) count(functions, counts[i]!, mayCounts[i]!);
  }
  const { places: branchPlaces, arms } = map.branches;
  let arm = 0;
  for (let at = 0; at < branchPlaces.length; at += 3) {
    const inside = within.span(branchPlaces[at]!, branchPlaces[at]!);
    for (const end = arm + branchPlaces[at + 2]!; arm < end; arm++) {
      const line = arms[arm * 2]!;
      const i = layout.arms + arm;
      if (inside || (line > 0 && within.span(line, line))) count(branches, counts[i]!, mayCounts[i]!);
    }
  }
}

/** Instrumenters number statements from top to bottom, nearly: while they do, no line need be looked up. */
function lineExtent(map: CoverageMap, counts: Counts, within: Within): Growing {
  const extent = emptyExtent();
  let open = 0;
  let most = -1;
  for (let i = 0; i < map.statements.length / 4; i++) {
    const line = map.statements[i * 4]!;
    const hits = counts[i]!;
    if (hits < 0) continue;
    if (line < open) return unsortedLineExtent(map, counts, within);
    if (line === open) most = Math.max(most, hits);
    else {
      if (most >= 0 && within.line(open)) count(extent, most, most);
      open = line;
      most = hits;
    }
  }
  if (most >= 0 && within.line(open)) count(extent, most, most);
  return extent;
}

function unsortedLineExtent(map: CoverageMap, counts: Counts, within: Within): Growing {
  const extent = emptyExtent();
  for (const [line, hits] of lineHits(map, counts)) if (within.line(line)) count(extent, hits, hits);
  return extent;
}

/** Hits per line that has a statement start: the largest of the line. Unmeasured lines are left out. */
export function lineHits(map: CoverageMap, counts: Counts): ReadonlyMap<number, number> {
  const hits = new Map<number, number>();
  for (let i = 0; i < map.statements.length / 4; i++) {
    const count = counts[i]!;
    if (count < 0) continue;
    const line = map.statements[i * 4]!;
    const known = hits.get(line);
    if (known === undefined || count > known) hits.set(line, count);
  }
  return hits;
}

/** Lines and their hits, position by position, ascending by line. */
export type OrderedLineHits = { readonly lines: readonly number[]; readonly hits: readonly number[] };

/** As `lineHits`, in the order of the lines; without a lookup where the statements are in that order, as they nearly always are. */
export function orderedLineHits(map: CoverageMap, counts: Counts): OrderedLineHits {
  const lines: number[] = [];
  const hits: number[] = [];
  let last = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < map.statements.length / 4; i++) {
    const count = counts[i]!;
    if (count < 0) continue;
    const line = map.statements[i * 4]!;
    if (line < last) return sortedLineHits(map, counts);
    if (line > last) {
      lines.push(line);
      hits.push(count);
      last = line;
    } else if (count > hits[hits.length - 1]!) hits[hits.length - 1] = count;
  }
  return { lines, hits };
}

function sortedLineHits(map: CoverageMap, counts: Counts): OrderedLineHits {
  const sorted = [...lineHits(map, counts)].sort(([a], [b]) => a - b);
  return { lines: sorted.map(([line]) => line), hits: sorted.map(([, hits]) => hits) };
}

type Growing = { found: number; hit: number; mayHit: number };

function emptyExtent(): Growing {
  return { found: 0, hit: 0, mayHit: 0 };
}

function count(extent: Growing, hits: number, mayHits: number): void {
  if (hits < 0) return;
  extent.found++;
  if (hits > 0) extent.hit++;
  if (hits > 0 || mayHits > 0) extent.mayHit++;
}

function add(extent: Growing, more: Extent): void {
  extent.found += more.found;
  extent.hit += more.hit;
  extent.mayHit += more.mayHit;
}
