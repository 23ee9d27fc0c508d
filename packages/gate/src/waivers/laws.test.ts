import {
  canonicalJson,
  type Decision,
  type FiledWaiver,
  fullTitle,
  isFailing,
  type Policy,
  type Report,
} from "@tollgate/model";
import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import { decide } from "../decide.ts";
import { failingTestsMatter, policy } from "../testing/policies.ts";
import { today, waivers } from "../testing/waivers.ts";
import { reportOf, world } from "../testing/world.ts";

vi.setConfig({ testTimeout: 120_000 });

type Gate = (report: Report, policy: Policy, waivers: readonly FiledWaiver[]) => Decision;

const real: Gate = (report, rules, filed) =>
  decide(report, rules, { engine: "test", policyDigest: "sha256:0", date: today, waivers: filed });

/** Wrong gates must be caught each time, so their runs are seeded and many; these seeds show them soon. */
const caught = (seed: number): fc.Parameters<unknown> => ({ seed, numRuns: 10_000, endOnFailure: true });
const runs = { numRuns: 2_500 };

const believing: Gate = (report, rules, filed) =>
  real(
    report,
    rules,
    filed.map((one) => ({
      ...one,
      isPending: false,
      approval: { verdict: "approved", why: "" },
      waiver: { ...one.waiver, expires: "2026-12-20" },
    })),
  );

describe("dropping a waiver", () => {
  function law(gate: Gate, parameters: fc.Parameters<unknown>): void {
    fc.assert(
      fc.property(world, policy, waivers, fc.nat(), (given, rules, filed, choice) => {
        const report = reportOf(given);
        fc.pre(filed.length > 0 && gate(report, rules, filed).outcome !== "allow");
        const fewer = filed.filter((_, i) => i !== choice % filed.length);
        expect(gate(report, rules, fewer).outcome).not.toBe("allow");
      }),
      { ...runs, ...parameters },
    );
  }

  it("never turns a block into an allow", () => {
    law(real, {});
  });

  it("is noticed in a gate where only the first waiver counts", () => {
    expect(() =>
      law((report, rules, filed) => real(report, rules, filed.slice(0, 1)), caught(2059)),
    ).toThrow();
  });
});

describe("waivers that have ended, are pending or self-approved", () => {
  function law(gate: Gate, parameters: fc.Parameters<unknown>): void {
    fc.assert(
      fc.property(world, policy, waivers, (given, rules, filed) => {
        const report = reportOf(given);
        const useful = filed.filter((one) => !isUseless(one));
        const [all, some] = [gate(report, rules, filed), gate(report, rules, useful)];
        expect(canonicalJson(all.rules)).toBe(canonicalJson(some.rules));
        for (const one of filed) {
          const found = all.waivers?.find(({ id }) => id === one.waiver.id);
          expect(["expired", "pending", "self-approved"].includes(found?.state ?? "")).toBe(isUseless(one));
        }
      }),
      { ...runs, ...parameters },
    );
  }

  it("never help, and are found", () => {
    law(real, {});
  });

  it("are noticed in a gate that believes them", () => {
    expect(() => law(believing, caught(2026))).toThrow();
  });
});

describe("waivers that are unused or exceeded", () => {
  function law(gate: Gate, parameters: fc.Parameters<unknown>): void {
    fc.assert(
      fc.property(world, policy, waivers, (given, rules, filed) => {
        const report = reportOf(given);
        const decision = gate(report, rules, filed);
        const idle = (decision.waivers ?? []).filter(({ state }) => ["unused", "exceeded"].includes(state));
        const busy = filed.filter(({ waiver }) => !idle.some(({ id }) => id === waiver.id));
        expect(canonicalJson(gate(report, rules, busy).rules)).toBe(canonicalJson(decision.rules));
        for (const { waiver } of busy.filter((one) => !isUseless(one)))
          expect(decision.rules.some((result) => result.waivers?.includes(waiver.id))).toBe(true);
        for (const { id, state, limit } of idle)
          if (state === "exceeded") {
            expect(limit).toBeDefined();
            expect(decision.outcome === "allow" && alwaysEnforced(decision)).toBe(false);
            expect(decision.rules.some((result) => result.waivers?.includes(id))).toBe(false);
          }
      }),
      { ...runs, ...parameters },
    );
  }

  /** Where every rule is enforced, a rule that bites is no allowed change. */
  function alwaysEnforced({ rules, waivers: judged = [] }: Decision): boolean {
    return rules.every(({ mode }) => mode === "enforce") && judged.length === 1;
  }

  it("never help, and are found", () => {
    law(real, {});
  });

  it("are noticed in a gate that lets a limit go by", () => {
    const generous: Gate = (report, rules, filed) => {
      const unlimited = filed.map(({ waiver: { limit: _limit, ...waiver }, ...one }) => ({ ...one, waiver }));
      const { rules: results, outcome } = real(report, rules, unlimited);
      return { ...real(report, rules, filed), rules: results, outcome };
    };
    expect(() => law(generous, caught(2047))).toThrow();
  });
});

describe("a failure that no waiver names", () => {
  function law(gate: Gate, parameters: fc.Parameters<unknown>): void {
    fc.assert(
      fc.property(world, failingTestsMatter, waivers, (given, rules, filed) => {
        const report = reportOf(given);
        const named = new Set(
          filed
            .filter((one) => !isUseless(one))
            .map(
              ({ waiver: { test, failure } }) => `${test?.package} ${test?.kind} ${test?.title} ${failure}`,
            ),
        );
        const decision = gate(report, rules, filed);
        const failing = decision.rules.find(({ rule }) => rule === "no-failing-tests")?.violations ?? [];
        const open = report.tests.some((test) => {
          if (!isFailing(test.status)) return false;
          const told = failing.find(
            (one) => one.test?.title === fullTitle(test) && one.test.kind === test.kind,
          );
          return !named.has(`${test.package} ${test.kind} ${fullTitle(test)} ${told?.failure}`);
        });
        fc.pre(open);
        expect(decision.outcome).not.toBe("allow");
      }),
      { ...runs, ...parameters },
    );
  }

  it("is never hidden", () => {
    law(real, {});
  });

  it("is noticed in a gate that waives a test whatever it says", () => {
    const careless: Gate = (report, rules, filed) =>
      real(
        {
          ...report,
          tests: report.tests.map((test) =>
            isFailing(test.status)
              ? { ...test, details: [{ kind: "failure", message: "the total is wrong" }] }
              : test,
          ),
        },
        rules,
        filed,
      );
    expect(() =>
      law(
        (report, rules, filed) => ({
          ...real(report, rules, filed),
          outcome: careless(report, rules, filed).outcome,
        }),
        caught(2050),
      ),
    ).toThrow();
  });
});

function isUseless({ waiver, isPending, approval }: FiledWaiver): boolean {
  return waiver.expires < today || isPending || approval.verdict === "self";
}
