import { aCase, aReport } from "@tollgate/testkit";
import { describe, expect, it } from "vitest";
import { anInput, judge } from "../../testing/judge.ts";

const rule = "no-flaky-tests";
const failedTry = { status: "failed", details: [] } as const;
const flaky = aCase({ name: "blinks", flaky: true, earlier: [failedTry], line: 3 });
const recovered = aCase({
  name: "recovers",
  recovered: true,
  history: [{ ...failedTry, attempt: 1, job: "test" }],
});
/** Flaky in an older attempt, steady in the newest. */
const steadied = aCase({ name: "steadies", history: [{ ...failedTry, attempt: 2, job: "test" }] });

describe("no flaky tests", () => {
  it("passes when no test was tried again", () => {
    expect(judge(aReport({ tests: [aCase()] }), { rule })).toMatchObject({
      answer: "pass",
      message: "1 test ran and none passed only at a later try.",
      facts: [{ key: "tests.flaky", lo: 0, hi: 0, n: 1 }],
    });
  });

  it("fails with a flaky test, and with one that failed in an older attempt", () => {
    const result = judge(aReport({ tests: [aCase(), flaky, recovered, steadied] }), { rule });
    expect(result).toMatchObject({
      answer: "fail",
      message:
        "3 of 4 tests passed only at a later try, at most 0 may: cart > recovers, cart > steadies, cart > blinks.",
    });
    expect(result.violations.map(({ message }) => message)).toEqual([
      "cart > recovers (unit): passed, and failed in CI attempt 1",
      "cart > steadies (unit): passed, and failed in CI attempt 2",
      "cart > blinks (unit): passed after 1 failed try",
    ]);
  });

  it("counts up to a number, and leaves older attempts out by option", () => {
    const report = aReport({ tests: [flaky, recovered, steadied] });
    const answer = (options: Readonly<Record<string, string | number>>): string =>
      judge(report, { rule, options }).answer;
    expect([answer({ max: 2 }), answer({ max: 3 })]).toEqual(["fail", "pass"]);
    expect([answer({ recovered: "ignored" }), answer({ recovered: "ignored", max: 1 })]).toEqual([
      "fail",
      "pass",
    ]);
  });

  it("does not count a test that fails in the end", () => {
    const tests = [aCase({ status: "failed", earlier: [failedTry], history: steadied.history! })];
    expect(judge(aReport({ tests }), { rule }).answer).toBe("pass");
  });

  it.each([
    ["a cut report", { inputs: [anInput({ status: "partial" })] }, "block"],
    [
      "a missing report",
      { missing: [{ what: "e2e reports", kind: "e2e", because: "tollgate.yml:4", remedy: "Run them." }] },
      "hold",
    ],
  ] as const)("is open with %s, and fails beside what is known", (_, members, effect) => {
    expect(judge(aReport({ tests: [aCase()], ...members }), { rule })).toMatchObject({
      answer: "unknown",
      effect,
    });
    expect(judge(aReport({ tests: [flaky], ...members }), { rule }).answer).toBe("fail");
  });

  it.each([
    ["nothing arrived", aReport(), "hold"],
    ["only skipped tests", aReport({ tests: [aCase({ status: "skipped" })] }), "block"],
  ])("is unknown when %s", (_, report, effect) => {
    expect(judge(report, { rule })).toMatchObject({ answer: "unknown", effect });
  });
});
