import type { Fact, Scope, Violation } from "@tollgate/model";
import { plural } from "@tollgate/text";
import { nothingRan } from "../../evidence/count-tests.ts";
import type { Gap } from "../../evidence/gap.ts";
import { gapsOf } from "../../evidence/gaps.ts";
import { atMost, countedOf, endsOf, type Interval } from "../../interval.ts";
import { judgementOf, unknownOf } from "../../judgement.ts";
import { choiceOption } from "../../option.ts";
import type { Judgement, Rule, RuleContext } from "../../rule.ts";
import { testNoun } from "../../scope-words.ts";
import { testViolation } from "../../test-violation.ts";
import { about } from "./about.ts";
import { type Comparison, compareEnvironments, type Disagreement, type End } from "./compare-environments.ts";

const options = {
  skipped: choiceOption({
    description:
      "What a test is that is skipped in some environments only: `counted` as not run there, or `ignored`.",
    values: ["counted", "ignored"],
    stricter: ["ignored", "counted"],
  }),
};

export const environmentsAgree: Rule = {
  id: "environments-agree",
  title: "Environments agree",
  builtIn: false,
  topic: "tests",
  options,
  about,
  judge({ report, scope, options: written }: RuleContext): Judgement {
    const areSkipsIgnored = options.skipped.read(written["skipped"]) === "ignored";
    const gaps = gapsOf(report, scope, "tests");
    const found = compareEnvironments(report, scope, areSkipsIgnored);
    if (found.ran === 0) return unknownOf([...gaps, nothingRan(report, scope, found.skipped)], []);
    if (found.compared === 0) return unknownOf([...gaps, nothingToCompare], []);
    const all = countOf(found.disagreements);
    const certain = countOf(found.disagreements.filter(({ isOpen }) => !isOpen));
    const count = gaps.length === 0 ? countedOf(all, true) : countedOf(certain, false);
    return judgementOf({
      answer: atMost(count, 0),
      sentence: sentenceOf(scope, found),
      facts: [factOf(scope, found, count)],
      violations: found.disagreements.map(toViolation),
      remedy:
        "Look at what the environments have apart; where a test is meant for one of them alone, leave it out by `path` or `package`.",
      gaps,
    });
  },
};

/** A test may differ between jobs and between projects. */
function countOf(disagreements: readonly Disagreement[]): number {
  return new Set(disagreements.map(({ test }) => test)).size;
}

const nothingToCompare: Gap = {
  cause: "absent",
  what: "the tests ran in one environment, or in none that is named",
  remedy: "Name the environment of each job: `tollgate collect --environment node=22`.",
};

function factOf(scope: Scope, { compared }: Comparison, count: Interval): Fact {
  return {
    key: "tests.disagreeing",
    scope,
    ...endsOf(count),
    n: compared,
    unit: "tests",
    derivation: "tests that ran in one environment and in another one did not, or ended otherwise there",
  };
}

function sentenceOf(scope: Scope, { compared, unnamed, environments, disagreements }: Comparison): string {
  const noun = testNoun(scope);
  const all = plural(compared, noun.one, noun.many);
  const shown = environments.slice(0, named).join(" | ");
  const places = environments.length > named ? `${shown} and ${environments.length - named} more` : shown;
  const count = countOf(disagreements);
  const verdict =
    count === 0
      ? `${all} ended alike in all environments (${places})`
      : `${count} of ${all} ${count === 1 ? "differs" : "differ"} between environments (${places})`;
  return unnamed === 0 ? verdict : `${verdict}; ${plural(unnamed, "test")} ran where nobody says`;
}

/** How many environments a sentence names. */
const named = 6;

function toViolation({ test: { environment: _any, ...test }, ends }: Disagreement): Violation {
  const by = Map.groupBy([...ends], ([, end]) => end);
  const parts = order.flatMap((end) => {
    const places = by.get(end)?.map(([name]) => name) ?? [];
    return places.length === 0 ? [] : [`${words[end]} in ${places.join(" | ")}`];
  });
  return testViolation(test, { said: parts.join(", "), line: test.line });
}

const order: readonly End[] = ["failed", "passed", "skipped", "absent"];

const words: Readonly<Record<End, string>> = {
  failed: "failed",
  passed: "passed",
  skipped: "was skipped",
  absent: "did not run",
};
