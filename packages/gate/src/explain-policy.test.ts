import type { FiledWaiver, RuleEntry } from "@tollgate/model";
import { aPolicy, aWaiver } from "@tollgate/testkit";
import { describe, expect, it } from "vitest";
import { explainPolicy } from "./explain-policy.ts";

const date = "2026-11-25";
const coverage: RuleEntry = {
  rule: "coverage",
  scope: {},
  mode: "warn",
  severity: "note",
  options: { min: "80%" },
};
const policy = aPolicy({ rules: [coverage], override: { label: "go" }, waivers: { approval: "required" } });

function standing(filed: FiledWaiver) {
  return explainPolicy(policy, { date, waivers: [filed], problems: [] }).waivers[0];
}

describe("what is in force", () => {
  it("is every entry with its severity, who may override, and what waivers need", () => {
    const told = explainPolicy(policy, { date, waivers: [], problems: [] });
    expect(told).toMatchObject({
      date,
      override: { label: "go" },
      approvalRequired: true,
      waivers: [],
      problems: [],
    });
    expect(told.rules.at(-1)).toEqual(coverage);
    expect(told.rules[0]?.severity).toBe("error");
    const plain = explainPolicy(aPolicy(), { date, waivers: [], problems: [] });
    expect(plain.approvalRequired).toBe(false);
    expect(plain).not.toHaveProperty("override");
  });

  it.each<[string, FiledWaiver, string]>([
    ["active", aWaiver({ limit: { min: "70%" } }), "It helps until 2026-12-20."],
    [
      "expiring",
      aWaiver({ expires: "2026-11-26" }),
      "It ends in 1 day, after 2026-11-26; then the rule bites.",
    ],
    ["expired", aWaiver({ expires: "2026-11-24" }), "It ended with 2026-11-24"],
    ["pending", aWaiver({}, { isPending: true }), "Only this change has it"],
    [
      "unapproved",
      aWaiver({}, { approval: { verdict: "unverified", why: "so" } }),
      "The policy wants it proven",
    ],
    ["unused", aWaiver({ limit: { min: "80%" } }), "Its limit (min: 80%) asks for no less"],
    ["unused", aWaiver({ rule: "findings" }), "The policy does not ask for findings"],
    [
      "unused",
      aWaiver({ scope: { kind: "unit" } }),
      "The policy has coverage for repository, and none of that",
    ],
  ])("is a waiver that is %s", (state, filed, why) => {
    expect(standing(filed)).toMatchObject({ state, why: expect.stringContaining(why) });
  });

  it("is a waiver of a test that is not known to be of use", () => {
    const test = { package: "shop", kind: "unit", title: "adds" };
    expect(standing(aWaiver({ rule: "no-failing-tests", test, failure: "v1:0" }))?.state).toBe("active");
  });

  it("is a waiver whose strict limit still covers what is unknown", () => {
    expect(standing(aWaiver({ limit: { min: "80%" }, coversUnknown: true }))?.state).toBe("active");
  });
});
