import type { RuleEntry } from "@tollgate/model";
import { describe, expect, it } from "vitest";
import { rules } from "./registry.ts";
import { looserMembers, subjectOf } from "./strictness.ts";

function coverage(members: Partial<RuleEntry> = {}): RuleEntry {
  return { rule: "coverage", scope: {}, mode: "enforce", options: { min: "80%" }, ...members };
}

function changed(options: RuleEntry["options"]): RuleEntry {
  return { rule: "changed-coverage", scope: {}, mode: "enforce", options };
}

describe("how strict an entry is", () => {
  it.each<[string, RuleEntry, RuleEntry, readonly string[]]>([
    ["the same", coverage(), coverage(), []],
    ["a higher minimum", coverage({ options: { min: "80.5%" } }), coverage(), []],
    ["a lower minimum", coverage({ options: { min: "9%" } }), coverage(), ["min"]],
    ["a softer mode", coverage({ mode: "warn" }), coverage(), ["mode"]],
    ["a harder mode", coverage(), coverage({ mode: "observe" }), []],
    ["a later day", coverage({ enforceFrom: "2027-01-01" }), coverage(), ["enforceFrom"]],
    ["an earlier day", coverage({ enforceFrom: "2026-01-01" }), coverage({ enforceFrom: "2027-01-01" }), []],
    ["a day for what only warned", coverage({ enforceFrom: "2027-01-01" }), coverage({ mode: "warn" }), []],
    ["another severity", coverage({ severity: "note" }), coverage(), []],
    [
      "a looser word",
      coverage(),
      coverage({ options: { min: "80%", unmentioned: "uncovered" } }),
      ["unmentioned"],
    ],
    ["a default that is written", changed({ min: "80%", minSample: 0 }), changed({ min: "80%" }), []],
    [
      "several at once",
      changed({ min: "70%", maxUncovered: 3 }),
      changed({ min: "80%", minSample: 9, maxUncovered: 2 }),
      ["min", "minSample", "maxUncovered"],
    ],
  ])("knows %s", (_, entry, other, members) => {
    expect(looserMembers(entry, other)).toEqual(members);
  });

  it("compares entries about the same, defaults included", () => {
    const lines = coverage({ options: { min: "80%", metric: "lines" } });
    expect(subjectOf(coverage())).toBe(subjectOf(lines));
    expect(subjectOf(coverage())).not.toBe(
      subjectOf(coverage({ options: { min: "80%", metric: "branches" } })),
    );
    expect(subjectOf(coverage())).not.toBe(subjectOf(coverage({ scope: { kind: "unit" } })));
  });

  it("finds each word of an option in its order", () => {
    for (const { options } of rules)
      for (const { schema, stricter } of Object.values(options))
        if (typeof stricter === "object")
          expect([...stricter].sort()).toEqual("enum" in schema ? [...(schema.enum ?? [])].sort() : []);
  });
});
