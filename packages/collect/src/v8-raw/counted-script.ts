import { firstIndex } from "./first-index.ts";

/** One script as V8 counted it. Offsets are in UTF-16 units of the text that V8 saw. */
export type ToldScript = {
  readonly url: string;
  readonly functions: readonly ToldFunction[];
  /** The text itself, where the file has it. */
  readonly source?: string;
};

export type ToldFunction = {
  readonly name: string;
  /** False when only its calls are counted, and nothing inside. */
  readonly isBlock: boolean;
  /** The first is the whole function. Never empty. */
  readonly ranges: readonly CountedRange[];
};

export type CountedRange = { readonly start: number; readonly end: number; readonly count: number };

/** A range with the one around it. */
type Nested<T> = T & { readonly outer: Nested<T> | undefined };

/** Finds the innermost of ranges that lie in each other. Of ranges that cross, the one that begins last. */
export interface Nest<T extends { readonly start: number; readonly end: number }> {
  readonly all: readonly Nested<T>[];
  /** Around `offset`, the innermost first. */
  around(offset: number): Iterable<Nested<T>>;
}

export function nest<T extends { readonly start: number; readonly end: number }>(
  ranges: readonly T[],
): Nest<T> {
  const sorted = [...ranges].sort((a, b) => a.start - b.start || b.end - a.end);
  const all: Nested<T>[] = [];
  let open: Nested<T> | undefined;
  for (const range of sorted) {
    while (open !== undefined && open.end <= range.start) open = open.outer;
    open = { ...range, outer: open };
    all.push(open);
  }
  return {
    all,
    *around(offset) {
      let next = all[firstIndex(all, offset + 1, ({ start }) => start) - 1];
      for (; next !== undefined; next = next.outer) if (offset < next.end) yield next;
    },
  };
}
