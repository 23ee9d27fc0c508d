/**
 * What tells the entities of one list apart, from the most to the least exact: equal keys of one level are the same.
 * Where several share the first key, `refine` tells first which of them are the same in all.
 */
export type Entities = {
  readonly count: number;
  readonly levels: readonly ((index: number) => string | number)[];
  readonly refine?: (index: number) => string | number;
};

/** Entities of which nothing says which is which: some of these are some of those. */
export type Group = { readonly from: readonly number[]; readonly to: readonly number[] };

export type Matching = {
  readonly pairs: readonly (readonly [from: number, to: number])[];
  readonly groups: readonly Group[];
  /** Of the first list, without a match. */
  readonly phantoms: readonly number[];
};

/**
 * Finds the entities of `to` that those of `from` are, level by level. As many of one key on both sides are the same, in
 * order; of unequal numbers nothing is known but that they belong together. What stands at a place whose entities are
 * all found is something else, and no looser key makes it theirs. Takes linear time.
 */
export function matchEntities(from: Entities, to: Entities): Matching {
  const found: Found = { pairs: [], groups: [], phantoms: [] };
  const free = new Uint8Array(to.count).fill(1);
  let left = range(from.count);
  for (const [level, keyOf] of from.levels.entries()) {
    if (left.length === 0) break;
    const theirs = groupBy(range(to.count), to.levels[level]!);
    const rest: number[] = [];
    for (const [key, all] of groupBy(left, keyOf)) {
      const there = theirs.get(key);
      if (there === undefined) {
        for (const i of all) rest.push(i);
        continue;
      }
      const isRefined = level === 0 && from.refine !== undefined && all.length + there.length > 2;
      const mine = isRefined ? pairEqual(all, there, from.refine, to.refine!, found.pairs, free) : all;
      if (mine.length > 0) matchAlike(mine, there, free, found);
    }
    left = rest;
  }
  for (const i of left) found.phantoms.push(i);
  return found;
}

type Found = { readonly pairs: [number, number][]; readonly groups: Group[]; readonly phantoms: number[] };

/** Entities of one key on both sides: they take all of the others that are free. */
function matchAlike(mine: readonly number[], there: readonly number[], free: Uint8Array, found: Found): void {
  const same = there.filter((i) => free[i] === 1);
  for (const i of same) free[i] = 0;
  if (same.length === 0) for (const i of mine) found.phantoms.push(i);
  else if (same.length === mine.length) for (const [n, i] of mine.entries()) found.pairs.push([i, same[n]!]);
  else found.groups.push({ from: mine, to: same });
}

/** Pairs those that are equal in all, as many as there are on both sides; answers what is left of the first ones. */
function pairEqual(
  mine: readonly number[],
  theirs: readonly number[],
  keyOf: (index: number) => string | number,
  theirKeyOf: (index: number) => string | number,
  pairs: [number, number][],
  free: Uint8Array,
): readonly number[] {
  const equal = groupBy(theirs, theirKeyOf);
  const rest: number[] = [];
  for (const [key, same] of groupBy(mine, keyOf)) {
    const there = equal.get(key) ?? [];
    for (const [n, i] of same.entries()) {
      const match = there[n];
      if (match === undefined) rest.push(i);
      else {
        pairs.push([i, match]);
        free[match] = 0;
      }
    }
  }
  return rest;
}

function range(count: number): number[] {
  return Array.from({ length: count }, (_, i) => i);
}

function groupBy(
  indexes: readonly number[],
  keyOf: (index: number) => string | number,
): ReadonlyMap<string | number, readonly number[]> {
  const groups = new Map<string | number, number[]>();
  for (const i of indexes) {
    const key = keyOf(i);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [i]);
    else group.push(i);
  }
  return groups;
}
