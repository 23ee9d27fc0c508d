import type { CoverageMetric, Fact, Report, Scope, UnmentionedFile, Violation } from "@tollgate/model";
import { plural } from "@tollgate/text";
import { type CoverageCount, countCoverage, type FileExtent } from "../../evidence/count-coverage.ts";
import type { Gap } from "../../evidence/gap.ts";
import { gapsOf } from "../../evidence/gaps.ts";
import { nothingMeasured } from "../../evidence/nothing-measured.ts";
import { within } from "../../evidence/within.ts";
import { endsOf, type Interval, shareAtLeast } from "../../interval.ts";
import { judgementOf, unknownOf } from "../../judgement.ts";
import { metricNoun, undecidedHits } from "../../metric.ts";
import { type Hundredths, showLimit, showShare } from "../../percent.ts";
import type { Judgement } from "../../rule.ts";
import { byKind, ofScope } from "../../scope-words.ts";
import { unsizedGaps, withUncovered } from "./unmentioned.ts";

export type MinimumAsked = {
  readonly scope: Scope;
  readonly metric: CoverageMetric;
  readonly min: Hundredths;
  /** Sources that no report mentions count as uncovered. */
  readonly isCounted: boolean;
};

/** Whether enough of the scope is covered. */
export function judgeMinimum(report: Report, asked: MinimumAsked): Judgement {
  const { scope, metric, min, isCounted } = asked;
  const unmentioned = report.unmentioned.filter(within(report, scope));
  const count = isCounted
    ? withUncovered(countCoverage(report, scope, metric), unmentioned, metric)
    : countCoverage(report, scope, metric);
  const gaps = [...gapsOf(report, scope, "coverage"), ...(isCounted ? unsizedGaps(unmentioned, metric) : [])];
  const facts = [coverageFact(scope, metric, count, gaps)];
  if (count.found === 0) return unknownOf([...gaps, nothingMeasured(report, scope, metric)], facts);
  const answer = shareAtLeast(coveredPart(count, gaps), count.found, min);
  return judgementOf({
    answer,
    sentence: sentenceOf(asked, count, gaps) + (isCounted ? "" : notCountedWords(unmentioned)),
    facts,
    violations: count.files
      .filter(({ hit, found }) => hit < found)
      .slice(0, shown)
      .map((file) => toViolation(file, metric)),
    remedy: `Cover ${plural(Math.ceil((min * count.found) / 10_000) - count.mayHit, ...metricNoun(metric, "more "))}; the files with most to win come first.`,
    gaps: gaps.length === 0 && answer === "unknown" ? [undecidedHits(metric, report)] : gaps,
  });
}

/**
 * The covered part of what is known. Shards that are missing may cover the rest; where other evidence is missing there
 * may be more to cover, so that any share is possible.
 */
export function coveredPart({ found, hit, mayHit }: CoverageCount, gaps: readonly Gap[]): Interval {
  if (gaps.length === 0) return { lo: hit, hi: mayHit };
  return { lo: gaps.every(({ adds }) => adds) ? hit : 0, hi: found };
}

/** What is said of files that count for nothing. */
function notCountedWords(files: readonly UnmentionedFile[]): string {
  if (files.length === 0) return "";
  const are = files.length === 1 ? "1 source is" : `${files.length} sources are`;
  return `; ${are} in no report and ${files.length === 1 ? "counts" : "count"} for nothing`;
}

/** How many files a failure lists. */
const shown = 20;

function sentenceOf(
  { scope, metric, min }: MinimumAsked,
  count: CoverageCount,
  gaps: readonly Gap[],
): string {
  const { found, hit, mayHit } = count;
  const share = showShare(hit, found, min);
  const most = showShare(mayHit, found, min);
  const isLeast = gaps.length > 0 && gaps.every(({ adds }) => adds);
  const range = isLeast ? `At least ${share}` : share === most ? share : `${share} to ${most}`;
  const of = `${plural(found, ...metricNoun(metric))}${ofScope(scope)}`;
  return `${range} of ${of} are covered${byKind(scope.kind)}, ${showLimit(min)} is wanted (${plural(found - hit, ...metricNoun(metric))} uncovered)`;
}

export function coverageFact(
  scope: Scope,
  metric: CoverageMetric,
  count: CoverageCount,
  gaps: readonly Gap[],
): Fact {
  const { found, hit, files } = count;
  const isBounded = gaps.every(({ adds }) => adds);
  return {
    key: `coverage.${metric}`,
    scope,
    ...endsOf({ lo: hit, hi: isBounded ? coveredPart(count, gaps).hi : Number.POSITIVE_INFINITY }),
    n: found,
    unit: metric,
    derivation: `covered ${metric} in ${plural(files.length, "file")}, a hit in any report counts`,
  };
}

function toViolation({ path, package: owner, found, hit }: FileExtent, metric: CoverageMetric): Violation {
  return {
    message: `${found - hit} of ${plural(found, ...metricNoun(metric))} are uncovered`,
    path,
    package: owner,
  };
}
