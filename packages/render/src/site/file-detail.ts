import {
  type ChangedFileCoverage,
  type Counts,
  type FileDifference,
  type LineRange,
  type MergedFile,
  orderedLineHits,
  type SiteFileDetail,
} from "@tollgate/model";
import { lossWords } from "../difference-words.ts";
import { plain, plainName } from "./plain.ts";

/** What a change did to the coverage of a file, as far as it is known. */
export type FileChange = {
  readonly changed?: Pick<ChangedFileCoverage, "uncovered" | "excused">;
  readonly difference?: Pick<FileDifference, "lost" | "causes">;
};

/** The lines behind the figures of a file. Where all tests are of one kind, nothing is said of lines that it alone runs. */
export function fileDetail(
  file: MergedFile,
  { changed, difference }: FileChange,
  hasKinds: boolean,
): SiteFileDetail {
  const { map, counts, mayCounts } = file;
  const { lines, hits } = orderedLineHits(map, counts);
  const may = mayCounts === counts ? hits : orderedLineHits(map, mayCounts).hits;
  const cold = lines.filter((_, i) => hits[i] === 0);
  return {
    uncovered: rangesOf(cold, lines),
    unsure:
      may === hits
        ? []
        : rangesOf(
            lines.filter((_, i) => hits[i] === 0 && may[i]! > 0),
            lines,
          ),
    fresh: changed === undefined ? [] : without(changed.uncovered, changed.excused),
    lost: (difference?.lost ?? []).flat(),
    lostWhy: difference === undefined ? "" : plain(lossWords(difference)),
    only: hasKinds ? onlyBy(file, lines) : [],
  };
}

/** Ranges of lines with code: between two lines of a range there may be lines without any. */
function rangesOf(some: readonly number[], all: readonly number[]): readonly number[] {
  const ranges: number[] = [];
  let next = 0;
  for (const line of some) {
    const follows = ranges.length > 0 && all[next] === line;
    if (follows) ranges[ranges.length - 1] = line;
    else {
      ranges.push(line, line);
      while (all[next] !== line) next++;
    }
    next++;
  }
  return ranges;
}

function without(ranges: readonly LineRange[], taken: readonly LineRange[]): readonly number[] {
  const gone = new Set(taken.flatMap(([first, last]) => linesFrom(first, last)));
  const left = ranges.flatMap(([first, last]) => linesFrom(first, last)).filter((line) => !gone.has(line));
  const joined: number[] = [];
  for (const line of left) {
    if (joined.length > 0 && joined[joined.length - 1] === line - 1) joined[joined.length - 1] = line;
    else joined.push(line, line);
  }
  return joined;
}

function linesFrom(first: number, last: number): readonly number[] {
  return Array.from({ length: last - first + 1 }, (_, i) => first + i);
}

/** Unit tests are the nearest to a line: that they alone run it is nothing to look at. */
function onlyBy({ map, byKind }: MergedFile, lines: readonly number[]): SiteFileDetail["only"] {
  const hitLines = (counts: Counts): ReadonlySet<number> => {
    const of = orderedLineHits(map, counts);
    return new Set(of.lines.filter((_, i) => of.hits[i]! > 0));
  };
  const hitBy = byKind.map(({ kind, counts, mayCounts }) => {
    const certain = hitLines(counts);
    return { kind, certain, possible: mayCounts === counts ? certain : hitLines(mayCounts) };
  });
  return hitBy.flatMap(({ kind, certain }) => {
    if (kind === "unit") return [];
    const others = hitBy.filter((other) => other.kind !== kind);
    const alone = lines.filter(
      (line) => certain.has(line) && !others.some(({ possible }) => possible.has(line)),
    );
    return alone.length === 0 ? [] : [[plainName(kind), rangesOf(alone, lines)] as const];
  });
}
