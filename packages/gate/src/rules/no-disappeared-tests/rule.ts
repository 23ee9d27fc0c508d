import { compareText, type DisappearedTest, type Fact, type Scope } from "@tollgate/model";
import { plural } from "@tollgate/text";
import { baseGaps, noBase } from "../../evidence/base.ts";
import type { Gap } from "../../evidence/gap.ts";
import { gapsOf } from "../../evidence/gaps.ts";
import { atMost, endsOf, type Interval } from "../../interval.ts";
import { judgementOf, unknownOf } from "../../judgement.ts";
import { countOption } from "../../option.ts";
import type { Judgement, Rule, RuleContext } from "../../rule.ts";
import { testNoun } from "../../scope-words.ts";
import { titlesOf } from "../../test-violation.ts";
import { about } from "./about.ts";
import { type Found, findDisappeared } from "./find-disappeared.ts";
import { violationsOf } from "./violations.ts";

const options = {
  max: countOption({
    description: "How many tests of the base may disappear.",
    minimum: 0,
    default: 0,
    stricter: "lower",
  }),
};

export const noDisappearedTests: Rule = {
  id: "no-disappeared-tests",
  title: "No disappeared tests",
  builtIn: false,
  topic: "tests",
  waivedBy: "tests",
  options,
  about,
  judge({ report, scope, options: written, isExcusedTest }: RuleContext): Judgement {
    const max = options.max.read(written["max"]);
    const { baseline } = report;
    const gaps = gapsOf(report, scope, "tests");
    if (baseline === undefined) return unknownOf([...gaps, noBase], []);
    if (baseline.totals.tests.cases === 0) return unknownOf([...gaps, emptyBase], []);
    const found = findDisappeared(report, baseline, { scope, isExcusedTest });
    const open = [...gaps, ...baseGaps(report, baseline, scope)];
    const count = rangeOf(found, { isWhole: gaps.length === 0, isBounded: open.length === 0 });
    return judgementOf({
      answer: atMost(count, max),
      sentence: sentenceOf(scope, found, max),
      facts: [factOf(scope, found, count)],
      violations: violationsOf(found),
      remedy:
        "Bring them back, or let the reviewer of the change agree: by a waiver for each of them that the base branch already has, or by a `max` that allows as many.",
      gaps: found.notRun.length === 0 ? open : [...open, notRunGap(found)],
    });
  },
};

/** What is missing may hold a test that seems to be gone from its file. */
function rangeOf(
  { skipped, withFile, removed, notRun }: Found,
  { isWhole, isBounded }: { readonly isWhole: boolean; readonly isBounded: boolean },
): Interval {
  const certain = skipped.length + withFile.length + (isWhole ? removed.length : 0);
  const most = skipped.length + withFile.length + removed.length + notRun.length;
  return { lo: certain, hi: isBounded ? most : Number.POSITIVE_INFINITY };
}

const emptyBase: Gap = {
  cause: "absent",
  what: "the base report has no test",
  remedy: "Make the base report of a run of the tests.",
};

/** Tests that nobody ran are no tests that somebody removed. */
function notRunGap({ notRun }: Found): Gap {
  const packages = [...new Set(notRun.map(({ package: owner }) => owner))].sort(compareText);
  const of = `${packages.slice(0, 3).join(", ")}${packages.length > 3 ? ` and ${packages.length - 3} more` : ""}`;
  return {
    cause: "absent",
    what: `${plural(notRun.length, "test")} of the base ${notRun.length === 1 ? "was" : "were"} not run here: ${namesOf(notRun)}`,
    remedy: `Run all tests of ${of}, or give evidence of a run with equal inputs; then nobody has to guess.`,
  };
}

function namesOf(tests: readonly DisappearedTest[]): string {
  return titlesOf(tests.map(({ title }) => ({ suite: [], name: title })));
}

function factOf(scope: Scope, { here, ...gone }: Found, count: Interval): Fact {
  const { withFile, removed, notRun } = gone;
  return {
    key: "tests.disappeared",
    scope,
    ...endsOf(count),
    n: here + withFile.length + removed.length + notRun.length,
    unit: "tests",
    derivation:
      "tests that ran on the base and were removed or are skipped now; those that were not run here may be among them",
  };
}

function sentenceOf(scope: Scope, { skipped, removed, withFile, notRun }: Found, max: number): string {
  const { one, many } = testNoun(scope);
  const count = skipped.length + removed.length + withFile.length;
  const parts = [
    removed.length === 0 ? "" : `${removed.length} removed: ${namesOf(removed)}`,
    withFile.length === 0 ? "" : `${withFile.length} removed with the file: ${namesOf(withFile)}`,
    skipped.length === 0 ? "" : `${skipped.length} newly skipped: ${titlesOf(skipped)}`,
  ].filter((part) => part !== "");
  if (count === 0 && notRun.length === 0) return `All ${many} of the base are here`;
  const wanted = `at most ${max} may`;
  if (count === 0) return `No ${one} of the base is known to have disappeared`;
  return `${plural(count, one, many)} of the base disappeared, ${wanted} (${parts.join("; ")})`;
}
