import { addHits } from "@tollgate/model";

/**
 * Blocks of one file in one array, six numbers each: an object for each of a million takes four times the memory,
 * and longer to collect than to read.
 */
export interface Blocks {
  add(
    firstLine: number,
    firstColumn: number,
    lastLine: number,
    lastColumn: number,
    statements: number,
    hits: number,
  ): void;
  /**
   * Each block once, in the order of the source: counts of equal ones add. `differ` is called for blocks of one place
   * that have other numbers of statements: they are of two versions of the file, and only what both say is counted.
   */
  join(differ: (firstLine: number) => void): Float64Array;
}

/** Where in the six numbers of a block which one is. */
export const blockAt = {
  firstLine: 0,
  firstColumn: 1,
  lastLine: 2,
  lastColumn: 3,
  statements: 4,
  hits: 5,
  size: 6,
} as const;

const { statements: statementsAt, hits: hitsAt, size } = blockAt;

export function createBlocks(): Blocks {
  let numbers = new Float64Array(16 * size);
  let length = 0;

  return {
    add(firstLine, firstColumn, lastLine, lastColumn, statements, hits) {
      if (length === numbers.length) grow();
      numbers[length] = firstLine;
      numbers[length + 1] = firstColumn;
      numbers[length + 2] = lastLine;
      numbers[length + 3] = lastColumn;
      numbers[length + 4] = statements;
      numbers[length + 5] = hits;
      length += size;
    },
    join(differ) {
      const sorted = inOrder();
      let end = 0;
      for (let at = 0; at < length; at += size) {
        if (end > 0 && comparePlaces(sorted, end - size, at) === 0) joinInto(sorted, end - size, at, differ);
        else {
          sorted.copyWithin(end, at, at + size);
          end += size;
        }
      }
      return sorted.subarray(0, end);
    },
  };

  function grow(): void {
    const more = new Float64Array(length * 2);
    more.set(numbers);
    numbers = more;
  }

  /** Go writes the blocks of a file in their order, mostly. */
  function inOrder(): Float64Array {
    let ascends = true;
    for (let at = size; at < length && ascends; at += size)
      ascends = comparePlaces(numbers, at - size, at) <= 0;
    if (ascends) return numbers;
    const order = Uint32Array.from({ length: length / size }, (_, i) => i * size);
    order.sort((a, b) => comparePlaces(numbers, a, b));
    const sorted = new Float64Array(length);
    order.forEach((from, i) => void sorted.set(numbers.subarray(from, from + size), i * size));
    return sorted;
  }
}

function comparePlaces(numbers: Float64Array, a: number, b: number): number {
  for (let i = 0; i < statementsAt; i++) {
    const difference = numbers[a + i]! - numbers[b + i]!;
    if (difference !== 0) return difference;
  }
  return 0;
}

function joinInto(
  numbers: Float64Array,
  to: number,
  from: number,
  differ: (firstLine: number) => void,
): void {
  const known = numbers[to + hitsAt]!;
  const more = numbers[from + hitsAt]!;
  if (numbers[to + statementsAt] === numbers[from + statementsAt])
    numbers[to + hitsAt] = addHits(known, more);
  else {
    differ(numbers[from]!);
    numbers[to + statementsAt] = Math.max(numbers[to + statementsAt]!, numbers[from + statementsAt]!);
    numbers[to + hitsAt] = Math.min(known, more);
  }
}
