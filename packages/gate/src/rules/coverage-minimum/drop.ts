import type {
  Answer,
  BaseFile,
  CoverageMetric,
  Extent,
  Fact,
  Report,
  Scope,
  Violation,
} from "@tollgate/model";
import { sumExtents } from "@tollgate/model";
import { plural } from "@tollgate/text";
import { baseCoverageGaps, basePhrase, noBase } from "../../evidence/base.ts";
import { type CoverageCount, countCoverage } from "../../evidence/count-coverage.ts";
import type { Gap } from "../../evidence/gap.ts";
import { gapsOf } from "../../evidence/gaps.ts";
import { nothingMeasured } from "../../evidence/nothing-measured.ts";
import { within } from "../../evidence/within.ts";
import type { Interval } from "../../interval.ts";
import { judgementOf, unknownOf } from "../../judgement.ts";
import { metricNoun, undecidedHits } from "../../metric.ts";
import { type Hundredths, showLimit, showShare } from "../../percent.ts";
import type { Judgement } from "../../rule.ts";
import { byKind, ofScope } from "../../scope-words.ts";
import { coverageFact, coveredPart } from "./minimum.ts";

export type DropAsked = {
  readonly scope: Scope;
  readonly metric: CoverageMetric;
  readonly maxDrop: Hundredths;
};

/**
 * Whether the share is not much smaller than on the base. Only where more is uncovered than there: without covered code
 * that the change deletes the share is smaller, and nothing got worse.
 */
export function judgeDrop(report: Report, { scope, metric, maxDrop }: DropAsked): Judgement {
  const count = countCoverage(report, scope, metric);
  const gaps = gapsOf(report, scope, "coverage");
  const facts = [coverageFact(scope, metric, count, gaps)];
  const { baseline } = report;
  if (baseline?.measured === undefined)
    return unknownOf([...gaps, baseline === undefined ? noBase : nothingOnBase(scope, metric)], facts);
  const files = baseFiles(report, baseline.measured.files, scope);
  const base = sumExtents(files.map(({ extent }) => extent[metric]));
  if (base.found === 0) return unknownOf([...gaps, nothingOnBase(scope, metric)], facts);
  if (count.found === 0) return unknownOf([...gaps, nothingMeasured(report, scope, metric)], facts);
  const open = [...gaps, ...baseCoverageGaps(baseline)];
  const isKnown = open.every(({ adds }) => adds);
  const answer = isKnown
    ? dropAnswer(
        { found: count.found, covered: coveredPart(count, gaps) },
        { found: base.found, covered: { lo: base.hit, hi: base.mayHit } },
        maxDrop,
      )
    : "unknown";
  return judgementOf({
    answer,
    sentence: `${sentenceOf({ scope, metric, maxDrop }, count, base)}${basePhrase(baseline)}`,
    facts: [...facts, baseFact(scope, metric, base, files.length)],
    violations: worseFiles(count, files, metric),
    remedy: `Cover what is uncovered now and was not there or covered on the base; the files with most of it come first.`,
    gaps: open.length === 0 && answer === "unknown" ? [undecidedHits(metric, report)] : open,
  });
}

type Part = { readonly found: number; readonly covered: Interval };

/** By integers: more is uncovered, and the share fell by more than the limit. Fails when both are certain. */
export function dropAnswer(head: Part, base: Part, maxDrop: Hundredths): Answer {
  const isMore = (covered: number, before: number): boolean => head.found - covered > base.found - before;
  const isLess = (covered: number, before: number): boolean =>
    BigInt(covered) * 10_000n * BigInt(base.found) <
    (BigInt(before) * 10_000n - BigInt(maxDrop) * BigInt(base.found)) * BigInt(head.found);
  const worst = [head.covered.lo, base.covered.hi] as const;
  const best = [head.covered.hi, base.covered.lo] as const;
  if (!isMore(...worst) || !isLess(...worst)) return "pass";
  return isMore(...best) && isLess(...best) ? "fail" : "unknown";
}

type Before = {
  readonly path: string;
  readonly package: string;
  readonly extent: Pick<BaseFile, CoverageMetric>;
};

function baseFiles(report: Report, files: readonly BaseFile[], scope: Scope): readonly Before[] {
  const holds = within(report, scope);
  return files.flatMap((file): readonly Before[] => {
    if (!holds({ path: file.path, package: file.package })) return [];
    const extent = scope.kind === undefined ? file : file.byKind.find(({ kind }) => kind === scope.kind);
    return extent === undefined ? [] : [{ path: file.path, package: file.package, extent }];
  });
}

function sentenceOf(
  { scope, metric, maxDrop }: DropAsked,
  { found, hit }: CoverageCount,
  base: Extent,
): string {
  const of = `${metric}${ofScope(scope)}`;
  const uncovered = plural(found - hit, ...metricNoun(metric));
  const limit =
    maxDrop === 0
      ? "may not fall"
      : `may fall by ${showLimit(maxDrop).replace(/^1 %$/, "1 point").replace(" %", " points")}`;
  return `${showShare(hit, found, maxDrop)} of the ${of} are covered${byKind(scope.kind)} (${uncovered} uncovered), ${showShare(base.hit, base.found, maxDrop)} on the base (${base.found - base.hit} uncovered); where more is uncovered the share ${limit}`;
}

function baseFact(scope: Scope, metric: CoverageMetric, { found, hit, mayHit }: Extent, files: number): Fact {
  return {
    key: `baseline.coverage.${metric}`,
    scope,
    lo: hit,
    hi: mayHit,
    n: found,
    unit: metric,
    derivation: `covered ${metric} in ${plural(files, "file")} on the base`,
  };
}

/** How many files a failure lists. */
const shown = 20;

/** Files with more uncovered than on the base, the worst first; files of the base that no report measures any more. */
function worseFiles(
  { files }: CoverageCount,
  before: readonly Before[],
  metric: CoverageMetric,
): readonly Violation[] {
  const known = new Map(
    before.map(({ path, extent: { [metric]: extent } }) => [path, extent.found - extent.hit]),
  );
  return files
    .map((file) => ({ ...file, was: known.get(file.path), uncovered: file.found - file.hit }))
    .filter(({ was = 0, uncovered }) => uncovered > was)
    .sort((a, b) => b.uncovered - (b.was ?? 0) - (a.uncovered - (a.was ?? 0)))
    .slice(0, shown)
    .map(({ path, package: owner, was, uncovered }) => ({
      message: `${plural(uncovered, ...metricNoun(metric))} uncovered, ${was === undefined ? "and the base has no such file" : `${was} on the base`}`,
      path,
      package: owner,
    }));
}

function nothingOnBase(scope: Scope, metric: CoverageMetric): Gap {
  return {
    cause: "absent",
    what: `the base measured no ${metric}${ofScope(scope)}${byKind(scope.kind)}`,
    remedy:
      "Give a base report with coverage (--base-report FILE). For what the base does not have yet, ask for `min`.",
  };
}
