import type { CoverageMetric, Fact, Scope, UnmentionedFile, Violation } from "@tollgate/model";
import { plural } from "@tollgate/text";
import { type CoverageCount, countCoverage, type FileExtent } from "../../evidence/count-coverage.ts";
import { gapsOf } from "../../evidence/gaps.ts";
import { nothingMeasured } from "../../evidence/nothing-measured.ts";
import { within } from "../../evidence/within.ts";
import { shareAtLeast } from "../../interval.ts";
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
    const facts = [factOf(scope, metric, count)];
    if (count.found === 0) return unknownOf([...gaps, nothingMeasured(report, scope, metric)], facts);
    const known = gaps.length === 0;
    const answer = shareAtLeast(
      known ? { lo: count.hit, hi: count.mayHit } : { lo: 0, hi: count.found },
      count.found,
      min,
    );
    return judgementOf({
      answer,
      sentence: sentenceOf(scope, metric, min, count) + (isCounted ? "" : notCountedWords(unmentioned)),
      facts,
      violations: count.files
        .filter(({ hit, found }) => hit < found)
        .slice(0, shown)
        .map((file) => toViolation(file, metric)),
      remedy: `Cover ${plural(Math.ceil((min * count.found) / 10_000) - count.mayHit, ...metricNoun(metric, "more "))}; the files with most to win come first.`,
      gaps: known && answer === "unknown" ? [undecidedHits(metric)] : gaps,
    });
  },
};

/** What is said of files that count for nothing. */
function notCountedWords(files: readonly UnmentionedFile[]): string {
  if (files.length === 0) return "";
  const are = files.length === 1 ? "1 source is" : `${files.length} sources are`;
  return `; ${are} in no report and ${files.length === 1 ? "counts" : "count"} for nothing`;
}

/** How many files a failure lists. */
const shown = 20;

function sentenceOf(
  scope: Scope,
  metric: CoverageMetric,
  min: Hundredths,
  { found, hit, mayHit }: CoverageCount,
): string {
  const share = showShare(hit, found, min);
  const most = showShare(mayHit, found, min);
  const range = share === most ? share : `${share} to ${most}`;
  const of = `${plural(found, ...metricNoun(metric))}${ofScope(scope)}`;
  return `${range} of ${of} are covered${byKind(scope.kind)}, ${showLimit(min)} is wanted (${plural(found - hit, ...metricNoun(metric))} uncovered)`;
}

function factOf(scope: Scope, metric: CoverageMetric, { found, hit, mayHit, files }: CoverageCount): Fact {
  return {
    key: `coverage.${metric}`,
    scope,
    lo: hit,
    hi: mayHit,
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
