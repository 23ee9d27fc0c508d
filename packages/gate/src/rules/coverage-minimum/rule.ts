import type { CoverageMetric, Fact, Scope, UnmentionedFile, Violation } from "@tollgate/model";
import { plural } from "@tollgate/text";
import { type CoverageCount, countCoverage, type FileExtent } from "../../evidence/count-coverage.ts";
import type { Gap } from "../../evidence/gap.ts";
import { gapsOf } from "../../evidence/gaps.ts";
import { nothingMeasured } from "../../evidence/nothing-measured.ts";
import { within } from "../../evidence/within.ts";
import { endsOf, type Interval, shareAtLeast } from "../../interval.ts";
import { judgementOf, unknownOf } from "../../judgement.ts";
import { metricNoun, metricOption, undecidedHits } from "../../metric.ts";
import { choiceOption, percentOption } from "../../option.ts";
import { type Hundredths, showLimit, showShare } from "../../percent.ts";
import type { Judgement, Rule, RuleContext } from "../../rule.ts";
import { byKind, ofScope } from "../../scope-words.ts";
import { about } from "./about.ts";
import { unsizedGaps, withUncovered } from "./unmentioned.ts";

const options = {
  metric: metricOption("What is counted."),
  min: percentOption({ description: "The smallest share that passes.", stricter: "higher" }),
  unmentioned: choiceOption({
    description:
      "What sources are that a coverage tool should have measured and that no report mentions: `ignored`, or `uncovered` as a whole.",
    stricter: ["ignored", "uncovered"],
    values: ["ignored", "uncovered"],
  }),
};

export const coverage: Rule = {
  id: "coverage",
  title: "Coverage minimum",
  builtIn: false,
  options,
  about,
  judge({ report, scope, options: written }: RuleContext): Judgement {
    const metric = options.metric.read(written["metric"]);
    const min = options.min.read(written["min"]);
    const isCounted = options.unmentioned.read(written["unmentioned"]) === "uncovered";
    const unmentioned = report.unmentioned.filter(within(report, scope));
    const count = isCounted
      ? withUncovered(countCoverage(report, scope, metric), unmentioned, metric)
      : countCoverage(report, scope, metric);
    const gaps = [
      ...gapsOf(report, scope, "coverage"),
      ...(isCounted ? unsizedGaps(unmentioned, metric) : []),
    ];
    const facts = [factOf(scope, metric, count, gaps)];
    if (count.found === 0) return unknownOf([...gaps, nothingMeasured(report, scope, metric)], facts);
    const answer = shareAtLeast(shareOf(count, gaps), count.found, min);
    return judgementOf({
      answer,
      sentence:
        sentenceOf({ scope, metric, min }, count, gaps) + (isCounted ? "" : notCountedWords(unmentioned)),
      facts,
      violations: count.files
        .filter(({ hit, found }) => hit < found)
        .slice(0, shown)
        .map((file) => toViolation(file, metric)),
      remedy: `Cover ${plural(Math.ceil((min * count.found) / 10_000) - count.mayHit, ...metricNoun(metric, "more "))}; the files with most to win come first.`,
      gaps: gaps.length === 0 && answer === "unknown" ? [undecidedHits(metric)] : gaps,
    });
  },
};

/**
 * The covered part of what is known. Shards that are missing may cover the rest; where other evidence is missing there
 * may be more to cover, so that any share is possible.
 */
function shareOf({ found, hit, mayHit }: CoverageCount, gaps: readonly Gap[]): Interval {
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

type Asked = { readonly scope: Scope; readonly metric: CoverageMetric; readonly min: Hundredths };

function sentenceOf({ scope, metric, min }: Asked, count: CoverageCount, gaps: readonly Gap[]): string {
  const { found, hit, mayHit } = count;
  const share = showShare(hit, found, min);
  const most = showShare(mayHit, found, min);
  const isLeast = gaps.length > 0 && gaps.every(({ adds }) => adds);
  const range = isLeast ? `At least ${share}` : share === most ? share : `${share} to ${most}`;
  const of = `${plural(found, ...metricNoun(metric))}${ofScope(scope)}`;
  return `${range} of ${of} are covered${byKind(scope.kind)}, ${showLimit(min)} is wanted (${plural(found - hit, ...metricNoun(metric))} uncovered)`;
}

function factOf(scope: Scope, metric: CoverageMetric, count: CoverageCount, gaps: readonly Gap[]): Fact {
  const { found, hit, files } = count;
  const isBounded = gaps.every(({ adds }) => adds);
  return {
    key: `coverage.${metric}`,
    scope,
    ...endsOf({ lo: hit, hi: isBounded ? shareOf(count, gaps).hi : Number.POSITIVE_INFINITY }),
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
