import type { Problem, RuleResult } from "@tollgate/model";
import { aDecision, aReport, aResult } from "@tollgate/testkit";
import { describe, expect, it } from "vitest";
import { alikeProblems, openProblems } from "./alike-problems.ts";

const problem = (members: Partial<Problem> = {}): Problem => ({
  code: "malformed",
  severity: "warning",
  message: "It is odd.",
  remedy: "Mend it.",
  ...members,
});

it("tells the same doubt once, errors first", () => {
  const error = problem({ severity: "error" });
  const [a, b] = [problem({ path: "a" }), problem({ path: "b" })];
  expect(alikeProblems([a, error, b])).toEqual([[error], [a, b]]);
});

describe("what must not stay unseen", () => {
  const error = problem({ severity: "error", message: "It is cut." });
  const policy = problem({ code: "policy-changed", message: "It edits the policy." });
  const note = problem({ severity: "info", message: "It is long." });
  const report = aReport({ problems: [note, problem(), error, policy] });
  const open = (members: Partial<RuleResult>): readonly string[] =>
    openProblems(report, aDecision({ rules: [aResult({ rule: "no-unreadable-evidence", ...members })] })).map(
      ([{ message }]) => message,
    );

  it("are warnings, what touches the policy before the rest", () => {
    expect(open({ answer: "fail", effect: "block" })).toEqual(["It edits the policy.", "It is odd."]);
  });

  it.each(["none", "warn"] as const)(
    "are errors too where the rule about them has the effect %s",
    (effect) => {
      expect(open({ answer: "fail", effect })).toEqual(["It edits the policy.", "It is cut.", "It is odd."]);
    },
  );
});
