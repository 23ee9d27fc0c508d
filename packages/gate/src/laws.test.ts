import { canonicalJson, type Decision, type Policy, type Report } from "@tollgate/model";
import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import { decide } from "./decide.ts";
import { failingTestsMatter, policy, ruleEntry, tightened } from "./testing/policies.ts";
import { type Job, reportOf, type World, world } from "./testing/world.ts";

/** Law 5 for a fixed list of expected jobs: what is not allowed is not allowed after it got worse either. */

vi.setConfig({ testTimeout: 60_000 });

type Gate = (report: Report, policy: Policy) => Decision;

const real: Gate = (report, rules) =>
  decide(report, rules, { engine: "test", policyDigest: "sha256:0", date: "2026-11-25" });

/** Wrong gates must be caught each time, so their runs are seeded and many. */
const caught = { seed: 2026, numRuns: 5_000, endOnFailure: true };
const runs = { numRuns: 1_000 };

function neverAllowedAgain(gate: Gate, before: [Report, Policy], after: [Report, Policy]): void {
  fc.pre(gate(...before).outcome !== "allow");
  expect(gate(...after).outcome).not.toBe("allow");
}

describe("removing evidence", () => {
  function law(gate: Gate, parameters: fc.Parameters<unknown>): void {
    fc.assert(
      fc.property(world, policy, fc.nat(), (given, rules, choice) => {
        const worse = changeJob(given, choice, (job) => ({ ...job, arrived: false }));
        neverAllowedAgain(gate, [reportOf(given), rules], [reportOf(worse), rules]);
      }),
      { ...runs, ...parameters },
    );
  }

  it("never turns a block into an allow", () => {
    law(real, {});
  });

  it("is noticed in a gate that judges what arrived", () => {
    expect(() => law((report, rules) => real({ ...report, missing: [] }, rules), caught)).toThrow();
  });
});

describe("adding a failing fact", () => {
  function law(gate: Gate, parameters: fc.Parameters<unknown>): void {
    fc.assert(
      fc.property(world, failingTestsMatter, fc.nat(), fc.nat(), (given, rules, fact, choice) => {
        const worse = failingFacts[fact % failingFacts.length]!(given, choice);
        neverAllowedAgain(gate, [reportOf(given), rules], [reportOf(worse), rules]);
      }),
      { ...runs, ...parameters },
    );
  }

  it("never turns a block into an allow", () => {
    law(real, {});
  });

  it("is noticed in a gate that believes a failed run when its tests are readable", () => {
    const trusting: Gate = (report, rules) =>
      real(
        report.runs.some(({ verdict }) => verdict === "interrupted") ? { ...report, runs: [] } : report,
        rules,
      );
    expect(() => law(trusting, caught)).toThrow();
  });
});

describe("tightening a rule", () => {
  function law(gate: Gate, parameters: fc.Parameters<unknown>): void {
    fc.assert(
      fc.property(world, policy, fc.nat(), ruleEntry, (given, loose, choice, more) => {
        const report = reportOf(given);
        neverAllowedAgain(gate, [report, loose], [report, tightened(loose, choice, more)]);
      }),
      { ...runs, ...parameters },
    );
  }

  it("never turns a block into an allow", () => {
    law(real, {});
  });

  it("is noticed in a gate where the last entry of a rule wins", () => {
    const lastWins: Gate = (report, rules) =>
      real(report, {
        ...rules,
        rules: [...new Map(rules.rules.map((entry) => [entry.rule, entry])).values()],
      });
    expect(() => law(lastWins, caught)).toThrow();
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

function changeJob(given: World, choice: number, change: (job: Job) => Job): World {
  const at = choice % given.jobs.length;
  return { ...given, jobs: given.jobs.map((job, i) => (i === at ? change(job) : job)) };
}

const failingFacts: readonly ((given: World, choice: number) => World)[] = [
  (given, choice) => changeJob(given, choice, (job) => ({ ...job, tests: [...job.tests, "failed"] })),
  (given, choice) =>
    changeJob(given, choice, (job) => ({
      ...job,
      tests: job.tests.map((status) => (status === "passed" ? "failed" : status)),
    })),
  (given, choice) =>
    changeJob(given, choice, (job) => ({
      ...job,
      verdict: job.verdict === "passed" ? "failed" : "interrupted",
    })),
  (given, choice) => changeJob(given, choice, (job) => ({ ...job, readable: false })),
  (given, choice) => changeJob(given, choice, (job) => ({ ...job, found: [...job.found, "error"] })),
  (given, choice) =>
    changeJob(given, choice, (job) => ({ ...job, hits: job.hits.map((hits, i) => (i === 0 ? 0 : hits)) })),
  uncoveredLine,
  hiddenLine,
  lostLine,
];

/** One more line outside the change that no test runs any more. */
function lostLine(given: World, choice: number): World {
  const owner = choice % 2 === 0 ? "@shop/api" : "@shop/web";
  return { ...given, lost: { ...given.lost, [owner]: given.lost[owner] + 1 } };
}

/** One more line at the front of a package's file, changed and covered by nobody. The first line would be evidence. */
function uncoveredLine(given: World, choice: number): World {
  const owner = choice % 2 === 0 ? "@shop/api" : "@shop/web";
  if (given.lines[owner] === 0) return given;
  return {
    ...given,
    jobs: given.jobs.map((job) => (job.package === owner ? { ...job, hits: [0, ...job.hits] } : job)),
    lines: { ...given.lines, [owner]: given.lines[owner] + 1 },
    changed: { ...given.changed, [owner]: given.changed[owner] + 1 },
  };
}

/** One more changed line that no report knows. */
function hiddenLine(given: World, choice: number): World {
  const owner = choice % 2 === 0 ? "@shop/api" : "@shop/web";
  return { ...given, hidden: { ...given.hidden, [owner]: given.hidden[owner] + 1 } };
}
