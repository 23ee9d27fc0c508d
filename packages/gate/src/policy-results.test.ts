import type { Problem } from "@tollgate/model";
import { aCase, aPolicy, aReport } from "@tollgate/testkit";
import { describe, expect, it } from "vitest";
import { decide } from "./decide.ts";
import { anInput } from "./testing/judge.ts";

const broken: Problem = {
  code: "policy-broken",
  severity: "warning",
  message: 'tollgate.yml has 1 problem:\n  tollgate.yml:3:1: found the unknown key "rulez"',
  remedy: "Correct it.",
  path: "tollgate.yml",
};
const unknown: Problem = {
  code: "policy-unknown",
  severity: "warning",
  message: "The policy at main is not in this clone.",
  remedy: "Fetch it.",
};

function outcomeWith(...problems: readonly Problem[]): ReturnType<typeof decide> {
  const report = aReport({ inputs: [anInput()], tests: [aCase()], problems });
  return decide(report, aPolicy(), { engine: "test", policyDigest: "sha256:0", date: "2026-11-25" });
}

describe("the policies themselves", () => {
  it("are not told of where all is well", () => {
    const { outcome, rules } = outcomeWith();
    expect(outcome).toBe("allow");
    expect(rules.map(({ rule }) => rule)).not.toContain("readable-policy");
  });

  it("block where the change's cannot be read", () => {
    const { outcome, rules } = outcomeWith(broken);
    expect(outcome).toBe("block");
    expect(rules[0]).toMatchObject({
      rule: "readable-policy",
      answer: "fail",
      message: "tollgate.yml has 1 problem:",
      violations: [{ message: 'tollgate.yml:3:1: found the unknown key "rulez"', path: "tollgate.yml" }],
    });
  });

  it("hold where the base's cannot be read", () => {
    expect(outcomeWith(unknown)).toMatchObject({
      outcome: "hold",
      summary: "On hold: The policy at main is not in this clone.",
    });
  });
});
