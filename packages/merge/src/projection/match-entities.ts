/** What tells the entities of one list apart, from the most to the least exact: equal keys of one level are the same. */
export type Entities = {
  readonly count: number;
  readonly levels: readonly ((index: number) => string | number)[];
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
  const pairs: [number, number][] = [];
  const groups: Group[] = [];
  const phantoms: number[] = [];
  const free = new Uint8Array(to.count).fill(1);
  let left = range(from.count);
  for (const [level, keyOf] of from.levels.entries()) {
    if (left.length === 0) break;
    const theirs = groupBy(range(to.count), to.levels[level]!);
    const rest: number[] = [];
    for (const [key, mine] of groupBy(left, keyOf)) {
      const there = theirs.get(key);
      const same = there?.filter((i) => free[i] === 1) ?? [];
      if (there === undefined) for (const i of mine) rest.push(i);
      else if (same.length === 0) for (const i of mine) phantoms.push(i);
      else if (same.length === mine.length) for (const [n, i] of mine.entries()) pairs.push([i, same[n]!]);
      else groups.push({ from: mine, to: same });
      for (const i of same) free[i] = 0;
    }
    left = rest;
  }
  for (const i of left) phantoms.push(i);
  return { pairs, groups, phantoms };
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
