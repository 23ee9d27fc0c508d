import { canonicalJson } from "@tollgate/model";
import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import { decide } from "./decide.ts";
import { type Gate, monotonicity } from "./testing/monotonicity.ts";
import { policy } from "./testing/policies.ts";
import { reportOf, world } from "./testing/world.ts";

vi.setConfig({ testTimeout: 60_000 });

const real: Gate = (report, rules) =>
  decide(report, rules, { engine: "test", policyDigest: "sha256:0", date: "2026-11-25" });

/** Wrong gates must be caught each time, so their runs are seeded and many; this seed shows them soon. */
const caught = { seed: 2038, numRuns: 5_000, endOnFailure: true };
const runs = { numRuns: 1_000 };

const judgingWhatArrived: Gate = (report, rules) => real({ ...report, missing: [] }, rules);

const trusting: Gate = (report, rules) =>
  real(
    report.runs.some(({ verdict }) => verdict === "interrupted") ? { ...report, runs: [] } : report,
    rules,
  );

const lastWins: Gate = (report, rules) =>
  real(report, {
    ...rules,
    rules: [...new Map(rules.rules.map((entry) => [entry.rule, entry])).values()],
  });

/** The many runs of these laws are in test/gate-laws.test.ts. */
describe.each([
  ["removing evidence", "judges what arrived", judgingWhatArrived],
  ["adding a failing fact", "believes a failed run when its tests are readable", trusting],
  ["tightening a rule", "takes the last entry of a rule", lastWins],
] as const)("%s", (law, fault, wrong) => {
  it("never turns a block into an allow", () => {
    fc.assert(monotonicity[law](real), runs);
  });

  it(`is noticed in a gate that ${fault}`, () => {
    expect(() => fc.assert(monotonicity[law](wrong), caught)).toThrow();
  });
});

describe("the order of arrival", () => {
  function law(gate: Gate, parameters: fc.Parameters<unknown>): void {
    fc.assert(
      fc.property(world, policy, fc.infiniteStream(fc.nat()), (given, rules, random) => {
        const report = reportOf(given);
        const shuffle = <T>(items: readonly T[]): readonly T[] =>
          items
            .map((item) => ({ item, key: random.next().value as number })) // an infinite stream always has a value
            .sort((a, b) => a.key - b.key)
            .map(({ item }) => item);
        const { inputs, tests, runs: told, coverage, missing } = report;
        const shuffled = {
          ...report,
          inputs: shuffle(inputs),
          tests: shuffle(tests),
          runs: shuffle(told),
          coverage: shuffle(coverage),
          missing: shuffle(missing),
        };
        expect(canonicalJson(gate(shuffled, rules))).toBe(canonicalJson(gate(report, rules)));
      }),
      { ...runs, ...parameters },
    );
  }

  it("changes no byte of the decision", () => {
    law(real, {});
  });

  it("is noticed in a gate that names the first input that it met", () => {
    const hasty: Gate = (report, rules) => ({
      ...real(report, rules),
      summary: `First came ${report.inputs[0]?.input.path}.`,
    });
    expect(() => law(hasty, caught)).toThrow();
  });
});
