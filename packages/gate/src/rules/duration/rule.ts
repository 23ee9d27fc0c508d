import { allOf } from "../../answer.ts";
import { nothingRan } from "../../evidence/count-tests.ts";
import { gapsOf } from "../../evidence/gaps.ts";
import { judgementOf, unknownOf } from "../../judgement.ts";
import type { Judgement, Rule, RuleContext } from "../../rule.ts";
import { about } from "./about.ts";
import { judgeSlowest, judgeTotal } from "./budget.ts";
import { judgeIncrease } from "./increase.ts";
import { checkLimits, limitsFrom, options } from "./limits.ts";
import type { Part } from "./part.ts";
import { timedTests } from "./timed-tests.ts";

export const duration: Rule = {
  id: "duration",
  title: "Duration",
  builtIn: false,
  topic: "tests",
  options,
  byEnvironment: true,
  about,
  check: checkLimits,
  judge({ report, scope, options: written }: RuleContext): Judgement {
    const { max, maxTest, maxIncrease, minSample } = limitsFrom(written);
    const gaps = gapsOf(report, scope, "tests");
    const tests = timedTests(report, scope);
    if (tests.ran === 0) return unknownOf([...gaps, nothingRan(report, scope, tests.skipped)], []);
    const parts = [
      ...(max === undefined ? [] : [judgeTotal(scope, tests, max, gaps)]),
      ...(maxTest === undefined ? [] : [judgeSlowest(scope, tests, maxTest, gaps)]),
      ...(maxIncrease === undefined
        ? []
        : [judgeIncrease(scope, tests, report.baseline, { maxIncrease, minSample }, gaps)]),
    ];
    return together(parts);
  },
};

/** All limits must hold. What decides is said first. */
function together(parts: readonly Part[]): Judgement {
  const answer = allOf(parts.map((part) => part.answer));
  const deciding = parts.filter((part) => part.answer === answer);
  const ordered = [...deciding, ...parts.filter((part) => part.answer !== answer)];
  const sentence = ordered.map((part) => part.sentence).join("; ");
  return judgementOf({
    answer,
    sentence: sentence.charAt(0).toUpperCase() + sentence.slice(1),
    facts: parts.map(({ fact }) => fact),
    violations: deciding.flatMap(({ violations }) => violations),
    remedy: deciding.map(({ remedy }) => remedy).join(" "),
    gaps: parts.flatMap((part) => (part.answer === "pass" ? [] : part.gaps)),
  });
}
