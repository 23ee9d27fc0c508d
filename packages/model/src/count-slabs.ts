import type { Counts } from "./coverage.ts";

/**
 * Keeps the counts of files, two bytes each where they fit. They lie in few large blocks: a shard has thousands of files,
 * and an array of its own takes more memory than the counts in it.
 */
export interface CountSlabs {
  /** A copy of the counts. */
  keep(counts: Counts): Counts;
  /** So many counts as `write` puts there, or nothing when it answers false: they do not fit into two bytes each. */
  fill(length: number, write: (into: Uint16Array) => boolean): Counts | undefined;
}

const smallestSlab = 16 * 1024;
const largestSlab = 512 * 1024;

export function createCountSlabs(): CountSlabs {
  let slab = new Uint16Array(0);
  let used = 0;
  return {
    keep(counts) {
      const { length } = counts;
      makeRoom(length);
      if (counts instanceof Uint16Array) slab.set(counts, used);
      else if (!fit(counts)) return counts.slice();
      used += length;
      return slab.subarray(used - length, used);
    },
    fill(length, write) {
      makeRoom(length);
      const room = slab.subarray(used, used + length);
      if (!write(room)) return undefined;
      used += length;
      return room;
    },
  };

  function fit(counts: Float64Array): boolean {
    for (let i = 0; i < counts.length; i++) {
      const count = counts[i]!;
      slab[used + i] = count;
      // What does not fit comes back as another number.
      if (slab[used + i] !== count) return false;
    }
    return true;
  }

  function makeRoom(length: number): void {
    if (used + length <= slab.length) return;
    slab = new Uint16Array(Math.max(length, smallestSlab, Math.min(slab.length * 2, largestSlab)));
    used = 0;
  }
}
