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
  notMeasured,
  originId,
  type Problem,
} from "@tollgate/model";
import { exclusionProblem, phantomProblems, strangerProblem } from "./coverage-problems.ts";
import { compareExactness, isExact } from "./exactness.ts";
import { projectCounts } from "./project-counts.ts";
import { uniteLineMaps } from "./unite-line-maps.ts";
import { createBlockFilter } from "./without-blocks.ts";

export type MergedCoverage = { readonly files: readonly MergedFile[]; readonly problems: readonly Problem[] };

/**
 * Coverage of every file over all origins. Views of one origin: the most exact one counts, equal maps take the
 * larger count. Different origins: hits add. Different maps of one file: all are projected on one of them.
 */
export function mergeCoverage(evidence: readonly Evidence[]): MergedCoverage {
  const byPath = new Map<string, View[]>();
  const withoutBlocks = createBlockFilter();
  for (const { id, origin, coverage } of evidence) {
    if (coverage === undefined) continue;
    const from = originId(origin);
    for (const measured of coverage.files) {
      const file = withoutBlocks(measured);
      const view = { file, kind: origin.kind, origin: from, source: id };
      const known = byPath.get(file.path);
      if (known === undefined) byPath.set(file.path, [view]);
      else known.push(view);
    }
  }
  const merged = [...byPath]
    .sort((a, b) => compareText(a[0], b[0]))
    .map(([path, views]) => mergeFile(path, views));
  return {
    files: merged.map(({ file }) => file),
    problems: [
      ...phantomProblems(merged.map(({ file, phantoms }) => ({ path: file.path, phantoms }))),
      ...merged.flatMap(({ problems }) => problems),
    ],
  };
}

type MergedOne = {
  readonly file: MergedFile;
  /** Entities that only less exact reports name. */
  readonly phantoms: number;
  readonly problems: readonly Problem[];
};

type View = {
  readonly file: FileCoverage;
  readonly kind: Kind;
  readonly origin: string;
  readonly source: string;
};

function mergeFile(path: string, views: readonly View[]): MergedOne {
  const chosen = bestViews(views);
  const map = referenceMap(chosen.map(({ file }) => file.map));
  const byKind = new Map<Kind, Float64Array[]>();
  const all: Float64Array[] = [];
  let phantoms = 0;
  let strangers = 0;
  for (const { file, kind } of chosen) {
    const projected = projectCounts(file.map, file.counts, map);
    if (isExact(file.map)) strangers = Math.max(strangers, projected.phantoms);
    else phantoms = Math.max(phantoms, projected.phantoms);
    all.push(projected.counts);
    const known = byKind.get(kind);
    if (known === undefined) byKind.set(kind, [projected.counts]);
    else known.push(projected.counts);
  }
  const whole = sumOf(all, map);
  const file: MergedFile = {
    path,
    package: chosen[0]!.file.package,
    map,
    ...whole,
    byKind: [...byKind]
      .sort((a, b) => compareText(a[0], b[0]))
      .map(([kind, counts]): KindCounts => ({ kind, ...(byKind.size === 1 ? whole : sumOf(counts, map)) })),
    phantoms: Math.max(phantoms, strangers),
    excluded: uniteExclusions(views),
    sources: [...new Set(views.map(({ source }) => source))].sort(compareText),
  };
  const problems = [
    ...strangerProblem(path, strangers),
    ...exclusionProblem(
      path,
      chosen.map((view) => view.file),
    ),
  ];
  return { file, phantoms, problems };
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
  const first = a.source <= b.source ? a : b;
  return { ...first, file: { ...first.file, counts } };
}

/** The only denominator of a file: the most exact map, or the union of all lines where no map has exact places. */
function referenceMap(maps: readonly CoverageMap[]): CoverageMap {
  const distinct = [...new Map(maps.map((map) => [map.digest, map])).values()].sort(compareExactness);
  const best = distinct[0]!;
  return distinct.length === 1 || isExact(best) ? best : uniteLineMaps(distinct);
}

type Sum = { readonly counts: Float64Array; readonly mayConditions: Float64Array };

/** The sum of counts in the layout of `map`. Of one measurement it is that measurement, not a copy. */
function sumOf(measurements: readonly Float64Array[], map: CoverageMap): Sum {
  const [only] = measurements;
  const conditions = map.conditions.length / 2;
  if (measurements.length === 1 && conditions === 0)
    return { counts: only!, mayConditions: new Float64Array(0) };
  const sum = {
    counts: new Float64Array(countLayout(map).length).fill(notMeasured),
    mayConditions: new Float64Array(conditions),
  };
  for (const counts of measurements) addTo(sum, counts, map);
  return sum;
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
