import type { Baseline, Report } from "@tollgate/model";
import { aCase, aReport } from "@tollgate/testkit";
import { describe, expect, it } from "vitest";
import { anInput, aRun, judge } from "../../testing/judge.ts";

const rule = "no-new-failures";
const { totals } = aReport();
const baseline: Baseline = { how: "bundle main.tollgate", totals, cells: [], disappeared: [] };
const passes = aCase({ name: "passes", change: "same" });
const known = aCase({ name: "known", status: "failed", change: "still-failing" });
const fresh = aCase({ name: "fresh", status: "errored", change: "new-failure" });

function against(members: Partial<Report>): Report {
  return aReport({ baseline, ...members });
}

describe("no new failures", () => {
  it("passes with failures that the base has, and names them", () => {
    expect(judge(against({ tests: [passes, known] }), { rule })).toMatchObject({
      answer: "pass",
      message: "1 of 2 tests fails, and did on the base too (bundle main.tollgate): cart > known.",
      facts: [{ key: "tests.new-failures", lo: 0, hi: 0, n: 2 }],
    });
  });

  it("fails with a new one, and names the others beside it", () => {
    const result = judge(against({ tests: [passes, known, fresh] }), { rule });
    expect(result).toMatchObject({
      answer: "fail",
      effect: "block",
      message:
        "1 of 3 tests fails and did not on the base; 1 more fails on the base too (bundle main.tollgate): cart > known.",
      violations: [{ message: "cart > fresh (unit)" }],
    });
    expect(judge(against({ tests: [fresh] }), { rule }).message).toBe(
      "1 of 1 test fails and did not on the base (bundle main.tollgate).",
    );
  });

  it("names three of many", () => {
    const tests = ["a", "b", "c", "d", "e"].map((name) => ({ ...known, name }));
    expect(judge(against({ tests }), { rule }).message).toContain("cart > a, cart > b, cart > c and 2 more.");
  });

  it("passes without a base where nothing fails", () => {
    expect(judge(aReport({ tests: [aCase()] }), { rule })).toMatchObject({
      answer: "pass",
      message: "1 test ran and none failed.",
    });
  });

  it("holds without a base where something fails", () => {
    const failing = aCase({ status: "failed" });
    expect(judge(aReport({ tests: [failing] }), { rule })).toMatchObject({
      answer: "unknown",
      effect: "hold",
      message: "1 of 1 test fails; undecided, as there is no base to compare with.",
      facts: [{ lo: 0, hi: 1 }],
    });
  });

  it.each([
    ["a cut report", { inputs: [anInput({ status: "partial" })] }, "block"],
    ["an interrupted run", { runs: [aRun({ verdict: "interrupted" })] }, "block"],
    ["a missing report", { missing: [missing()] }, "hold"],
  ] as const)("is open with %s beside known failures, and fails beside a new one", (_, members, effect) => {
    expect(judge(against({ tests: [known], ...members }), { rule })).toMatchObject({
      answer: "unknown",
      effect,
    });
    expect(judge(against({ tests: [known, fresh], ...members }), { rule }).answer).toBe("fail");
  });

  it.each([
    ["nothing arrived", against({}), "hold"],
    ["a report without a test", against({ inputs: [anInput()] }), "block"],
    ["only skipped tests", against({ tests: [aCase({ status: "skipped" })] }), "block"],
  ])("is unknown with %s", (_, report, effect) => {
    expect(judge(report, { rule })).toMatchObject({ answer: "unknown", effect });
  });

  it("judges only its scope", () => {
    const tests = [passes, { ...fresh, package: "@shop/web" }];
    expect(judge(against({ tests }), { rule, scope: { package: "@shop/api" } }).answer).toBe("pass");
  });
});

function missing(): Report["missing"][number] {
  return { what: "e2e reports", kind: "e2e", because: "tollgate.yml:4", remedy: "Run them." };
}
