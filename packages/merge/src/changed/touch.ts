import type { ChangedFile, RepoPath } from "@tollgate/model";
import { countUpTo, createAddedLines } from "./added-lines.ts";
import type { LineFate } from "./compared-file.ts";
import { lineBefore } from "./hunks.ts";

/** What the change did to something: the worst of what it did to its lines. */
export type Touched = "new" | LineFate["what"];

/** Lines of a file of the base. */
export type BaseLines = { readonly path: RepoPath; readonly lines: readonly number[] };

/** How the change touches one file. */
export type Touch = {
  /** What it did to the lines from the first to the last; `undefined`: nothing, or only to comments. */
  readonly worst: (first: number, last: number) => Touched | undefined;
  /** Where a line of the head stood on the base; `undefined` for what is new. */
  readonly before: (line: number) => BaseLines | undefined;
};

/** What is known of an added line; what is not known is new. */
const known: readonly LineFate["what"][] = ["changed", "moved", "reformatted"];

/** Without fates (a text could not be read) all that is added and not blank is new. */
export function createTouch(
  change: ChangedFile,
  fates: ReadonlyMap<number, LineFate | "nothing"> = new Map(),
): Touch {
  const added = createAddedLines(change);
  const blank = new Set(change.blank);
  const told = [...fates].filter(([line]) => added.has(line) && !blank.has(line)).sort(([a], [b]) => a - b);
  const toldLines = told.map(([line]) => line);
  const byFate = known.map((what) => {
    const lines = told.filter(([, fate]) => fate !== "nothing" && fate.what === what).map(([line]) => line);
    return { what, lines };
  });
  const hasBase = change.change !== "added";
  const kept = lineBefore(change);
  return {
    worst(first, last) {
      if (added.countText(first, last) > countWithin(toldLines, first, last)) return "new";
      return byFate.find(({ lines }) => countWithin(lines, first, last) > 0)?.what;
    },
    before(line) {
      if (!added.has(line))
        return hasBase ? { path: change.oldPath ?? change.path, lines: [kept(line)] } : undefined;
      const fate = fates.get(line);
      return fate === undefined || fate === "nothing" ? undefined : fate;
    },
  };
}

function countWithin(ascending: readonly number[], first: number, last: number): number {
  return countUpTo(ascending, last) - countUpTo(ascending, first - 1);
}
