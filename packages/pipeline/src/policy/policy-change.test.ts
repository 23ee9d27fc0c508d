import type { ChangedFile, ChangeSet, Mode, Policy, RuleEntry } from "@tollgate/model";
import { aPolicy } from "@tollgate/testkit";
import { describe, expect, it } from "vitest";
import { policyChange as policyChangeOf } from "./policy-change.ts";

const changed = (path: string, members: Partial<ChangedFile> = {}): ChangedFile => ({
  path,
  change: "modified",
  content: "text",
  added: [],
  blank: [],
  removed: [],
  ...members,
});
const entry = (rule: string, mode: Mode, scope = {}): RuleEntry => ({ rule, mode, scope, options: {} });
const policy = aPolicy({ path: "ci/gate.yml" });

/** A change that is judged by its own policy. */
function policyChange(own: Policy, changes: ChangeSet): ReturnType<typeof policyChangeOf> {
  return policyChangeOf({ policy: own, ruling: { from: "work-tree" } }, changes, "2026-11-25");
}

function messageFor(rules: readonly RuleEntry[], ...files: readonly ChangedFile[]): string | undefined {
  return policyChange({ ...policy, rules }, { baseSha: "a", files })[0]?.message;
}

describe("a change of the policy", () => {
  it("is a warning at the policy", () => {
    expect(policyChange(policy, { baseSha: "a", files: [changed("ci/gate.yml")] })).toMatchObject([
      { code: "policy-changed", severity: "warning", path: "ci/gate.yml" },
    ]);
  });

  it.each([
    ["edits", changed("ci/gate.yml")],
    ["adds", changed("ci/gate.yml", { change: "added" })],
    ["edits", changed("other.yml", { change: "renamed", oldPath: "ci/gate.yml" })],
  ])("%s the file that judges", (verb, file) => {
    expect(messageFor([], file)).toBe(`This change ${verb} ci/gate.yml, by which it is judged.`);
  });

  it("is said also when it removes the policy", () => {
    const files = [changed("tollgate.yml", { change: "deleted" })];
    expect(policyChange(aPolicy(), { baseSha: "a", files })[0]?.message).toBe(
      "This change removes tollgate.yml, by which it is judged.",
    );
  });

  it("names the built-in rules that do not decide", () => {
    const file = changed("ci/gate.yml");
    const rules = [
      entry("no-failing-tests", "observe"),
      entry("no-failed-runs", "warn"),
      entry("minimum-tests", "warn"),
      entry("minimum-tests", "enforce"),
      entry("no-unreadable-evidence", "observe", { package: "@shop/api" }),
      entry("coverage", "observe"),
    ];
    expect(messageFor(rules, file)).toContain("In it no-failing-tests and no-failed-runs do not decide.");
  });

  it("is nothing when the policy stays", () => {
    expect(messageFor([], changed("tollgate.yml"), changed("src/a.ts"))).toBeUndefined();
  });
});

describe("a change that is judged by the base", () => {
  const ruling = { from: "base", ref: "main", commit: "a" } as const;

  function told(origin: "base" | "first", ...paths: readonly string[]): readonly (string | undefined)[] {
    const setting = { policy: { ...policy, origin: { from: origin } }, ruling };
    const problems = policyChangeOf(
      setting,
      { baseSha: "a", files: paths.map((path) => changed(path)) },
      "2026-11-25",
    );
    return problems.map(({ message }) => message);
  }

  it("is told with all that it edits of what judges", () => {
    expect(told("base", "a.ts", ".tollgate/waivers/a.yml", ".github/CODEOWNERS", "ci/gate.yml")).toEqual([
      "This change edits .github/CODEOWNERS, .tollgate/waivers/a.yml and ci/gate.yml. It is judged by what main has; what its own would make of it is told with the verdict.",
    ]);
  });

  it("is nothing when all that stays", () => {
    expect(told("base", "tollgate.yml.orig", ".tollgate/out/a", "packages/CODEOWNERS")).toEqual([]);
  });

  it("has a word of its own where it brings the first policy", () => {
    expect(told("first", "ci/gate.yml")).toEqual([]);
  });
});
