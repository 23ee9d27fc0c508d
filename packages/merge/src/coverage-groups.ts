import {
  type CoverageGroup,
  compareText,
  type FileExplanation,
  type Kind,
  type KindReach,
  type LineRange,
  lineHits,
  type MergedFile,
} from "@tollgate/model";
import { toRanges } from "./changed/to-ranges.ts";
import { tallyCoverage } from "./tally.ts";

/** Files in groups, each with what its kinds of tests reach. A file is in as many groups as `groupsOf` names. */
export function groupCoverage(
  files: readonly MergedFile[],
  groupsOf: (file: MergedFile) => readonly string[],
): readonly CoverageGroup[] {
  const groups = new Map<string, MergedFile[]>();
  for (const file of files) for (const name of groupsOf(file)) addTo(groups, name, file);
  return [...groups]
    .sort(([a], [b]) => compareText(a, b))
    .map(([name, members]) => coverageGroup(name, members));
}

export function coverageGroup(name: string, files: readonly MergedFile[]): CoverageGroup {
  const reaches = files.map(reachOf);
  const kinds = [...new Set(files.flatMap(({ byKind }) => byKind.map(({ kind }) => kind)))].sort(compareText);
  return {
    name,
    merged: tallyCoverage(files),
    byKind: kinds.map(
      (kind): KindReach => ({
        kind,
        coverage: tallyCoverage(
          files.filter(({ byKind }) => byKind.some((counts) => counts.kind === kind)),
          kind,
        ),
        onlyHere: sum(reaches.map((reach) => reach.onlyBy(kind).length)),
        notHere: sum(reaches.map((reach) => reach.notBy(kind))),
      }),
    ),
  };
}

/** What a person asks of one file: what nothing hits, and what only one kind of tests hits. */
export function fileSets(file: MergedFile): Pick<FileExplanation, "uncovered" | "onlyBy"> {
  const reach = reachOf(file);
  return {
    uncovered: rangesOf(reach.uncovered),
    onlyBy: file.byKind.map(({ kind }) => ({ kind, lines: rangesOf(reach.onlyBy(kind)) })),
  };
}

/** A map may name its lines in any order. */
function rangesOf(lines: readonly number[]): readonly LineRange[] {
  return toRanges([...lines].sort((a, b) => a - b));
}

/** Lines of a file by the kinds that hit them. */
function reachOf({ map, counts, byKind }: MergedFile): {
  readonly uncovered: readonly number[];
  readonly onlyBy: (kind: Kind) => readonly number[];
  readonly notBy: (kind: Kind) => number;
} {
  const uncovered: number[] = [];
  const only = new Map<Kind, number[]>();
  const hitBy = new Map<Kind, number>();
  const hits = byKind.map((of) => ({ kind: of.kind, lines: lineHits(map, of.counts) }));
  const all = lineHits(map, counts);
  for (const [line, total] of all) {
    if (total === 0) uncovered.push(line);
    const kinds = hits.filter(({ lines }) => (lines.get(line) ?? 0) > 0).map(({ kind }) => kind);
    for (const kind of kinds) hitBy.set(kind, (hitBy.get(kind) ?? 0) + 1);
    const [kind] = kinds;
    if (kind !== undefined && kinds.length === 1) addTo(only, kind, line);
  }
  return {
    uncovered,
    onlyBy: (kind) => only.get(kind) ?? [],
    notBy: (kind) => all.size - (hitBy.get(kind) ?? 0),
  };
}

function addTo<T>(lists: Map<string, T[]>, name: string, item: T): void {
  const known = lists.get(name);
  if (known === undefined) lists.set(name, [item]);
  else known.push(item);
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
