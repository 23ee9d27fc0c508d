import { type Baseline, type Fact, type MergedCase, mostUrgentFirst, type Scope } from "@tollgate/model";
import { plural } from "@tollgate/text";
import { basePhrase, noBase } from "../../evidence/base.ts";
import { countTests, nothingRan } from "../../evidence/count-tests.ts";
import { gapsOf } from "../../evidence/gaps.ts";
import { atMost, countedOf, endsOf, type Interval } from "../../interval.ts";
import { judgementOf, unknownOf } from "../../judgement.ts";
import type { Judgement, Rule, RuleContext } from "../../rule.ts";
import { testNoun } from "../../scope-words.ts";
import { failureViolation, titlesOf } from "../../test-violation.ts";
import { about } from "./about.ts";

export const noNewFailures: Rule = {
  id: "no-new-failures",
  title: "No new failures",
  builtIn: false,
  topic: "tests",
  options: {},
  byEnvironment: true,
  about,
  waivedBy: "failures",
  judge({ report, scope, isExcused = () => false }: RuleContext): Judgement {
    const gaps = gapsOf(report, scope, "tests");
    const { ran, skipped, failing } = countTests(report, scope);
    const { baseline } = report;
    const known = failing.filter(({ change }) => change === "still-failing");
    const others = failing.filter(({ change }) => change !== "still-failing");
    const fresh = others.filter((test) => !isExcused(test));
    const waived = others.length - fresh.length;
    const isCompared = baseline !== undefined || fresh.length === 0;
    const counted = countedOf(fresh.length, gaps.length === 0);
    const found = isCompared ? counted : { ...counted, lo: 0 };
    const facts = [factOf(scope, ran, found)];
    if (ran === 0) return unknownOf([...gaps, nothingRan(report, scope, skipped)], facts);
    return judgementOf({
      answer: atMost(found, 0),
      sentence: sentenceOf(scope, { ran, known, fresh, waived, baseline }),
      facts,
      violations: mostUrgentFirst(fresh).map(failureViolation),
      remedy: "Mend the code or the test; the failures below are not on the base.",
      gaps: isCompared ? gaps : [...gaps, noBase],
    });
  },
};

function factOf(scope: Scope, ran: number, found: Interval): Fact {
  return {
    key: "tests.new-failures",
    scope,
    ...endsOf(found),
    n: ran,
    unit: "tests",
    derivation: "tests that fail now and are not known to have failed on the base, of all tests that ran",
  };
}

type Counted = {
  readonly ran: number;
  /** Failing tests that also fail on the base. */
  readonly known: readonly MergedCase[];
  readonly fresh: readonly MergedCase[];
  readonly waived: number;
  readonly baseline: Baseline | undefined;
};

function sentenceOf(scope: Scope, { ran, known, fresh, waived, baseline }: Counted): string {
  const noun = testNoun(scope);
  const all = plural(ran, noun.one, noun.many);
  const failing = known.length + fresh.length;
  const but =
    waived === 0 ? "" : `; ${waived} more ${verb(waived)} and ${waived === 1 ? "is" : "are"} waived`;
  if (failing === 0) return `${all} ran and ${waived === 0 ? "none" : "no other one"} failed${but}`;
  if (baseline === undefined) return `${failing} of ${all} ${verb(failing)}${but}`;
  const too = `on the base too${basePhrase(baseline)}: ${titlesOf(mostUrgentFirst(known))}`;
  if (fresh.length === 0) return `${failing} of ${all} ${verb(failing)}, and did ${too}${but}`;
  const more = known.length === 0 ? "" : `; ${known.length} more ${verb(known.length)} ${too}`;
  const not = known.length === 0 ? basePhrase(baseline) : "";
  return `${fresh.length} of ${all} ${verb(fresh.length)} and did not on the base${not}${more}${but}`;
}

function verb(count: number): string {
  return count === 1 ? "fails" : "fail";
}
