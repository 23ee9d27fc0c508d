import type { Decision, Policy, Report, RuleEntry } from "@tollgate/model";
import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import { withBuiltInRules } from "./built-in-entries.ts";
import { decide } from "./decide.ts";
import { rules } from "./registry.ts";
import { subjectOf, tightenedEntries } from "./strictness.ts";
import { policy, ruleEntry } from "./testing/policies.ts";
import { reportOf, world } from "./testing/world.ts";

/** Layers of a policy: what a layer below may say never lets pass what the one above does not. */

vi.setConfig({ testTimeout: 120_000 });

const caught = { seed: 2026, numRuns: 5_000, endOnFailure: true };

function judged(report: Report, rulesOf: Policy): Decision["outcome"] {
  return decide(report, rulesOf, { engine: "test", policyDigest: "sha256:0", date: "2026-11-25" }).outcome;
}

type Layering = typeof tightenedEntries;

/** Entries of a layer: some of their own, some about what the layer above speaks about, stricter or not. */
const below = fc.tuple(
  fc.array(ruleEntry, { maxLength: 3 }),
  fc.array(fc.tuple(fc.nat(), ruleEntry), { maxLength: 3 }),
);

function entriesOf(
  above: readonly RuleEntry[],
  [own, alike]: typeof below extends fc.Arbitrary<infer T> ? T : never,
): readonly RuleEntry[] {
  const changed = alike.map(([choice, entry]): RuleEntry => {
    const other = above[choice % above.length]!;
    const options = entry.rule === other.rule ? entry.options : other.options;
    return { ...other, mode: entry.mode, options };
  });
  return [...own, ...changed];
}

describe("a layer that loosens nothing", () => {
  function law(layering: Layering, parameters: fc.Parameters<unknown>): void {
    fc.assert(
      fc.property(world, policy, below, (given, top, choices) => {
        const above = withBuiltInRules(top);
        const { entries, loosenings } = layering(above, entriesOf(above, choices));
        fc.pre(loosenings.length === 0);
        const report = reportOf(given);
        fc.pre(judged(report, top) !== "allow");
        expect(judged(report, { ...top, rules: entries })).not.toBe("allow");
      }),
      { numRuns: 1_000, ...parameters },
    );
  }

  it("never turns a block into an allow", () => {
    law(tightenedEntries, {});
  });

  it("is noticed where an entry replaces the one above unseen", () => {
    const replacing: Layering = (above, entries) => {
      const told = new Set(entries.map(subjectOf));
      return {
        entries: [...above.filter((entry) => !told.has(subjectOf(entry))), ...entries],
        loosenings: [],
      };
    };
    expect(() => law(replacing, caught)).toThrow();
  });
});

describe("a layer that loosens", () => {
  it("is found, whatever it loosens", () => {
    fc.assert(
      fc.property(policy, fc.nat(), fc.nat(), (top, which, how) => {
        const above = withBuiltInRules(top);
        const other = above[which % above.length]!;
        const looser = looserThan(other, how);
        fc.pre(
          looser !== undefined && above.filter((entry) => subjectOf(entry) === subjectOf(other)).length === 1,
        );
        const [entry, member] = looser!;
        const { loosenings } = tightenedEntries(above, [entry]);
        expect(loosenings).toMatchObject([
          { above: other, entry, members: expect.arrayContaining([member]) },
        ]);
      }),
      { numRuns: 3_000 },
    );
  });
});

/** The entry with one of its members looser. */
function looserThan(entry: RuleEntry, how: number): readonly [RuleEntry, string] | undefined {
  const ways: (readonly [RuleEntry, string])[] = [];
  if (entry.mode !== "observe") ways.push([{ ...entry, mode: "observe" }, "mode"]);
  if (entry.mode === "enforce") ways.push([{ ...entry, enforceFrom: "2027-01-01" }, "enforceFrom"]);
  for (const [name, { stricter }] of Object.entries(
    rules.find(({ id }) => id === entry.rule)?.options ?? {},
  )) {
    const value = entry.options[name];
    const changed =
      typeof value === "number"
        ? looserNumber(value, stricter)
        : typeof value === "string"
          ? looserPercent(value, stricter)
          : undefined;
    if (changed !== undefined)
      ways.push([{ ...entry, options: { ...entry.options, [name]: changed } }, name]);
  }
  return ways[how % Math.max(1, ways.length)];
}

function looserNumber(value: number, stricter: unknown): number | undefined {
  if (stricter === "lower") return value + 1;
  return value > 1 ? value - 1 : undefined;
}

function looserPercent(value: string, stricter: unknown): string | undefined {
  const whole = Number.parseInt(value, 10) + (stricter === "lower" ? 1 : -1);
  return value.endsWith("%") && whole > 0 && whole <= 100 ? `${whole}%` : undefined;
}
