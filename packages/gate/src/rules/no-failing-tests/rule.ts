import { type Fact, type MergedCase, mostUrgentFirst, type Scope, type TestChange } from "@tollgate/model";
import { plural } from "@tollgate/text";
import { countTests, nothingRan, type TestCounts } from "../../evidence/count-tests.ts";
import { gapsOf } from "../../evidence/gaps.ts";
import { atMost, countedOf, endsOf, type Interval } from "../../interval.ts";
import { judgementOf, unknownOf } from "../../judgement.ts";
import type { Judgement, Rule, RuleContext } from "../../rule.ts";
import { testNoun } from "../../scope-words.ts";
import { failureViolation } from "../../test-violation.ts";
import { about } from "./about.ts";

export const noFailingTests: Rule = {
  id: "no-failing-tests",
  title: "No failing tests",
  builtIn: true,
  topic: "tests",
  options: {},
  byEnvironment: true,
  about,
  waivedBy: "failures",
  judge({ report, scope, isExcused }: RuleContext): Judgement {
    const gaps = gapsOf(report, scope, "tests");
    const counts = countTests(report, scope, isExcused);
    const failing = counts.failing.length;
    const interval = countedOf(failing, gaps.length === 0);
    const facts = [failingFact(scope, counts, interval)];
    if (counts.ran === 0) return unknownOf([...gaps, nothingRan(report, scope, counts.skipped)], facts);
    return judgementOf({
      answer: atMost(interval, 0),
      sentence: sentenceOf(scope, counts),
      facts,
      violations: mostUrgentFirst(counts.failing).map(failureViolation),
      remedy: "Mend the code or the test; each failure is told with its place and message.",
      gaps,
    });
  },
};

function failingFact(scope: Scope, { ran }: TestCounts, interval: Interval): Fact {
  return {
    key: "tests.failing",
    scope,
    ...endsOf(interval),
    n: ran,
    unit: "tests",
    derivation:
      "tests whose final try failed or ended in an error, of all tests that ran in the reports that arrived",
  };
}

function sentenceOf(scope: Scope, { ran, failing, excused, flaky, recovered }: TestCounts): string {
  const noun = testNoun(scope);
  const verdict =
    failing.length === 0
      ? `${plural(ran, noun.one, noun.many)} ran and ${excused.length === 0 ? "none" : "no other one"} failed`
      : `${failing.length} of ${plural(ran, noun.one, noun.many)} ${failing.length === 1 ? "fails" : "fail"}`;
  const changes = [
    countChange(failing, "new-failure", "new"),
    countChange(failing, "still-failing", "failing on the base too"),
  ].filter((note) => note !== "");
  const more = failing.length === 0 ? "" : " more";
  const notes = [
    excused.length === 0 ? "" : `${excused.length}${more} waived`,
    flaky === 0 ? "" : `${flaky}${more} passed only at a later try: flaky`,
    recovered === 0 ? "" : `${recovered}${more} passed only in a later CI attempt`,
  ].filter((note) => note !== "");
  return [changes.length === 0 ? verdict : `${verdict} (${changes.join(", ")})`, ...notes].join(", ");
}

function countChange(failing: readonly MergedCase[], change: TestChange, words: string): string {
  const count = failing.filter((test) => test.change === change).length;
  return count === 0 ? "" : `${count} ${words}`;
}
