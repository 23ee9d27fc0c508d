import { plural } from "@tollgate/text";
import { countTests, nothingRan } from "../../evidence/count-tests.ts";
import { gapsOf } from "../../evidence/gaps.ts";
import { atLeast, countedOf, endsOf } from "../../interval.ts";
import { judgementOf, unknownOf } from "../../judgement.ts";
import { countOption } from "../../option.ts";
import type { Judgement, Rule, RuleContext } from "../../rule.ts";
import { testNoun } from "../../scope-words.ts";
import { about } from "./about.ts";

const options = {
  min: countOption({
    description: "How many tests must run. Skipped and todo tests did not run.",
    stricter: "higher",
    minimum: 1,
    default: 1,
  }),
};

export const minimumTests: Rule = {
  id: "minimum-tests",
  title: "Minimum tests",
  builtIn: true,
  topic: "tests",
  options,
  byEnvironment: true,
  about,
  judge({ report, scope, options: written }: RuleContext): Judgement {
    const min = options.min.read(written["min"]);
    const { ran, skipped } = countTests(report, scope);
    const gaps = gapsOf(report, scope, "tests");
    const noun = testNoun(scope);
    const interval = countedOf(ran, gaps.length === 0);
    const facts = [
      {
        key: "tests.ran",
        scope,
        ...endsOf(interval),
        n: ran + skipped,
        unit: "tests" as const,
        derivation:
          "tests that passed or failed in the reports that arrived; skipped and todo tests did not run",
      },
    ];
    if (ran === 0) return unknownOf([...gaps, nothingRan(report, scope, skipped)], facts);
    return judgementOf({
      answer: atLeast(interval, min),
      sentence: `${plural(ran, noun.one, noun.many)} ran, at least ${min} ${min === 1 ? "is" : "are"} wanted`,
      facts,
      violations: [],
      remedy: `Find out which tests no longer run: a filter, a skipped suite, a report that is not collected. If ${plural(ran, "test")} are right, set \`min: ${ran}\`.`,
      gaps,
    });
  },
};
