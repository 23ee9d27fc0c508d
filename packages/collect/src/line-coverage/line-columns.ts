import type { RowOrder } from "./row-order.ts";

/** Lines and their hits in the order of a report, in arrays that grow and are reused from file to file. */
export interface LineColumns {
  add(line: number, hits: number): void;
  /** What was added since the last call: ascending, each line once. `join` is the format's rule for a line that repeats. */
  take(join: (a: number, b: number) => number): SortedLines;
  /** As `take`, and nothing is taken: what it answers is good until something is added. */
  look(join: (a: number, b: number) => number): SortedLines;
  /** Forgets what was added. */
  clear(): void;
  /** How many lines were added since then, and how many of them were hit, repeated ones counted each time. */
  written(): { readonly lines: number; readonly hit: number };
}

/** Hits of `lines[i]` are `hits[i]`; lines ascend. */
export type LineHits = { readonly lines: Int32Array; readonly hits: Float64Array };

type SortedLines = LineHits & { readonly order: RowOrder };

const firstSize = 128;

export function createLineColumns(): LineColumns {
  let lines = new Int32Array(firstSize);
  let hits = new Float64Array(firstSize);
  let length = 0;
  let last = Number.NEGATIVE_INFINITY;
  let ascends = true;

  return {
    add(line, count) {
      if (length === lines.length) grow();
      lines[length] = line;
      hits[length++] = count;
      if (line <= last) ascends = false;
      last = line;
    },
    written() {
      let hit = 0;
      for (let i = 0; i < length; i++) if (hits[i]! > 0) hit++;
      return { lines: length, hit };
    },
    take(join) {
      const { lines: added, hits: counts, order } = look(join);
      const result = ascends
        ? { lines: added.slice(), hits: counts.slice(), order }
        : { lines: added, hits: counts, order };
      clear();
      return result;
    },
    look,
    clear,
  };

  function look(join: (a: number, b: number) => number): SortedLines {
    const added = { lines: lines.subarray(0, length), hits: hits.subarray(0, length) };
    return ascends ? { ...added, order: "written" } : sortLines(added, join);
  }

  function clear(): void {
    length = 0;
    last = Number.NEGATIVE_INFINITY;
    ascends = true;
  }

  function grow(): void {
    const more = new Int32Array(length * 2);
    more.set(lines);
    lines = more;
    const moreHits = new Float64Array(length * 2);
    moreHits.set(hits);
    hits = moreHits;
  }
}

/** The union of two files' lines by the format's rule. */
export function uniteLines(a: LineHits, b: LineHits, join: (a: number, b: number) => number): LineHits {
  const lines = new Int32Array(a.lines.length + b.lines.length);
  lines.set(a.lines);
  lines.set(b.lines, a.lines.length);
  const hits = new Float64Array(lines.length);
  hits.set(a.hits);
  hits.set(b.hits, a.hits.length);
  return sortLines({ lines, hits }, join);
}

function sortLines({ lines, hits }: LineHits, join: (a: number, b: number) => number): SortedLines {
  const order = Uint32Array.from(lines.keys()).sort((a, b) => lines[a]! - lines[b]!);
  const sorted = new Int32Array(lines.length);
  const joined = new Float64Array(lines.length);
  let length = 0;
  for (const i of order) {
    const repeats = length > 0 && sorted[length - 1] === lines[i];
    if (repeats) joined[length - 1] = join(joined[length - 1]!, hits[i]!);
    else {
      sorted[length] = lines[i]!;
      joined[length++] = hits[i]!;
    }
  }
  return {
    lines: sorted.slice(0, length),
    hits: joined.slice(0, length),
    order: length === lines.length ? order : "joined",
  };
}

/** The statements of a map that knows lines only. */
export function statementsOf(lines: Int32Array): Int32Array {
  const statements = new Int32Array(lines.length * 4).fill(-1);
  for (let i = 0; i < lines.length; i++) statements[i * 4] = lines[i]!;
  return statements;
}
