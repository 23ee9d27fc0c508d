import {
  type Decision,
  type Fingerprint,
  type MergedCase,
  type Report,
  type RuleResult,
  testIdentity,
} from "@tollgate/model";
import { plural } from "@tollgate/text";
import { attachmentPlaces } from "./attachments.ts";
import type { Step, StepItem } from "./step.ts";
import { failingTests, failureNote, quoteOf, testPlace, titleOf } from "./test-words.ts";
import type { ToldFailures } from "./waiver-words.ts";

/** Rules whose failures are failing tests. */
export const testRules: ReadonlySet<string> = new Set(["no-failing-tests", "no-new-failures"]);

/** Failing tests in the way: all; only new ones where known failures may stay; none where failing tests decide nothing. */
export function failuresInTheWay({ rules }: Pick<Decision, "rules">): "all" | "new" | "none" {
  const biting = new Set(rules.filter(isBiting).map(({ rule }) => rule));
  if (biting.size === 0) return "none";
  return biting.has("no-failing-tests") ? "all" : "new";
}

function isBiting({ rule, answer, effect }: RuleResult): boolean {
  return testRules.has(rule) && answer === "fail" && effect === "block";
}

/** The step that makes failing tests pass. */
export function failingSteps(
  report: Report,
  rules: readonly RuleResult[],
  told: ToldFailures,
): readonly Step[] {
  const which = failuresInTheWay({ rules });
  if (which === "none") return [];
  const tests = failingTests(report).filter((test) => !told.isWaived(test));
  if (which === "all") return [failingStep(tests, "failing test", told)];
  return [
    failingStep(
      tests.filter(({ change }) => change !== "still-failing"),
      "new failing test",
      told,
    ),
  ];
}

function failingStep(tests: readonly MergedCase[], noun: string, { failureOf }: ToldFailures): Step {
  const fresh = tests.filter(({ change }) => change === "new-failure").length;
  const news = fresh === 0 || fresh === tests.length ? "" : ` (${fresh} new)`;
  return {
    title: `Make ${plural(tests.length, noun)} pass${news}`,
    advice: "",
    items: tests.map((test, i) => ({
      key: JSON.stringify(["test", test.kind, testIdentity(test), test.occurrence]),
      name: titleOf(test),
      place: testPlace(test),
      ...(test.file === undefined ? {} : { path: test.file }),
      ...(i < mostTold
        ? { note: failureNote(test), quote: quoteOf(test), attachments: attachmentPlaces(test) }
        : { note: "", quote: "" }),
      ...failureMember(failureOf(test)),
    })),
  };
}

/** No page shows more things to do than this: of the rest only their names are made. */
const mostTold = 2_000;

function failureMember(failure: Fingerprint | undefined): Pick<StepItem, "failure"> {
  return failure === undefined ? {} : { failure };
}
