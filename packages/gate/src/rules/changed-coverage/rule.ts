import type { Report, RuleOption } from "@tollgate/model";
import { countCoverage } from "../../evidence/count-coverage.ts";
import type { Gap } from "../../evidence/gap.ts";
import { gapsOf } from "../../evidence/gaps.ts";
import { nothingMeasured } from "../../evidence/nothing-measured.ts";
import { judgementOf, unknownOf } from "../../judgement.ts";
import { metricNoun, metricOption, undecidedHits } from "../../metric.ts";
import { countOption, percentOption } from "../../option.ts";
import type { Judgement, Rule, RuleContext } from "../../rule.ts";
import { ofScope } from "../../scope-words.ts";
import { about } from "./about.ts";
import { type ChangedCount, countChanged } from "./count-changed.ts";
import { answerOf, type Limits, rangeOf } from "./limits.ts";
import { type Asked, neededOf, remedyOf, sentenceOf } from "./sentence.ts";
import { smallestSet } from "./smallest-set.ts";
import { gapsOfUnmeasured } from "./unmeasured.ts";
import { violationsOf } from "./violations.ts";

const options = {
  metric: metricOption("What is counted."),
  min: percentOption({
    description: "The smallest share of the changed code that passes.",
    stricter: "higher",
  }),
  minSample: countOption({
    description:
      "How much changed code must be covered before `min` counts; below it only `maxUncovered` does.",
    stricter: "higher",
    minimum: 0,
    default: 0,
  }),
  maxUncovered: countOption({
    description: "How much changed code may be uncovered, whatever the share.",
    stricter: "lower",
    minimum: 0,
    default: 0,
  }),
};

export const changedCoverage: Rule = {
  id: "changed-coverage",
  title: "Changed-code coverage",
  builtIn: false,
  topic: "coverage",
  options,
  about,
  judge(context: RuleContext): Judgement {
    const { report, scope } = context;
    const asked: Asked = {
      scope,
      metric: options.metric.read(context.options["metric"]),
      limits: limitsFrom(context.options),
    };
    const gaps = gapsOf(report, scope, "coverage");
    if (!report.changed.known) return unknownOf([...gaps, notCompared(report.changed)], []);
    const count = countChanged(report, report.changed, scope, asked.metric);
    return count.found === 0 && isNothingCounted(report, asked, count)
      ? judgeNothing(report, asked, count, gaps)
      : judgeCount(report, asked, count, gaps);
  },
};

/** Without a number there is no interval: nothing of the change has one, or no report measures the scope at all. */
function isNothingCounted(report: Report, { scope, metric }: Asked, count: ChangedCount): boolean {
  return rangeOf(count, metric, []).n === 0 || countCoverage(report, scope, metric).found === 0;
}

function limitsFrom(written: Readonly<Record<string, RuleOption>>): Limits {
  return {
    min: options.min.read(written["min"]),
    minSample: options.minSample.read(written["minSample"]),
    maxUncovered: options.maxUncovered.read(written["maxUncovered"]),
  };
}

/** The change touches nothing that can be covered: fine where reports measure the rest and everything arrived. */
function judgeNothing(
  report: Report,
  { scope, metric }: Asked,
  { unmeasured, notCharged }: ChangedCount,
  gaps: readonly Gap[],
): Judgement {
  const open = [...gaps, ...gapsOfUnmeasured(unmeasured)];
  if (countCoverage(report, scope, metric).found === 0) open.push(nothingMeasured(report, scope, metric));
  if (open.length > 0) return unknownOf(open, []);
  const [one, many] = metricNoun(metric);
  const of = ofScope(scope);
  const nothing =
    notCharged === 0
      ? `The change touches no ${one}${of} that can be covered`
      : `The change only moves or reformats ${many}${of}, or touches ones that were uncovered before (${notCharged})`;
  return { answer: "pass", message: `${nothing}, so there is nothing to judge.`, facts: [] };
}

function judgeCount(report: Report, asked: Asked, count: ChangedCount, gaps: readonly Gap[]): Judgement {
  const { scope, metric, limits } = asked;
  const range = rangeOf(count, metric, gaps);
  const open = [...gaps, ...gapsOfUnmeasured(count.unmeasured)];
  const needed = neededOf(asked, range);
  const places = smallestSet(count, scope, metric, needed);
  return judgementOf({
    answer: answerOf(range, limits),
    sentence: sentenceOf(asked, count, range),
    facts: [
      {
        key: `changed.${metric}`,
        scope,
        lo: count.hit,
        hi: range.most,
        n: range.n,
        unit: metric,
        derivation: `covered ${metric} that the change answers for, of those that a report measures or may have missed`,
      },
    ],
    violations: violationsOf(count, scope, metric, new Set(places.map(({ path }) => path))),
    remedy: remedyOf(asked, needed, places),
    gaps: open.length > 0 ? open : [undecidedHits(metric, report)],
  });
}

function notCompared({ reason, remedy }: { readonly reason: string; readonly remedy: string }): Gap {
  return { cause: "absent", what: `the changed lines are not known: ${reason}`, remedy };
}
