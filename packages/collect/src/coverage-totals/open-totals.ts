import { type CoverageMetric, coverageMetrics, mostTotals, noBranches, noFunctions } from "@tollgate/model";
import { isMembers, type Members } from "../json/members.ts";
import { openObject } from "../json/open-object.ts";
import { showValue } from "../json/show-value.ts";
import { compareTotals } from "../json-coverage/compare-total.ts";
import { lostPart } from "../json-coverage/doubts.ts";
import { noData } from "../line-coverage/doubts.ts";
import type { MapPool } from "../map-pool.ts";
import { createProblemTally, type ProblemTally } from "../problem-tally.ts";
import type { RawFileCoverage, ReadContext, ReadSession } from "../reader.ts";
import { badCovered, badTotal, lessCovered } from "./doubts.ts";

/** What a report says of one metric of a file. `undefined`: it does not have this metric at all. */
export type ToldTotal = { readonly total: unknown; readonly covered: unknown } | undefined;

/** How a format tells totals. */
export type TotalsFormat = {
  /** Its files: a path, and what is said of it. */
  files(
    root: Members,
    doubts: ProblemTally,
    whole: boolean,
  ): Iterable<readonly [path: string, told: unknown]>;
  /** One metric of a file, or of the totals of all. */
  total(told: Members, metric: CoverageMetric): ToldTotal;
  /** The totals of all files. */
  sum(root: Members): unknown;
};

type Total = { readonly found: number; readonly hit: number };
type Totals = Record<CoverageMetric, Total>;

const none: Total = { found: 0, hit: 0 };

/** Reads a report that tells how much of each file is covered, and not which lines: one JSON object. */
export function openTotals({ sink, maps }: ReadContext, format: TotalsFormat): ReadSession {
  return openObject(sink, (root, whole) => {
    const doubts = createProblemTally();
    const sum: Totals = { lines: none, functions: none, branches: none };
    let files = 0;
    for (const [path, told] of format.files(root, doubts, whole)) {
      files++;
      const totals = readTotals(told, showValue(path), { format, doubts });
      for (const metric of coverageMetrics) sum[metric] = plus(sum[metric], totals[metric]);
      sink.file(toCoverage(path, totals, maps));
    }
    if (whole) compareSum(format.sum(root), sum, { format, doubts });
    doubts.flush((problem) => sink.problem(problem));
    if (files === 0) sink.problem(noData);
  });
}

type Reading = { readonly format: TotalsFormat; readonly doubts: ProblemTally };

function readTotals(told: unknown, where: string, { format, doubts }: Reading): Totals {
  if (!isMembers(told)) {
    doubts.add(lostPart, `${where}, which is ${showValue(told)}`);
    return { lines: none, functions: none, branches: none };
  }
  const of = (metric: CoverageMetric): Total => {
    const value = format.total(told, metric);
    return value === undefined ? none : toTotal(value, `${metric} of ${where}`, doubts);
  };
  return { lines: of("lines"), functions: of("functions"), branches: of("branches") };
}

function toTotal({ total, covered }: NonNullable<ToldTotal>, where: string, doubts: ProblemTally): Total {
  if (!isCount(total, mostTotals)) {
    doubts.add(badTotal, `${showValue(total)} ${where}`);
    return none;
  }
  if (isCount(covered, total)) return { found: total, hit: covered };
  doubts.add(badCovered, `${showValue(covered)} of ${total} ${where}`);
  return { found: total, hit: 0 };
}

function isCount(value: unknown, most: number): value is number {
  return typeof value === "number" && Number.isInteger(value) && value >= 0 && value <= most;
}

/** As that of all files: a part of the report is missing where it is more than what is told of them. */
function compareSum(declared: unknown, sum: Totals, { format, doubts }: Reading): void {
  if (!isMembers(declared)) return;
  for (const metric of coverageMetrics) {
    const told = format.total(declared, metric);
    if (told === undefined) continue;
    const { total, covered } = told;
    const { found, hit } = sum[metric];
    if (typeof covered === "number" && covered < hit)
      doubts.add(lessCovered, `${covered} of all ${metric}, of which the files tell ${hit}`);
    else compareTotals({ covered }, { covered: hit }, `all ${metric}`, doubts);
    compareTotals({ total }, { total: found }, `all ${metric}`, doubts);
  }
}

function plus(a: Total, b: Total): Total {
  return { found: a.found + b.found, hit: a.hit + b.hit };
}

function toCoverage(path: string, totals: Totals, maps: MapPool): RawFileCoverage {
  const { lines, functions, branches } = totals;
  const map = maps.intern({
    precision: "lines",
    statements: new Int32Array(),
    functions: noFunctions,
    branches: noBranches,
    conditions: new Int32Array(),
    totals: { lines: lines.found, functions: functions.found, branches: branches.found },
  });
  return { path, map, counts: Float64Array.of(lines.hit, functions.hit, branches.hit) };
}
