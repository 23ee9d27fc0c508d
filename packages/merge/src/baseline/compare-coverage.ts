import {
  type ChangedFile,
  type ChangeSet,
  type CoverageDifference,
  compareText,
  type DifferenceClass,
  type DifferenceCounts,
  type FileDifference,
  type MergedFile,
  type RepoPath,
} from "@tollgate/model";
import { createAddedLines } from "../changed/added-lines.ts";
import type { BaseFiles } from "../changed/base-files.ts";
import type { Fates } from "../changed/line-fates.ts";
import { toRanges } from "../changed/to-ranges.ts";
import { createTouch } from "../changed/touch.ts";
import { type BaseFile, type ClassifiedLine, classifyLines, type HeadFile } from "./classify-lines.ts";
import { lineStates } from "./line-states.ts";
import type { LossCauses } from "./loss-causes.ts";
import { vanishedFiles } from "./vanished-files.ts";

export type CompareContext = {
  readonly files: BaseFiles;
  readonly changes: ChangeSet | { readonly reason: string; readonly remedy: string };
  readonly fates: Fates;
  readonly causes: LossCauses;
  /** Files of the work tree; absent: not known. */
  readonly tree?: ReadonlySet<RepoPath>;
};

/** What became of the coverage of every line since the base, in files of the diff and elsewhere. */
export function compareCoverage(
  head: readonly MergedFile[],
  base: readonly MergedFile[],
  context: CompareContext,
): CoverageDifference {
  const { files, changes } = context;
  if (!files.known) return { known: false, reason: files.reason, remedy: files.remedy };
  if (!("files" in changes)) return { known: false, reason: changes.reason, remedy: changes.remedy };
  const places = placesOf(changes);
  const blurred = new Set([
    ...head.filter(isBlurred).map(({ path }) => places.byHead.get(path)?.oldPath ?? path),
    ...base.filter(isBlurred).map(({ path }) => path),
  ]);
  const isComparable = ({ path }: MergedFile): boolean => !files.differing.has(path) && !blurred.has(path);
  const compared = {
    ...context,
    changes,
    places,
    files: { ...files, differing: new Set([...files.differing, ...blurred]) },
  };
  const sides = sidesOf(head, base.filter(isComparable), compared);
  const lines = classifyLines(sides.heads, sides.bases);
  const owners = new Map([...base, ...head].map((file) => [file.path, file.package]));
  const differing = new Set(base.filter((file) => !isComparable(file)).map(({ path }) => path));
  return {
    known: true,
    counts: countsOf(lines),
    files: differencesOf(lines, { ...context, places, owners, base }),
    notCompared: head
      .map(({ path }) => path)
      .filter((path) => differing.has(places.byHead.get(path)?.oldPath ?? path)),
    vanished: vanishedFiles(head, base, { headPathOf: places.headPathOf, tree: context.tree }),
  };
}

/** Whether a report knows only how much of the file is covered: what has no line cannot be compared by lines. */
function isBlurred({ map: { totals } }: MergedFile): boolean {
  return totals !== undefined && totals.lines > 0;
}

/** Where files of the base are in the head, and what the change did to them. */
type Places = {
  readonly byHead: ReadonlyMap<RepoPath, ChangedFile>;
  /** `undefined` for a deleted file. */
  readonly headPathOf: (basePath: RepoPath) => RepoPath | undefined;
};

function placesOf({ files }: ChangeSet): Places {
  const byHead = new Map(files.map((file) => [file.path, file]));
  const renamed = new Map(
    files.flatMap(({ path, oldPath, change }) =>
      change === "renamed" && oldPath !== undefined ? [[oldPath, path] as const] : [],
    ),
  );
  return {
    byHead,
    headPathOf: (basePath) =>
      renamed.get(basePath) ?? (byHead.get(basePath)?.change === "deleted" ? undefined : basePath),
  };
}

type SideContext = Omit<CompareContext, "changes"> & {
  readonly changes: ChangeSet;
  readonly places: Places;
};

function sidesOf(
  head: readonly MergedFile[],
  base: readonly MergedFile[],
  { fates, files, places }: SideContext,
): { readonly heads: readonly HeadFile[]; readonly bases: ReadonlyMap<RepoPath, BaseFile> } {
  const isDiffering = (path: RepoPath): boolean => files.known && files.differing.has(path);
  const heads = head.flatMap((file): readonly HeadFile[] => {
    const change = places.byHead.get(file.path);
    if (isDiffering(change?.oldPath ?? file.path)) return [];
    const states = lineStates(file);
    if (change === undefined)
      return [{ path: file.path, states, before: (line) => ({ path: file.path, lines: [line] }) }];
    if (change.content !== "text") return [];
    return [{ path: file.path, states, before: createTouch(change, fates.get(file.path)).before }];
  });
  const measured = new Set(heads.map(({ path }) => path));
  const bases = base.flatMap((file): readonly (readonly [RepoPath, BaseFile])[] => {
    const headPath = places.headPathOf(file.path);
    const isGone = headPath === undefined;
    // A file that is there and that no report measures has vanished: that is another answer than excluded lines.
    if (!isGone && !measured.has(headPath)) return [];
    const change = isGone ? undefined : places.byHead.get(headPath);
    const removed = createAddedLines({ added: change?.removed ?? [], blank: [] });
    const isRemoved = (line: number): boolean => isGone || change?.change === "added" || removed.has(line);
    return [[file.path, { states: lineStates(file), isRemoved, headPath: headPath ?? file.path }]];
  });
  return { heads, bases: new Map(bases) };
}

type DifferenceContext = CompareContext & {
  readonly places: Places;
  readonly owners: ReadonlyMap<RepoPath, string>;
  readonly base: readonly MergedFile[];
};

function differencesOf(
  lines: readonly ClassifiedLine[],
  { places, owners, base, causes }: DifferenceContext,
): readonly FileDifference[] {
  const byPath = new Map<RepoPath, ClassifiedLine[]>();
  for (const line of lines) {
    const known = byPath.get(line.path);
    if (known === undefined) byPath.set(line.path, [line]);
    else known.push(line);
  }
  const measured = new Map(base.map((file) => [file.path, file]));
  const files = [...byPath].flatMap(([path, of]): readonly FileDifference[] => {
    if (of.every(({ what }) => what === "CBC" || what === "UBC")) return [];
    const oldPath = places.byHead.get(path)?.oldPath;
    const lost = toRanges(of.filter(({ what }) => what === "LBC").map(({ line }) => line));
    return [
      {
        path,
        package: owners.get(path) ?? "",
        ...(oldPath === undefined ? {} : { oldPath }),
        inDiff: places.byHead.has(path),
        counts: countsOf(of),
        lost,
        causes: lost.length === 0 ? [] : causes(path, measured.get(oldPath ?? path), lost),
      },
    ];
  });
  return files.sort(mostUrgent);
}

/** Lost coverage outside the diff, then inside of it, most lines first, then the rest by path. */
function mostUrgent(a: FileDifference, b: FileDifference): number {
  const rank = ({ lost, inDiff }: FileDifference): number => (lost.length === 0 ? 2 : inDiff ? 1 : 0);
  return rank(a) - rank(b) || (b.counts.LBC ?? 0) - (a.counts.LBC ?? 0) || compareText(a.path, b.path);
}

function countsOf(lines: readonly ClassifiedLine[]): DifferenceCounts {
  const counts: { [C in DifferenceClass]?: number } = {};
  for (const { what } of lines) counts[what] = (counts[what] ?? 0) + 1;
  return counts;
}
