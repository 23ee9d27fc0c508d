import type { Report, RuleEntry } from "@tollgate/model";
import { aCase, aFile, aPolicy, aReport } from "@tollgate/testkit";
import { describe, expect, it } from "vitest";
import { decide } from "./decide.ts";
import { type JudgedPolicy, ruleChanges } from "./policy-change.ts";
import { anInput } from "./testing/judge.ts";

const failing = aReport({
  packages: [{ name: "@shop/api", dir: "packages/api", scripts: [] }],
  inputs: [anInput(), { ...anInput({ path: "coverage-final.json" }), holds: "coverage" }],
  tests: [aCase({ status: "failed" })],
  coverage: [aFile({ lines: { 1: 1, 2: 0 } })],
});

function judged(rules: readonly RuleEntry[], report: Report = failing): JudgedPolicy {
  const policy = aPolicy({ rules });
  const decision = decide(report, policy, { engine: "test", policyDigest: "sha256:0", date: "2026-11-25" });
  return { policy, report, decision };
}

function entry(rule: string, members: Partial<RuleEntry> = {}): RuleEntry {
  return { rule, scope: {}, mode: "enforce", options: {}, ...members };
}

function told(before: readonly RuleEntry[], after: readonly RuleEntry[]): readonly string[] {
  return ruleChanges(judged(before), judged(after)).map(({ rule, message }) => `${rule}: ${message}`);
}

const coverage = (min: string, metric = "lines"): RuleEntry =>
  entry("coverage", { options: { min, metric } });
const half = "50 % of 2 lines are covered, 80 % is wanted (1 line uncovered).";

describe("what another policy would change", () => {
  it("is nothing where it says the same", () => {
    expect(told([coverage("80%")], [coverage("80%")])).toEqual([]);
    expect(told([], [entry("no-failing-tests")])).toEqual([]);
  });

  it.each([
    [
      "a lower limit",
      [coverage("80%")],
      [coverage("50%")],
      `This would have let pass what it blocks: ${half}`,
    ],
    [
      "a softer mode",
      [coverage("80%")],
      [{ ...coverage("80%"), mode: "warn" as const }],
      `It would only warn, which would have let this pass: ${half}`,
    ],
    [
      "a rule that goes",
      [coverage("80%")],
      [],
      `It would not be asked, which would have let this pass: ${half}`,
    ],
    ["a rule that goes and passes", [coverage("50%")], [], "It would not be asked any more."],
    ["a rule that comes", [], [coverage("80%")], `It is new and would block: ${half}`],
    ["a higher limit", [coverage("50%")], [coverage("80%")], `This would block: ${half}`],
    [
      "a limit that is lower and makes no difference",
      [coverage("40%")],
      [coverage("30%")],
      "It would ask for less (min).",
    ],
  ])("tells of %s", (_, before, after, message) => {
    expect(told(before, after)).toEqual([`coverage: ${message}`]);
  });

  it("tells metrics apart, in whatever order they stand", () => {
    const branches = coverage("10%", "branches");
    expect(told([coverage("80%"), branches], [branches, coverage("80%")])).toEqual([]);
  });

  it("tells a built-in rule that is softened", () => {
    expect(told([], [entry("no-failing-tests", { mode: "observe" })])).toEqual([
      "no-failing-tests: It would only be shown, which would have let this pass: 1 of 1 test fails.",
    ]);
  });

  it("tells what would be waived", () => {
    const before = judged([]);
    const after = judged([]);
    const rules = after.decision.rules.map((result) =>
      result.rule === "no-failing-tests" ? { ...result, effect: "waived" as const } : result,
    );
    const changes = ruleChanges(before, { ...after, decision: { ...after.decision, rules } });
    expect(changes.map(({ message }) => message)).toEqual([
      "It would be waived, which would have let this pass: 1 of 1 test fails.",
    ]);
  });

  it("leaves out what is wrong with the policies themselves", () => {
    const problem = { code: "policy-broken", severity: "warning", message: "It is.", remedy: "" } as const;
    const broken = { ...failing, problems: [problem] };
    expect(ruleChanges(judged([coverage("80%")], broken), judged([coverage("80%")]))).toEqual([]);
  });
});
