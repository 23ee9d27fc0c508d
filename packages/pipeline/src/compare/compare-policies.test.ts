import type { Policy, RuleEntry } from "@tollgate/model";
import { aCase, aFile, aPolicy, aReport } from "@tollgate/testkit";
import { describe, expect, it } from "vitest";
import { comparePolicies, type JudgedUnder } from "./compare-policies.ts";

const report = aReport({
  packages: [{ name: "@shop/api", dir: "packages/api", scripts: ["test"] }],
  inputs: [],
  tests: [aCase()],
  coverage: [aFile({ lines: { 1: 1, 2: 0 } })],
});
const options = { engine: "test", date: "2026-11-25" };

function under(...rules: readonly RuleEntry[]): JudgedUnder {
  const policy: Policy = aPolicy({ rules });
  return { policy, digest: "sha256:0", report };
}

function coverage(min: string, more: Partial<RuleEntry> = {}): RuleEntry {
  return { rule: "coverage", scope: {}, mode: "enforce", options: { metric: "lines", min }, ...more };
}

describe("two policies on one run", () => {
  it("differ in nothing where they are alike", () => {
    const policy = under(coverage("40%"));
    expect(comparePolicies(policy, policy, options).changes).toEqual([]);
  });

  it("differ where a rule does something else, with what it says", () => {
    const { before, after, changes } = comparePolicies(
      under(coverage("40%")),
      under(coverage("90%")),
      options,
    );
    expect(before.outcome).not.toBe("block");
    expect(after.outcome).toBe("block");
    expect(changes).toMatchObject([
      {
        rule: "coverage",
        scope: "repository",
        before: { answer: "pass", effect: "none" },
        after: { answer: "fail", effect: "block", message: expect.stringContaining("90 %") },
      },
    ]);
  });

  it("tell what one of them does not ask", () => {
    const lax = under();
    const strict = under(coverage("90%"));
    expect(comparePolicies(lax, strict, options).changes).toMatchObject([{ after: { effect: "block" } }]);
    const back = comparePolicies(strict, lax, options).changes;
    expect(back).toMatchObject([{ before: { effect: "block" } }]);
    expect(back[0]).not.toHaveProperty("after");
  });

  it("tell entries of one rule apart by scope, and by what they measure", () => {
    const api = { scope: { package: "@shop/api" } };
    const branches = { options: { metric: "branches", min: "1%" } };
    const before = under(coverage("40%"), coverage("40%", api), coverage("", branches));
    const after = under(coverage("", branches), coverage("90%", api), coverage("40%"));
    expect(comparePolicies(before, after, options).changes.map(({ scope }) => scope)).toEqual(["@shop/api"]);
  });
});
