import { inOrderOfPlace, isFailing, type MergedCase, type Scope, type Violation } from "@tollgate/model";
import { plural } from "@tollgate/text";
import { countTests, nothingRan, testsWithin } from "../../evidence/count-tests.ts";
import { gapsOf } from "../../evidence/gaps.ts";
import { failureOf } from "../../evidence/test-failures.ts";
import { atMost, countedOf, endsOf } from "../../interval.ts";
import { judgementOf, unknownOf } from "../../judgement.ts";
import { choiceOption, countOption } from "../../option.ts";
import type { Judgement, Rule, RuleContext } from "../../rule.ts";
import { testNoun } from "../../scope-words.ts";
import { testViolation, titlesOf } from "../../test-violation.ts";
import { about } from "./about.ts";

const options = {
  max: countOption({
    description: "How many tests may be flaky.",
    minimum: 0,
    default: 0,
    stricter: "lower",
  }),
  recovered: choiceOption({
    description: "What tests are that failed in an older attempt of their CI job: `counted`, or `ignored`.",
    values: ["counted", "ignored"],
    stricter: ["ignored", "counted"],
  }),
};

export const noFlakyTests: Rule = {
  id: "no-flaky-tests",
  title: "No flaky tests",
  builtIn: false,
  topic: "tests",
  options,
  byEnvironment: true,
  about,
  waivedBy: "failures",
  judge({ report, scope, options: written, isExcused = () => false }: RuleContext): Judgement {
    const max = options.max.read(written["max"]);
    const areCounted = options.recovered.read(written["recovered"]) === "counted";
    const gaps = gapsOf(report, scope, "tests");
    const { ran, skipped } = countTests(report, scope);
    const all = testsWithin(report, scope).filter((test) => test.flaky || (areCounted && hasRecovered(test)));
    const unsteady = inOrderOfPlace(all.filter((test) => !isExcused(test)));
    const count = countedOf(unsteady.length, gaps.length === 0);
    const facts = [
      {
        key: "tests.flaky",
        scope,
        ...endsOf(count),
        n: ran,
        unit: "tests" as const,
        derivation: `tests that passed after a failed try${areCounted ? ", in one run or in a later CI attempt" : " in one run"}, of all tests that ran`,
      },
    ];
    if (ran === 0) return unknownOf([...gaps, nothingRan(report, scope, skipped)], facts);
    return judgementOf({
      answer: atMost(count, max),
      sentence: sentenceOf(scope, ran, unsteady, max) + waivedWords(all.length - unsteady.length),
      facts,
      violations: unsteady.map(toViolation),
      remedy:
        "Find out why the same code fails and passes: time, order, shared state, network. The failed tries below tell what they said.",
      gaps,
    });
  },
};

/** Passed, and failed in an older attempt of its job. */
function hasRecovered({ status, recovered, history }: MergedCase): boolean {
  return recovered || (status === "passed" && history !== undefined);
}

function sentenceOf(scope: Scope, ran: number, unsteady: readonly MergedCase[], max: number): string {
  const noun = testNoun(scope);
  const all = plural(ran, noun.one, noun.many);
  if (unsteady.length === 0) return `${all} ran and none passed only at a later try`;
  const passed = `${unsteady.length} of ${all} passed only at a later try`;
  return `${passed}, at most ${max} may: ${titlesOf(unsteady)}`;
}

function waivedWords(count: number): string {
  return count === 0 ? "" : `; ${count} more did and ${count === 1 ? "is" : "are"} waived`;
}

function toViolation(test: MergedCase): Violation {
  const { earlier = [], history = [], line } = test;
  const tries = plural(
    earlier.filter(({ status }) => isFailing(status)).length,
    "failed try",
    "failed tries",
  );
  const attempts = [...new Set(history.map(({ attempt }) => attempt))].join(", ");
  const past = attempts === "" ? "an older CI attempt" : `CI attempt ${attempts}`;
  const said = test.flaky ? `passed after ${tries}` : `passed, and failed in ${past}`;
  return { ...testViolation(test, { said, line }), ...failureOf(test) };
}
