import {
  compareText,
  type Evidence,
  type FileCoverage,
  type Kind,
  originId,
  type RepoPath,
} from "@tollgate/model";
import { compareExactness } from "./exactness.ts";
import type { Gaps } from "./projection/inner-statements.ts";
import { type FileShift, fileShift, type MovedFile, type Shifts } from "./shift/file-shift.ts";
import { createBlockFilter, type WithoutBlocks } from "./without-blocks.ts";

/** What one report says of one file. */
export type View = WithoutBlocks & {
  readonly kind: Kind;
  readonly origin: string;
  /** Id of the evidence. */
  readonly source: string;
  /** Path of the report. */
  readonly report: string;
  /** Known to be, and with another text of the file. */
  readonly isOfOtherCommit: boolean;
  /** How its lines are found in the judged text. */
  readonly shift?: FileShift;
};

/** What is judged, and what is known of other commits. */
export type Judged = {
  readonly headSha?: string;
  /** Where coverage of other commits is moved to the judged text. */
  readonly shifts?: Shifts;
};

/** All views of every file, without V8's blocks. */
export function viewsByPath(
  evidence: readonly Evidence[],
  { headSha, shifts }: Judged,
): ReadonlyMap<RepoPath, readonly View[]> {
  const byPath = new Map<RepoPath, View[]>();
  const withoutBlocks = createBlockFilter();
  const placeOf = placeFinder();
  for (const item of evidence) {
    const { id, origin, input, coverage, commit } = item;
    if (coverage === undefined) continue;
    const isOther = isOfOtherCommit(item, headSha);
    // A run of another commit is another run, whatever its coordinates.
    const from = isOther ? `${originId(origin)} ${commit}` : originId(origin);
    const common: Common = { kind: origin.kind, origin: from, source: id, report: input.path };
    const moved = ({ path, version = "" }: FileCoverage): MovedFile =>
      isOther ? (shifts?.get(commit!)?.get(path) ?? "unknown") : (shifts?.get(version)?.get(path) ?? "same");
    for (const measured of coverage.files) {
      const place = placeOf(measured.path, moved(measured));
      if (place === undefined) continue;
      const { path } = place;
      const view = viewOf(common, place, withoutBlocks(measured));
      const known = byPath.get(path);
      if (known === undefined) byPath.set(path, [view]);
      else known.push(view);
    }
  }
  return byPath;
}

type Common = Pick<View, "kind" | "origin" | "source" | "report">;

/** Member by member: a large run has tens of thousands of views, and spreading costs several times as much. */
function viewOf(
  { kind, origin, source, report }: Common,
  { path, isOfOtherCommit, shift }: Place,
  { file, gaps }: WithoutBlocks,
): View {
  const placed = file.path === path ? file : { ...file, path };
  const view: { -readonly [M in keyof View]: View[M] } = {
    kind,
    origin,
    source,
    report,
    isOfOtherCommit,
    file: placed,
  };
  if (gaps !== undefined) view.gaps = gaps;
  if (shift !== undefined) view.shift = shift;
  return view;
}

type Place = { readonly path: RepoPath } & Pick<View, "isOfOtherCommit" | "shift">;

/** Where a measured file is in the judged text; `undefined` for one that is gone. */
function placeFinder(): (path: RepoPath, moved: MovedFile) => Place | undefined {
  const known = new Map<MovedFile, FileShift>();
  return (path, moved) => {
    if (moved === "gone") return undefined;
    if (moved === "same" || moved === "unknown") return { path, isOfOtherCommit: moved === "unknown" };
    const shift = known.get(moved) ?? fileShift(moved.change, moved.lines);
    known.set(moved, shift);
    return { path: moved.change.path, isOfOtherCommit: true, shift };
  };
}

/** One view an origin, sorted by origin: the most exact map; equal maps join by the larger count. */
export function bestViews(views: readonly View[]): readonly View[] {
  if (views.length === 1) return views;
  const byOrigin = new Map<string, View>();
  for (const view of views) {
    const known = byOrigin.get(view.origin);
    byOrigin.set(view.origin, known === undefined ? view : betterView(known, view));
  }
  return [...byOrigin.values()].sort((a, b) => compareText(a.origin, b.origin));
}

function betterView(a: View, b: View): View {
  // Of two texts the one that is moved tells less.
  if (a.shift !== b.shift)
    return b.shift === undefined || (a.shift !== undefined && a.source <= b.source) ? a : b;
  if (a.file.map.digest !== b.file.map.digest) return compareExactness(a.file.map, b.file.map) <= 0 ? a : b;
  const counts = Float64Array.from(a.file.counts, (count, i) => Math.max(count, b.file.counts[i]!));
  const first = a.source <= b.source ? a : b;
  const gaps = commonGaps(a.gaps, b.gaps);
  return { ...first, file: { ...first.file, counts }, ...(gaps === undefined ? {} : { gaps }) };
}

/** What neither of them ran. */
function commonGaps(a: Gaps | undefined, b: Gaps | undefined): Gaps | undefined {
  if (a === undefined || b === undefined) return undefined;
  const common = [...a].filter(([line]) => b.has(line));
  return new Map(common.map(([line, column]) => [line, Math.max(column, b.get(line)!)]));
}

/** Whether the commit is known, and not the one that is judged. */
function isOfOtherCommit({ commit }: Evidence, headSha: string | undefined): boolean {
  return commit !== undefined && headSha !== undefined && commit !== headSha;
}
