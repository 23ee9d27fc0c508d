import {
  addHits,
  type CoverageMap,
  compareText,
  countLayout,
  type Evidence,
  type Exclusion,
  type FileCoverage,
  type Kind,
  type KindCounts,
  type MergedFile,
  originId,
  type Problem,
} from "@tollgate/model";
import { compareExactness, isExact } from "./exactness.ts";
import { projectCounts } from "./project-counts.ts";
import { uniteLineMaps } from "./unite-line-maps.ts";

export type MergedCoverage = { readonly files: readonly MergedFile[]; readonly problems: readonly Problem[] };

/**
 * Coverage of every file over all origins. Views of one origin: the most exact one counts, equal maps take the
 * larger count. Different origins: hits add. Different maps of one file: all are projected on one of them.
 */
export function mergeCoverage(evidence: readonly Evidence[]): MergedCoverage {
  const byPath = new Map<string, View[]>();
  for (const { id, origin, coverage } of evidence) {
    if (coverage === undefined) continue;
    const from = originId(origin);
    for (const file of coverage.files) {
      const view = { file, kind: origin.kind, origin: from, source: id };
      const known = byPath.get(file.path);
      if (known === undefined) byPath.set(file.path, [view]);
      else known.push(view);
    }
  }
  const files = [...byPath]
    .sort((a, b) => compareText(a[0], b[0]))
    .map(([path, views]) => mergeFile(path, views));
  return { files, problems: files.flatMap(phantomProblem) };
}

type View = {
  readonly file: FileCoverage;
  readonly kind: Kind;
  readonly origin: string;
  readonly source: string;
};

function mergeFile(path: string, views: readonly View[]): MergedFile {
  const chosen = bestViews(views);
  const map = referenceMap(chosen.map(({ file }) => file.map));
  const totals = new Map<Kind, Sum>();
  const whole = emptySum(map);
  let phantoms = 0;
  for (const { file, kind } of chosen) {
    const projected = projectCounts(file.map, file.counts, map);
    phantoms = Math.max(phantoms, projected.phantoms);
    const sum = totals.get(kind) ?? emptySum(map);
    totals.set(kind, sum);
    addTo(sum, projected.counts, map);
    addTo(whole, projected.counts, map);
  }
  return {
    path,
    package: chosen[0]!.file.package,
    map,
    counts: whole.counts,
    mayConditions: whole.mayConditions,
    byKind: [...totals]
      .sort((a, b) => compareText(a[0], b[0]))
      .map(([kind, sum]): KindCounts => ({ kind, ...sum })),
    phantoms,
    excluded: uniteExclusions(chosen),
    sources: [...new Set(views.map(({ source }) => source))].sort(compareText),
  };
}

/** One view an origin, sorted by origin: the most exact map; equal maps join by the larger count. */
function bestViews(views: readonly View[]): readonly View[] {
  const byOrigin = new Map<string, View>();
  for (const view of views) {
    const known = byOrigin.get(view.origin);
    if (known === undefined) byOrigin.set(view.origin, view);
    else byOrigin.set(view.origin, betterView(known, view));
  }
  return [...byOrigin.values()].sort((a, b) => compareText(a.origin, b.origin));
}

function betterView(a: View, b: View): View {
  if (a.file.map.digest !== b.file.map.digest) return compareExactness(a.file.map, b.file.map) <= 0 ? a : b;
  const counts = a.file.counts.map((count, i) => Math.max(count, b.file.counts[i]!));
  return { ...(a.source < b.source ? a : b), file: { ...a.file, counts } };
}

/** The only denominator of a file: the most exact map, or the union of all lines where no map has exact places. */
function referenceMap(maps: readonly CoverageMap[]): CoverageMap {
  const distinct = [...new Map(maps.map((map) => [map.digest, map])).values()].sort(compareExactness);
  const best = distinct[0]!;
  return distinct.length === 1 || isExact(best) ? best : uniteLineMaps(distinct);
}

type Sum = { readonly counts: Float64Array; readonly mayConditions: Float64Array };

function emptySum(map: CoverageMap): Sum {
  return {
    counts: new Float64Array(countLayout(map).length).fill(-1),
    mayConditions: new Float64Array(map.conditions.length / 2),
  };
}

/** Adds hits. Conditions have no identity: at least the larger number is covered, at most the sum or all. */
function addTo(sum: Sum, counts: Float64Array, map: CoverageMap): void {
  const { conditions } = countLayout(map);
  for (let i = 0; i < conditions; i++) sum.counts[i] = addHits(sum.counts[i]!, counts[i]!);
  for (let i = conditions; i < counts.length; i++) {
    const covered = counts[i]!;
    if (covered < 0) continue;
    const total = map.conditions[(i - conditions) * 2 + 1]!;
    sum.counts[i] = Math.max(sum.counts[i]!, covered);
    sum.mayConditions[i - conditions] = Math.min(total, sum.mayConditions[i - conditions]! + covered);
  }
}

function uniteExclusions(views: readonly View[]): readonly Exclusion[] {
  const byPlace = new Map<string, Exclusion>();
  for (const { file } of views) {
    for (const exclusion of file.excluded ?? [])
      byPlace.set(`${exclusion.line}\0${exclusion.entity}\0${exclusion.reason}`, exclusion);
  }
  return [...byPlace].sort((a, b) => compareText(a[0], b[0])).map(([, exclusion]) => exclusion);
}

function phantomProblem(file: MergedFile): readonly Problem[] {
  if (file.phantoms === 0) return [];
  return [
    {
      code: "phantom-entities",
      severity: "info",
      message: `A less exact report names ${file.phantoms} lines, functions or branches of "${file.path}" that the exact one does not have; they are not counted.`,
      remedy: "Nothing has to be done. To avoid it, measure all kinds of tests with one coverage provider.",
      path: file.path,
    },
  ];
}
