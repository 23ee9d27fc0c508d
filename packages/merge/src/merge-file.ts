import {
  type Counts,
  type CoverageMap,
  compareText,
  countLayout,
  type Exclusion,
  hasTotalsOnly,
  type Kind,
  type KindCounts,
  type MergedFile,
  type RepoPath,
} from "@tollgate/model";
import { createSumming } from "./counted-arms.ts";
import { isExact } from "./exactness.ts";
import { createOtherTextFinder, type OtherText } from "./other-text.ts";
import { fits } from "./projection/fits.ts";
import { type Plan, planProjection } from "./projection/plan.ts";
import { projectCounts } from "./projection/project-counts.ts";
import { chooseReference } from "./reference-map.ts";
import type { ReferenceSource } from "./reference-source.ts";
import { createShiftedCounts } from "./shift/shifted-counts.ts";
import { type CountRange, mostCovered, sumCounts } from "./sum-counts.ts";
import {
  countsBlocks,
  haveEqualTotals,
  projectTotals,
  summingTotals,
  type TotalledRange,
  withoutBranches,
} from "./totals.ts";
import { bestViews, type View } from "./views.ts";

/** Why a report does not say for certain what is covered. */
export type Doubt = OtherText | "misfit" | "unplaced" | "totals";

export type MergedOne = {
  readonly file: MergedFile;
  /** Measured entities that only some reports have, where all of them fit the reference map. */
  readonly phantoms: number;
  /** The same of reports with exact places that were compared with another report. */
  readonly strangers: number;
  /** Why reports were compared with each other and not with the source. */
  readonly reason?: string;
  /** Reports that do not say for certain what is covered. */
  readonly doubts: readonly { readonly view: View; readonly doubt: Doubt }[];
  /** Whose counts they are, one an origin. */
  readonly chosen: readonly View[];
};

/** One file over all origins. Views of one origin: the most exact one counts. Hits of different origins add. */
export function mergeFile(path: RepoPath, views: readonly View[], source?: ReferenceSource): MergedOne {
  const chosen = bestViews(views);
  if (source === undefined && areAlike(views)) return mergeAlike(path, views, chosen);
  const otherTextOf = createOtherTextFinder(views, source);
  const isJudged = (view: View): boolean => view.shift === undefined && otherTextOf(view) === undefined;
  const { judged = [], others = [] } = Object.groupBy(chosen, (view) =>
    isJudged(view) ? "judged" : "others",
  );
  const { map, reason } = chooseReference(
    { judged: mapsOf(judged), others: mapsOf(others) },
    source?.content,
  );
  const project = createProjection(map, source, path);
  // Without a map of the judged text nothing tells what the change added.
  const isMapped =
    !hasTotalsOnly(map) && (judged.length > 0 || (source !== undefined && "map" in source.content));
  const projected = chosen.map((view) => {
    const doubt = otherTextOf(view) ?? (view.shift !== undefined && !isMapped ? "unplaced" : undefined);
    return { view, ...(doubt === undefined ? project(view) : unknown(view, map, doubt)) };
  });
  const doubts = projected.flatMap(({ view, doubt }) => (doubt === undefined ? [] : [{ view, doubt }]));
  const fitting = projected.filter(({ doubt }) => doubt === undefined);
  const isStranger = ({ view }: { readonly view: View }): boolean =>
    reason !== undefined && isExact(view.file.map);
  const strangers = mostPhantoms(fitting.filter(isStranger));
  const phantoms = mostPhantoms(fitting.filter((one) => !isStranger(one)));
  const summing = summingTotals(createSumming(map, projected), projected);
  const whole = summing.sum(projected);
  const file = {
    path,
    package: chosen[0]!.file.package,
    map: summing.map,
    ...whole,
    byKind: sumByKind(projected, summing, whole),
    phantoms: mostPhantoms(projected),
    excluded: uniteExclusions(views),
    sources: sourcesOf(views),
  };
  return { file, phantoms, strangers, ...(reason === undefined ? {} : { reason }), doubts, chosen };
}

/** Whether all have one map, and nothing hints at another text than the judged one: nearly all files of nearly all runs. */
function areAlike(views: readonly View[]): boolean {
  const { map, version } = views[0]!.file;
  return views.every(
    ({ file, shift, isOfOtherCommit }) =>
      file.map.digest === map.digest && file.version === version && shift === undefined && !isOfOtherCommit,
  );
}

/** As for any views, without looking for what they cannot have. */
function mergeAlike(path: RepoPath, views: readonly View[], chosen: readonly View[]): MergedOne {
  const { map, package: owner } = chosen[0]!.file;
  const measured = chosen.map((view) => ({
    view,
    counts: view.file.counts,
    mayCounts: view.file.counts,
  }));
  const sum: Sum = (ranges) => sumCounts(ranges, map);
  const { counts, mayCounts } = sum(measured);
  const file = {
    path,
    package: owner,
    map,
    counts,
    mayCounts,
    byKind: sumByKind(measured, { sum }, { counts, mayCounts }),
    phantoms: 0,
    excluded: uniteExclusions(views),
    sources: sourcesOf(views),
  };
  return { file, phantoms: 0, strangers: 0, doubts: [], chosen };
}

