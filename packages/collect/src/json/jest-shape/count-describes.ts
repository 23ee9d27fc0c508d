/** Counts the `describe` blocks of one file: those that hold tests, and those that hold failed ones. */
export interface DescribeCount {
  add(suite: readonly string[], failed: boolean): void;
  readonly all: number;
  readonly failed: number;
}

export function createDescribeCount(): DescribeCount {
  const ids = new Map<string, number>();
  const failing = new Set<number>();
  return {
    add(suite, failed) {
      let parent = -1;
      for (const title of suite) {
        const key = `${parent}\0${title}`;
        const id = ids.get(key) ?? ids.size;
        ids.set(key, id);
        if (failed) failing.add(id);
        parent = id;
      }
    },
    get all() {
      return ids.size;
    },
    get failed() {
      return failing.size;
    },
  };
}
