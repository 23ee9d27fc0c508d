import type { CoverageMap } from "./coverage.ts";

/**
 * Keeps the numbers of maps in few large blocks: a large run has tens of thousands of maps, and an array of its own takes as
 * much memory again as the few numbers of a usual column.
 */
export interface MapSlabs {
  /** Room for so many numbers of a map, to be filled by the caller. */
  room(length: number): Int32Array;
  /** The map with copies of its numbers: they may be where the next map is read. */
  keep(map: CoverageMap): CoverageMap;
}

const smallestSlab = 16 * 1024;
const largestSlab = 512 * 1024;

export function createMapSlabs(): MapSlabs {
  let slab = new Int32Array(0);
  let used = 0;
  return {
    room,
    keep: ({ digest, precision, statements, functions, branches, conditions, totals }) => ({
      digest,
      precision,
      statements: keepNumbers(statements),
      functions: { names: functions.names, places: keepNumbers(functions.places) },
      branches: {
        types: branches.types,
        places: keepNumbers(branches.places),
        arms: keepNumbers(branches.arms),
      },
      conditions: keepNumbers(conditions),
      ...(totals === undefined ? {} : { totals }),
    }),
  };

  function keepNumbers(numbers: Int32Array): Int32Array {
    const kept = room(numbers.length);
    kept.set(numbers);
    return kept;
  }

  function room(length: number): Int32Array {
    if (length === 0) return none;
    if (used + length > slab.length) {
      slab = new Int32Array(Math.max(length, smallestSlab, Math.min(slab.length * 2, largestSlab)));
      used = 0;
    }
    used += length;
    return slab.subarray(used - length, used);
  }
}

const none = new Int32Array(0);
