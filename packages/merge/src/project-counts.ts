import { addHits, type BranchEntity, type CoverageMap, countLayout, notMeasured } from "@tollgate/model";

export type Projection = {
  /** Counts in the layout of the reference map. */
  readonly counts: Float64Array;
  /** Measured lines, functions and branches that the reference map does not have. */
  readonly phantoms: number;
};

/**
 * Expresses the counts of one map of a file in the entities of another map of the same file: by exact place, else
 * by line in order. What cannot be matched with certainty gives no credit. A line-level hit is credited to the
 * first statement of the line only: it says that the line ran, not that all of it did.
 */
export function projectCounts(from: CoverageMap, counts: Float64Array, to: CoverageMap): Projection {
  if (from.digest === to.digest) return { counts, phantoms: 0 };
  const projected = new Float64Array(countLayout(to).length).fill(notMeasured);
  const phantoms =
    projectStatements(from, counts, to, projected) +
    projectFunctions(from, counts, to, projected) +
    projectBranches(from, counts, to, projected);
  return { counts: projected, phantoms };
}

function projectStatements(
  from: CoverageMap,
  counts: Float64Array,
  to: CoverageMap,
  into: Float64Array,
): number {
  const exact = new Map<number, number>();
  const firstOnLine = new Map<number, number>();
  for (let i = 0; i < to.statements.length / 4; i++) {
    const line = to.statements[i * 4]!;
    exact.set(placeKey(line, to.statements[i * 4 + 1]!), i);
    const known = firstOnLine.get(line);
    if (known === undefined || to.statements[known * 4 + 1]! > to.statements[i * 4 + 1]!)
      firstOnLine.set(line, i);
  }
  const phantomLines = new Set<number>();
  for (let i = 0; i < from.statements.length / 4; i++) {
    const line = from.statements[i * 4]!;
    const hits = counts[i]!;
    if (hits < 0) continue;
    const target = exact.get(placeKey(line, from.statements[i * 4 + 1]!)) ?? firstOnLine.get(line);
    if (target === undefined) phantomLines.add(line);
    else into[target] = Math.max(into[target]!, hits);
  }
  return phantomLines.size;
}

function projectFunctions(
  from: CoverageMap,
  counts: Float64Array,
  to: CoverageMap,
  into: Float64Array,
): number {
  const source = countLayout(from);
  const target = countLayout(to);
  const pairs = matchInOrder(
    from.functions,
    to.functions,
    ({ line, column, name }) => (column < 0 ? `${line}/${name}` : placeKey(line, column)),
    ({ line }) => String(line),
  );
  let phantoms = 0;
  for (const [i, match] of pairs.entries()) {
    const hits = counts[source.functions + i]!;
    if (hits < 0) continue;
    if (match === undefined) phantoms++;
    else into[target.functions + match] = addHits(into[target.functions + match]!, hits);
  }
  return phantoms;
}

function projectBranches(
  from: CoverageMap,
  counts: Float64Array,
  to: CoverageMap,
  into: Float64Array,
): number {
  const sourceOffsets = armOffsets(from);
  const targetOffsets = armOffsets(to);
  const pairs = matchInOrder(
    from.branches,
    to.branches,
    (branch) => `${placeKey(branch.line, branch.column)}/${branch.arms.length}/${shapeOf(branch)}`,
    (branch) => `${branch.line}/${branch.arms.length}/${shapeOf(branch)}`,
  );
  let phantoms = 0;
  for (const [i, match] of pairs.entries()) {
    if (match === undefined) phantoms++;
    else copyArms(counts, sourceOffsets[i]!, into, targetOffsets[match]!, from.branches[i]!.arms.length / 2);
  }
  return phantoms + projectConditions(from, counts, to, into, targetOffsets);
}

function copyArms(
  counts: Float64Array,
  source: number,
  into: Float64Array,
  target: number,
  arms: number,
): void {
  for (let arm = 0; arm < arms; arm++)
    into[target + arm] = addHits(into[target + arm]!, counts[source + arm]!);
}

