import { type CoverageMap, createMapSlabs, mapDigest } from "@tollgate/model";

/** What the inputs of one collection share: coverage maps, and what readers remember from one input to the next. */
export interface MapPool {
  /** The pooled map equal to `shape`, so that a map is kept and written once. The numbers of `shape` are copied. */
  intern(shape: Omit<CoverageMap, "digest">): CoverageMap;
  /** What `create` made when this pool was first asked with it: a reader's memory for the length of a collection. */
  memory<T>(create: () => T, release?: (memory: T) => void): T;
  /** Lets go of all memories, for which no garbage collection need wait. */
  release(): void;
}

export function createMapPool(): MapPool {
  const slabs = createMapSlabs();
  const byDigest = new Map<string, CoverageMap>();
  const memories = new Map<() => unknown, unknown>();
  let releases: (() => void)[] = [];
  return {
    intern(shape) {
      const digest = mapDigest(shape);
      const known = byDigest.get(digest);
      if (known !== undefined) return known;
      const map = slabs.keep({ ...shape, digest });
      byDigest.set(digest, map);
      return map;
    },
    memory<T>(create: () => T, release?: (memory: T) => void): T {
      if (!memories.has(create)) {
        const memory = create();
        memories.set(create, memory);
        if (release !== undefined) releases.push(() => release(memory));
      }
      return memories.get(create) as T; // `create` made it
    },
    release() {
      for (const release of releases) release();
      releases = [];
      memories.clear();
    },
  };
}
