import type { ChangedFile, LineRange } from "@tollgate/model";
import { countUpTo } from "./added-lines.ts";

/**
 * Lines that one place of the change replaces: those of the base by those of the head. A range that ends before it
 * begins holds none, and says where they would stand.
 */
export type Hunk = { readonly before: LineRange; readonly after: LineRange };

type Ranges = Pick<ChangedFile, "added" | "removed">;

/** The places of a change, in order. */
export function hunksOf({ added, removed }: Ranges): readonly Hunk[] {
  const after = new Map(byLinesKept(added));
  const before = new Map(byLinesKept(removed));
  let [inHead, inBase] = [0, 0];
  return [...new Set([...before.keys(), ...after.keys()])]
    .sort((a, b) => a - b)
    .map((kept) => {
      const hunk: Hunk = {
        before: before.get(kept) ?? [kept + inBase + 1, kept + inBase],
        after: after.get(kept) ?? [kept + inHead + 1, kept + inHead],
      };
      inBase += lengthOf(hunk.before);
      inHead += lengthOf(hunk.after);
      return hunk;
    });
}

/** For a line of the head that the change did not add: which line of the base it is. */
export function lineBefore({ added, removed }: Ranges): (line: number) => number {
  const head = byLinesKept(added);
  const base = byLinesKept(removed);
  const headFirsts = head.map(([, [first]]) => first);
  const baseKept = base.map(([kept]) => kept);
  const inFirst = (ranges: typeof head, count: number): number => {
    const [kept, [, last]] = ranges[count - 1] ?? [0, [0, 0]];
    return last - kept;
  };
  return (line) => {
    const kept = line - inFirst(head, countUpTo(headFirsts, line));
    return kept + inFirst(base, countUpTo(baseKept, kept - 1));
  };
}

/** Each range with how many lines of its version stand before it and are in none. */
function byLinesKept(ranges: readonly LineRange[]): readonly (readonly [kept: number, LineRange])[] {
  let inRanges = 0;
  return ranges.map((range) => {
    const kept = range[0] - 1 - inRanges;
    inRanges += lengthOf(range);
    return [kept, range] as const;
  });
}

function lengthOf([first, last]: LineRange): number {
  return last - first + 1;
}