/** "2 of 2" says that every arm of the line ran; "1 of 2" does not say which one, so it gives no credit. */
function projectConditions(
  from: CoverageMap,
  counts: Float64Array,
  to: CoverageMap,
  into: Float64Array,
  targetOffsets: readonly number[],
): number {
  const source = countLayout(from).conditions;
  const target = countLayout(to).conditions;
  const sameLine = new Map<number, number>();
  for (let i = 0; i < to.conditions.length / 2; i++) sameLine.set(to.conditions[i * 2]!, i);
  const branchesOn = Map.groupBy(to.branches.keys(), (i) => to.branches[i]!.line);
  let phantoms = 0;
  for (let i = 0; i < from.conditions.length / 2; i++) {
    const line = from.conditions[i * 2]!;
    const total = from.conditions[i * 2 + 1]!;
    const covered = counts[source + i]!;
    if (covered < 0) continue;
    const condition = sameLine.get(line);
    if (condition !== undefined) {
      if (to.conditions[condition * 2 + 1] === total)
        into[target + condition] = Math.max(into[target + condition]!, covered);
      continue;
    }
    const branches = branchesOn.get(line) ?? [];
    const arms = branches.reduce((sum, at) => sum + to.branches[at]!.arms.length / 2, 0);
    if (branches.length === 0) phantoms++;
    for (const at of branches) {
      for (let arm = 0; arm < to.branches[at]!.arms.length / 2; arm++) {
        const place = targetOffsets[at]! + arm;
        into[place] = Math.max(into[place]!, covered === total && total === arms ? 1 : 0);
      }
    }
  }
  return phantoms;
}

/**
 * For each entity of `from` the index of its match in `to`: equal exact keys pair up in order. What is left pairs by
 * the loose key, and only where both sides have equally many left, because then their order tells which is which.
 */
function matchInOrder<T>(
  from: readonly T[],
  to: readonly T[],
  exactKey: (entity: T) => string | number,
  looseKey: (entity: T) => string,
): readonly (number | undefined)[] {
  const indexes = [...to.keys()];
  const exact = Map.groupBy(indexes, (i) => exactKey(to[i]!));
  const used = new Map<string | number, number>();
  const ambiguous = new Set<string>();
  const matches = from.map((entity) => {
    const key = exactKey(entity);
    const next = used.get(key) ?? 0;
    used.set(key, next + 1);
    const match = exact.get(key)?.[next];
    if (match === undefined && exact.has(key)) ambiguous.add(looseKey(entity));
    return match;
  });
  const taken = new Set(matches);
  const left = [...from.keys()].filter((i) => matches[i] === undefined);
  const free = Map.groupBy(
    indexes.filter((i) => !taken.has(i)),
    (i) => looseKey(to[i]!),
  );
  for (const [key, ours] of Map.groupBy(left, (i) => looseKey(from[i]!))) {
    const theirs = free.get(key) ?? [];
    if (ambiguous.has(key) || theirs.length !== ours.length) continue;
    for (const [n, i] of ours.entries()) matches[i] = theirs[n];
  }
  return matches;
}

/**
 * V8 has blocks, not branches: a block never stands for an `if` or a default value. lcov's branches may stand for any,
 * but one with a single arm may as well be a block.
 */
function shapeOf({ type, column, arms }: BranchEntity): string {
  return type === "branch" && (column >= 0 || arms.length === 2) ? "block" : "branch";
}

function armOffsets(map: CoverageMap): readonly number[] {
  let next = countLayout(map).arms;
  return map.branches.map(({ arms }) => {
    const offset = next;
    next += arms.length / 2;
    return offset;
  });
}

/** One number for a place: a 31-bit line and a column below 2^22 fit into a double. */
function placeKey(line: number, column: number): number {
  return line * 4_194_304 + Math.min(column, 4_194_302) + 1;
}
