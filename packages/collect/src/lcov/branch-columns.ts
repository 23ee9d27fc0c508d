import { addHits, compareText, type BranchColumns as MapBranches } from "@tollgate/model";
import type { RowOrder } from "../line-coverage/row-order.ts";

/**
 * Branch arms as the file writes them, one row each: the line, the block on it, the arm's name. A name that is no
 * number (lcov 2 writes expressions) is a negative number that `armNames` gave it.
 */
export type ArmRows = {
  readonly lines: Int32Array;
  readonly blocks: Int32Array;
  readonly arms: Int32Array;
};

/** How often arms were taken; `notMeasured` for one that is marked as unreachable. */
export type BranchRows = ArmRows & { readonly taken: Float64Array };

type SortedBranches = BranchRows & { readonly order: RowOrder };

/** Rows in arrays that grow and are reused from file to file. */
export interface BranchColumns {
  add(line: number, block: number, arm: number, taken: number): void;
  /**
   * What was added since it was cleared: sorted by line, block and arm, each arm once, repeated ones added. Good until
   * something is added.
   */
  look(): SortedBranches;
  /** Forgets what was added. */
  clear(): void;
}

/** Numbers for the names of arms, one table for a collection. */
export interface ArmNames {
  numberOf(name: string): number;
  nameOf(number: number): string;
}

export function createArmNames(): ArmNames {
  const numbers = new Map<string, number>();
  const names: string[] = [];
  return {
    numberOf(name) {
      const known = numbers.get(name);
      if (known !== undefined) return known;
      names.push(name);
      numbers.set(name, -names.length);
      return -names.length;
    },
    nameOf: (number) => names[-number - 1] ?? "",
  };
}

const firstSize = 256;

export function createBranchColumns(names: ArmNames): BranchColumns {
  let size = firstSize;
  let lines = new Int32Array(size);
  let blocks = new Int32Array(size);
  let arms = new Int32Array(size);
  let taken = new Float64Array(size);
  let length = 0;

  return {
    add(line, block, arm, count) {
      if (length === size) grow();
      lines[length] = line;
      blocks[length] = block;
      arms[length] = arm;
      taken[length++] = count;
    },
    look: () =>
      sortRows(
        {
          lines: lines.subarray(0, length),
          blocks: blocks.subarray(0, length),
          arms: arms.subarray(0, length),
          taken: taken.subarray(0, length),
        },
        names,
      ),
    clear() {
      length = 0;
    },
  };

  function grow(): void {
    size *= 2;
    lines = resized(lines, new Int32Array(size));
    blocks = resized(blocks, new Int32Array(size));
    arms = resized(arms, new Int32Array(size));
    taken = resized(taken, new Float64Array(size));
  }
}

function resized<T extends Int32Array | Float64Array>(from: T, to: T): T {
  to.set(from);
  return to;
}

/** The arms of both; equal ones add. */
export function uniteBranches(a: BranchRows, b: BranchRows, names: ArmNames): BranchRows {
  const size = a.lines.length + b.lines.length;
  const both = {
    lines: new Int32Array(size),
    blocks: new Int32Array(size),
    arms: new Int32Array(size),
    taken: new Float64Array(size),
  };
  for (const { rows, at } of [
    { rows: a, at: 0 },
    { rows: b, at: a.lines.length },
  ]) {
    both.lines.set(rows.lines, at);
    both.blocks.set(rows.blocks, at);
    both.arms.set(rows.arms, at);
    both.taken.set(rows.taken, at);
  }
  return sortRows(both, names);
}

/** The order does not depend on the order of the file, so that shards of one build have equal maps. */
function sortRows(rows: BranchRows, names: ArmNames): SortedBranches {
  const { lines, blocks, arms, taken } = rows;
  const compare = (a: number, b: number): number =>
    lines[a]! - lines[b]! || blocks[a]! - blocks[b]! || compareArms(arms[a]!, arms[b]!, names);
  let ascends = true;
  for (let i = 1; i < lines.length && ascends; i++) ascends = compare(i - 1, i) < 0;
  if (ascends) return { ...rows, order: "written" };
  const sorted = Uint32Array.from(lines.keys()).sort(compare);
  const order: number[] = [];
  const sums: number[] = [];
  for (const i of sorted) {
    const repeats = order.length > 0 && compare(order.at(-1)!, i) === 0;
    if (repeats) sums.push(addHits(sums.pop()!, taken[i]!));
    else {
      order.push(i);
      sums.push(taken[i]!);
    }
  }
  return {
    lines: Int32Array.from(order, (i) => lines[i]!),
    blocks: Int32Array.from(order, (i) => blocks[i]!),
    arms: Int32Array.from(order, (i) => arms[i]!),
    taken: Float64Array.from(sums),
    order: order.length === lines.length ? sorted : "joined",
  };
}

function compareArms(a: number, b: number, names: ArmNames): number {
  return a >= 0 || b >= 0 ? a - b : compareText(names.nameOf(a), names.nameOf(b));
}

/** A branch for each line and block, its arms in the order of the rows; none of them has a place. */
export function toBranches({ lines, blocks }: ArmRows): MapBranches {
  const places = new Int32Array(lines.length * 3);
  let length = 0;
  let start = 0;
  for (let i = 1; i <= lines.length; i++) {
    if (lines[i] === lines[start] && blocks[i] === blocks[start]) continue;
    places[length++] = lines[start]!;
    places[length++] = -1;
    places[length++] = i - start;
    start = i;
  }
  return {
    types: new Array<string>(length / 3).fill("branch"),
    places: places.subarray(0, length),
    arms: new Int32Array(lines.length * 2).fill(-1),
  };
}