function sourcesOf(views: readonly View[]): readonly string[] {
  return [...new Set(views.map((view) => view.source))].sort(compareText);
}

function mapsOf(views: readonly View[]): readonly CoverageMap[] {
  return views.map(({ file }) => file.map);
}

type Projected = TotalledRange & { readonly phantoms: number; readonly doubt?: Doubt };

/** Shards of one build share their map, so that each pair of maps is compared once. */
function createProjection(
  to: CoverageMap,
  source: ReferenceSource | undefined,
  path: RepoPath,
): (view: View) => Projected {
  const ofTotals = createTotalsProjection(to, source, path);
  const plans = new Map<string, { readonly plan: Plan; readonly fits: boolean }>();
  const shifted = createShiftedCounts(to);
  return (view) => {
    const { map, counts } = view.file;
    const { gaps, shift } = view;
    if (map.totals !== undefined) return ofTotals(view);
    if (shift !== undefined)
      return shifted({ map, counts, gaps }, shift) ?? unknown({ file: { counts } }, to, "misfit");
    if (map.digest === to.digest) return { counts, mayCounts: counts, phantoms: 0 };
    let known = plans.get(map.digest);
    if (known === undefined) {
      const plan = planProjection(map, to);
      known = { plan, fits: fits(map, plan.fit, source?.lines) };
      plans.set(map.digest, known);
    }
    return known.fits ? projectCounts(known.plan, counts, gaps) : unknown({ file: { counts } }, to, "misfit");
  };
}

/** Totals of another text say nothing of this one, and nor do those of other code. */
function createTotalsProjection(
  to: CoverageMap,
  source: ReferenceSource | undefined,
  path: RepoPath,
): (view: View) => Projected {
  const fitting = new Map<string, boolean>();
  return (view) => {
    const { map, counts } = view.file;
    if (view.shift !== undefined) return unknown(view, to, "commit");
    if (map.digest === to.digest) {
      const certain = countsBlocks(map, source, path) ? withoutBranches(counts) : counts;
      return { counts: certain, mayCounts: certain, phantoms: 0 };
    }
    const fits = fitting.get(map.digest) ?? (!hasTotalsOnly(to) && haveEqualTotals(map, to));
    fitting.set(map.digest, fits);
    return fits ? { ...projectTotals(counts, to), phantoms: 0 } : unknown(view, to, "totals");
  };
}

function unknown(
  { file }: { readonly file: Pick<View["file"], "counts"> },
  map: CoverageMap,
  doubt: Doubt,
): Projected {
  return { ...unknownCounts(map, file.counts), phantoms: 0, doubt };
}

/** Of counts that say nothing certain about a map: none of it is covered for certain, and all of it where something ran. */
function unknownCounts(map: CoverageMap, measured: Counts): CountRange {
  const { length, conditions } = countLayout(map);
  const counts = new Float64Array(length);
  if (!measured.some((count) => count > 0)) return { counts, mayCounts: counts };
  const mayCounts = new Float64Array(length).fill(1);
  mayCounts.set(mostCovered(map), conditions);
  return { counts, mayCounts };
}

function mostPhantoms(projected: readonly Pick<Projected, "phantoms">[]): number {
  return projected.reduce((most, { phantoms }) => Math.max(most, phantoms), 0);
}

type Sum = (measurements: readonly TotalledRange[]) => CountRange;

function sumByKind(
  projected: readonly (TotalledRange & { readonly view: View })[],
  { sum }: { readonly sum: Sum },
  whole: CountRange,
): readonly KindCounts[] {
  const byKind = new Map<Kind, TotalledRange[]>();
  for (const { view, ...range } of projected) {
    const known = byKind.get(view.kind);
    if (known === undefined) byKind.set(view.kind, [range]);
    else known.push(range);
  }
  return [...byKind]
    .sort((a, b) => compareText(a[0], b[0]))
    .map(([kind, ranges]) => ({ kind, ...(byKind.size === 1 ? whole : sum(ranges)) }));
}

function uniteExclusions(views: readonly View[]): readonly Exclusion[] {
  const byPlace = new Map<string, Exclusion>();
  for (const { file } of views) {
    for (const exclusion of file.excluded ?? [])
      byPlace.set(`${exclusion.line}\0${exclusion.entity}\0${exclusion.reason}`, exclusion);
  }
  return [...byPlace].sort((a, b) => compareText(a[0], b[0])).map(([, exclusion]) => exclusion);
}
