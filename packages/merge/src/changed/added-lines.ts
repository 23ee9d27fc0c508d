import type { ChangedFile } from "@tollgate/model";

/** Questions about the added lines of a file, each answered in the time of a binary search. */
export type AddedLines = {
  readonly has: (line: number) => boolean;
  /** Whether one of the lines from the first to the last is added. */
  readonly overlaps: (first: number, last: number) => boolean;
  /** Whether one of them is added and not blank. */
  readonly hasText: (first: number, last: number) => boolean;
  /** How many of them are. */
  readonly countText: (first: number, last: number) => number;
  /** Number of those that are not blank. */
  readonly withText: number;
};

export function createAddedLines({ added, blank }: Pick<ChangedFile, "added" | "blank">): AddedLines {
  const firsts = added.map(([first]) => first);
  const before: number[] = [];
  let total = 0;
  for (const [first, last] of added) {
    before.push(total);
    total += last - first + 1;
  }
  const upTo = (line: number): number => {
    const range = countUpTo(firsts, line) - 1;
    if (range < 0) return 0;
    const [first, last] = added[range]!;
    return before[range]! + Math.min(line, last) - first + 1;
  };
  const overlaps = (first: number, last: number): boolean => upTo(last) > upTo(first - 1);
  const textUpTo = (line: number): number => upTo(line) - countUpTo(blank, line);
  return {
    has: (line) => overlaps(line, line),
    overlaps,
    hasText: (first, last) => textUpTo(last) > textUpTo(first - 1),
    countText: (first, last) => textUpTo(last) - textUpTo(first - 1),
    withText: total - blank.length,
  };
}

/** How many of the ascending numbers are not larger than `limit`. */
export function countUpTo(ascending: readonly number[], limit: number): number {
  let low = 0;
  let high = ascending.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (ascending[middle]! <= limit) low = middle + 1;
    else high = middle;
  }
  return low;
}
