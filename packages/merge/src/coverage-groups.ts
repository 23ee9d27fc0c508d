import {
  type CoverageGroup,
  compareText,
  type Evidence,
  type FileExplanation,
  type Kind,
  type KindReach,
  type LineRange,
  lineHits,
  type MergedFile,
} from "@tollgate/model";
import { toRanges } from "./changed/to-ranges.ts";
import { tallyCoverage } from "./tally.ts";

/**
 * Files in groups, each with what each of `kinds` reaches of it: a kind whose reports do not mention a group reaches nothing
 * there. A file is in as many groups as `groupsOf` names.
 */
export function groupCoverage(
  files: readonly MergedFile[],
  kinds: readonly Kind[],
  groupsOf: (file: MergedFile) => readonly string[],
): readonly CoverageGroup[] {
  const groups = new Map<string, MergedFile[]>();
  for (const file of files) for (const name of groupsOf(file)) addTo(groups, name, file);
  return [...groups]
    .sort(([a], [b]) => compareText(a, b))
    .map(([name, members]) => coverageGroup(name, members, kinds));
}

export function coverageGroup(
  name: string,
  files: readonly MergedFile[],
  kinds: readonly Kind[],
): CoverageGroup {
  const reaches = files.map(reachOf);
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
        notHere: sum(reaches.map((reach) => reach.notBy(kind).length)),
      }),
    ),
  };
}

/** Of which kinds of tests there is coverage, sorted. */
export function coveringKinds(evidence: readonly Evidence[]): readonly Kind[] {
  const kinds = evidence.flatMap(({ coverage, origin }) => (coverage === undefined ? [] : [origin.kind]));
  return [...new Set(kinds)].sort(compareText);
}

/** What a person asks of one file: what nothing hits, what only one kind of tests hits, and what one does not reach. */
export function fileSets(
  file: MergedFile,
  kinds: readonly Kind[],
): Pick<FileExplanation, "uncovered" | "unsure" | "onlyBy" | "notBy"> {
  const reach = reachOf(file);
  const most = lineHits(file.map, file.mayCounts);
  const unsure = reach.uncovered.filter((line) => (most.get(line) ?? 0) > 0);
  return {
    uncovered: rangesOf(reach.uncovered),
    ...(unsure.length === 0 ? {} : { unsure: rangesOf(unsure) }),
    onlyBy: file.byKind.map(({ kind }) => ({ kind, lines: rangesOf(reach.onlyBy(kind)) })),
    notBy: kinds.map((kind) => ({ kind, lines: rangesOf(reach.notBy(kind)) })),
  };
}

/** A map may name its lines in any order. */
function rangesOf(lines: readonly number[]): readonly LineRange[] {
  return toRanges([...lines].sort((a, b) => a - b));
}

/** Lines of a file by the kinds that hit them: a line that a kind may hit is neither out of its reach nor another's alone. */
function reachOf({ map, counts, byKind }: MergedFile): {
  readonly uncovered: readonly number[];
  readonly onlyBy: (kind: Kind) => readonly number[];
  readonly notBy: (kind: Kind) => readonly number[];
} {
  const uncovered: number[] = [];
  const only = new Map<Kind, number[]>();
  const hits = byKind.map((of) => {
    const lines = lineHits(map, of.counts);
    return { kind: of.kind, lines, most: of.mayCounts === of.counts ? lines : lineHits(map, of.mayCounts) };
  });
  const all = lineHits(map, counts);
  for (const [line, total] of all) {
    if (total === 0) uncovered.push(line);
    const possible = hits.filter(({ most }) => (most.get(line) ?? 0) > 0);
    const [first] = possible;
    if (first !== undefined && possible.length === 1 && (first.lines.get(line) ?? 0) > 0)
      addTo(only, first.kind, line);
  }
  return {
    uncovered,
    onlyBy: (kind) => only.get(kind) ?? [],
    notBy: (kind) => {
      const own = hits.find((of) => of.kind === kind)?.most;
      return [...all.keys()].filter((line) => (own?.get(line) ?? 0) <= 0);
    },
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
