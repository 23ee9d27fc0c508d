import {
  type CoverageMetric,
  type CoverageTally,
  coverageMetrics,
  isOpenFinding,
  type Kind,
  type Report,
} from "@tollgate/model";

/** How many tests of a kind ran, and how many of them a change must keep. */
export type TestFloor = { readonly kind: Kind; readonly ran: number; readonly min: number };

/** What is covered of a metric, and the whole percents below it. */
export type CoverageFloor = {
  readonly metric: CoverageMetric;
  readonly hit: number;
  readonly found: number;
  readonly percent: number;
};

/** Errors that analysis tools find, and those that they leave to people. */
export type FindingFloor = { readonly tools: readonly string[]; readonly max: number };

/** Of every kind of which a test ran, sorted by kind. */
export function testFloors({ cells }: Pick<Report, "cells">): readonly TestFloor[] {
  const ran = new Map<Kind, number>();
  for (const { kind, tests } of cells) {
    const count = tests.passed + tests.failed + tests.errored;
    if (count > 0) ran.set(kind, (ran.get(kind) ?? 0) + count);
  }
  return [...ran]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([kind, count]) => ({ kind, ran: count, min: twoDigits(count) }));
}

/** What is certain counts, so that no doubt of a report makes a floor that the next run does not reach. */
export function coverageFloors(coverage: CoverageTally | undefined): readonly CoverageFloor[] {
  if (coverage === undefined) return [];
  return coverageMetrics
    .map((metric) => {
      const { hit, found } = coverage[metric];
      return { metric, hit, found, percent: found === 0 ? 0 : Math.floor((100 * hit) / found) };
    })
    .filter(({ percent }) => percent > 0);
}

/** What a rule counts today, so that the first run passes, and no finding more. */
export function findingFloor({
  findings,
  inputs,
}: Pick<Report, "findings" | "inputs">): FindingFloor | undefined {
  const tools = [
    ...new Set(inputs.flatMap(({ superseded, tools: of = [] }) => (superseded ? [] : of))),
  ].sort();
  if (tools.length === 0) return undefined;
  const counts = findings.filter(
    (finding) => isOpenFinding(finding) && (finding.level === "error" || finding.undecided === true),
  );
  return { tools, max: counts.length };
}

/** 1,247 tests become 1,200: room for a test that is removed with its feature, none for a suite that is lost. */
function twoDigits(count: number): number {
  const unit = 10 ** Math.max(0, String(count).length - 2);
  return Math.floor(count / unit) * unit;
}
