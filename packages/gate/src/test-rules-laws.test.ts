import type { Answer, Report, RuleEntry } from "@tollgate/model";
import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import { judge } from "./testing/judge.ts";
import { durations, stricterOptions } from "./testing/policies.ts";
import { type Job, reportOf, type World, world } from "./testing/world.ts";

/** What each rule about tests promises by itself, whatever other rules stand beside it. */

vi.setConfig({ testTimeout: 60_000 });

type Asked = Pick<RuleEntry, "rule" | "options">;
type Ask = (report: Report, asked: Asked) => Answer;

const real: Ask = (report, asked) => judge(report, asked).answer;

const asked: fc.Arbitrary<Asked> = fc.oneof(
  fc.constantFrom("no-failing-tests", "no-new-failures").map((rule) => ({ rule, options: {} })),
  fc.record({ rule: fc.constant("duration"), options: durations }),
  fc.record({ rule: fc.constant("no-disappeared-tests"), options: fc.record({ max: fc.nat(2) }) }),
  fc.record({
    rule: fc.constant("no-flaky-tests"),
    options: fc.record({ max: fc.nat(2), recovered: fc.constantFrom("counted", "ignored") }),
  }),
);

/** Rules to which a failing test is a test that ran, which is what they ask for. */
const askedToRun: fc.Arbitrary<Asked> = fc.record({
  rule: fc.constant("required-kinds"),
  options: fc.record({ except: fc.subarray(["@shop/api", "@shop/web"]) }),
});

/** A failing test accounts for a run that failed, which is no doubt then any more: such runs are left out. */
const accounted: fc.Arbitrary<World> = world.map((given) => ({
  ...given,
  jobs: given.jobs.map((job) =>
    job.verdict === "failed" ? { ...job, verdict: "interrupted" as const } : job,
  ),
}));

describe("one more failing test", () => {
  function law(ask: Ask, parameters: fc.Parameters<unknown>): void {
    fc.assert(
      fc.property(accounted, asked, fc.nat(), fc.boolean(), (given, rule, choice, wasThere) => {
        const report = reportOf(given);
        // Where nothing ran, the first test that does is evidence.
        fc.pre(report.tests.some(({ status }) => status === "passed") && ask(report, rule) !== "pass");
        expect(ask(reportOf(withFailing(given, choice, wasThere)), rule)).not.toBe("pass");
      }),
      parameters,
    );
  }

  it("never lets a rule pass that did not", () => {
    law(real, { numRuns: 2_000 });
  });

  it("is noticed in a rule that takes all failures for known ones when there are many", () => {
    const lenient: Ask = (report, rule) =>
      report.tests.filter(({ status }) => status === "failed").length > 2 ? "pass" : real(report, rule);
    expect(() => law(lenient, { seed: 2026, numRuns: 2_000 })).toThrow();
  });
});

describe("a stricter option", () => {
  function law(ask: Ask, parameters: fc.Parameters<unknown>): void {
    fc.assert(
      fc.property(world, fc.oneof(asked, asked, askedToRun), (given, rule) => {
        const report = reportOf(given);
        fc.pre(ask(report, rule) !== "pass");
        expect(ask(report, { ...rule, options: stricterOptions(rule.options, 1) })).not.toBe("pass");
      }),
      parameters,
    );
  }

  it("never lets a rule pass that did not", () => {
    law(real, { numRuns: 2_000 });
  });

  it("is noticed in a rule that takes 0 for no limit", () => {
    const unlimited: Ask = (report, { rule, options }) =>
      options["max"] === 0 ? "pass" : real(report, { rule, options });
    expect(() => law(unlimited, { seed: 2026, numRuns: 5_000 })).toThrow();
  });
});

/** Of a job that arrived or not; the base knows it as failing, or not at all. */
function withFailing(given: World, choice: number, wasThere: boolean): World {
  const at = choice % given.jobs.length;
  return { ...given, jobs: given.jobs.map((job, i) => (i === at ? failing(job, wasThere) : job)) };
}

function failing(job: Job, wasThere: boolean): Job {
  const before = job.tests.map((_, i) => job.before[i] ?? "absent");
  return {
    ...job,
    tests: [...job.tests, "failed"],
    before: [...before, wasThere ? "failed" : "absent"],
  };
}
