import type { ChangedFile, RepoPath } from "@tollgate/model";
import { countUpTo } from "./added-lines.ts";
import { lineBefore } from "./hunks.ts";
import type { LineFate } from "./line-fates.ts";

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

const fromWorst: readonly Touched[] = ["new", "changed", "moved", "reformatted"];

/** Without fates (a text could not be read) all that is added and not blank is new. */
export function createTouch(
  change: ChangedFile,
  fates: ReadonlyMap<number, LineFate | "nothing"> = new Map(),
): Touch {
  const lines = new Map<Touched, number[]>(fromWorst.map((what) => [what, []]));
  const blank = new Set(change.blank);
  const isAdded = new Set<number>();
  for (const [first, last] of change.added) {
    for (let line = first; line <= last; line++) {
      isAdded.add(line);
      const fate = blank.has(line) ? "nothing" : (fates.get(line) ?? "new");
      if (fate !== "nothing") lines.get(typeof fate === "string" ? fate : fate.what)!.push(line);
    }
  }
  const hasBase = change.change !== "added";
  const kept = lineBefore(change);
  return {
    worst: (first, last) =>
      fromWorst.find((what) => {
        const among = lines.get(what)!;
        return countUpTo(among, last) > countUpTo(among, first - 1);
      }),
    before(line) {
      if (!isAdded.has(line))
        return hasBase ? { path: change.oldPath ?? change.path, lines: [kept(line)] } : undefined;
      const fate = fates.get(line);
      return fate === undefined || fate === "nothing" ? undefined : fate;
    },
  };
}
