import type { ChangedFile, LineRange } from "@tollgate/model";
import { countUpTo } from "../changed/added-lines.ts";
import { hunksOf } from "../changed/hunks.ts";

/**
 * How far something that lies from the first to the last of these lines is moved by a change; `undefined` where the change
 * touches it, also by taking lines out of it or putting some into it.
 */
export type Move = (first: number, last: number) => number | undefined;

/** What a change does to the lines of one file. */
export type FileShift = {
  /** Of lines of the text that was measured. */
  readonly ofMeasured: Move;
  /** Of lines of the judged text: nothing is moved. */
  readonly ofJudged: Move;
  /** How many lines the measured text has. */
  readonly lines: number;
};

/** What a file that was measured on another commit is in the judged text. */
export type MovedFile =
  /** As it was. */
  | "same"
  /** Not there any more. */
  | "gone"
  /** Nothing tells which lines are the same. */
  | "unknown"
  /** What the change from the measured to the judged text does, and how many lines the measured one has. */
  | { readonly change: ChangedFile; readonly lines: number };

/** By the commit, or the version that a report names, then by the path that a file had there. */
export type Shifts = ReadonlyMap<string, ReadonlyMap<string, MovedFile>>;

export function fileShift(
  change: Pick<ChangedFile, "content" | "added" | "removed">,
  lines: number,
): FileShift {
  if (change.content !== "text") return { ofMeasured: () => undefined, ofJudged: () => undefined, lines };
  const hunks = hunksOf(change);
  const more = hunks.map(({ before, after }) => after[1] - after[0] - (before[1] - before[0]));
  return {
    ofMeasured: moveOf(
      hunks.map(({ before }) => before),
      more,
    ),
    ofJudged: moveOf(
      hunks.map(({ after }) => after),
      more.map(() => 0),
    ),
    lines,
  };
}

/** Ranges that end before they begin stand for lines that are only in the other text. */
function moveOf(ranges: readonly LineRange[], more: readonly number[]): Move {
  const lasts = ranges.map(([, last]) => last);
  const offsets = [0];
  for (const [i, count] of more.entries()) offsets.push(offsets[i]! + count);
  return (first, last) => {
    const before = countUpTo(lasts, first - 1);
    const next = ranges[before];
    return next !== undefined && next[0] <= last ? undefined : offsets[before];
  };
}
