import { bothOf } from "../../judgement.ts";
import { metricOption } from "../../metric.ts";
import { choiceOption, optionalPercentOption } from "../../option.ts";
import type { Judgement, OptionFault, Rule, RuleContext } from "../../rule.ts";
import { about } from "./about.ts";
import { judgeDrop } from "./drop.ts";
import { judgeMinimum } from "./minimum.ts";

const options = {
  metric: metricOption("What is counted."),
  min: optionalPercentOption({ description: "The smallest share that passes.", stricter: "higher" }),
  maxDrop: optionalPercentOption({
    description:
      "By how much the share may be smaller than on the base, in points. Only what is uncovered now and was not there uncovered makes a drop.",
    stricter: "lower",
  }),
  unmentioned: choiceOption({
    description:
      "What sources are for `min` that a coverage tool should have measured and that no report mentions: `ignored`, or `uncovered` as a whole.",
    stricter: ["ignored", "uncovered"],
    values: ["ignored", "uncovered"],
  }),
};

export const coverage: Rule = {
  id: "coverage",
  title: "Coverage minimum",
  builtIn: false,
  topic: "coverage",
  options,
  about,
  check: (written) => ((written["min"] ?? written["maxDrop"]) === undefined ? [nothingAsked] : []),
  judge({ report, scope, options: written }: RuleContext): Judgement {
    const metric = options.metric.read(written["metric"]);
    const min = options.min.read(written["min"]);
    const maxDrop = options.maxDrop.read(written["maxDrop"]);
    const isCounted = options.unmentioned.read(written["unmentioned"]) === "uncovered";
    const judgements = [
      ...(min === undefined ? [] : [judgeMinimum(report, { scope, metric, min, isCounted })]),
      ...(maxDrop === undefined ? [] : [judgeDrop(report, { scope, metric, maxDrop })]),
    ];
    const [one, other] = judgements;
    return other === undefined ? one! : bothOf(one!, other); // `check` wants one at least
  },
};

const nothingAsked: OptionFault = {
  found: 'neither "min" nor "maxDrop"',
  allowed: 'the options of coverage with "min", "maxDrop", or both',
  remedy: "Add one. For example min: 80%.",
};
