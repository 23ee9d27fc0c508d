import { aCase, aReport } from "@tollgate/testkit";
import { describe, expect, it } from "vitest";
import { anInput, judge } from "../../testing/judge.ts";

const rule = "minimum-tests";
const missing = [{ what: "e2e reports", kind: "e2e", because: "tollgate.yml:4", remedy: "Run them." }];
const three = [aCase(), aCase({ name: "b", status: "failed" }), aCase({ name: "c", status: "skipped" })];

describe("minimum tests", () => {
  it("counts what passed or failed, not what was skipped", () => {
    const report = aReport({ tests: three });
    expect(judge(report, { rule, options: { min: 2 } })).toMatchObject({
      answer: "pass",
      message: "2 tests ran, at least 2 are wanted.",
      facts: [{ key: "tests.ran", lo: 2, hi: 2, n: 3 }],
    });
    expect(judge(report, { rule, options: { min: 3 } })).toMatchObject({ answer: "fail", effect: "block" });
  });

  it("wants one test unless it says otherwise", () => {
    expect(judge(aReport({ tests: [aCase()] }), { rule }).message).toBe("1 test ran, at least 1 is wanted.");
    expect(judge(aReport(), { rule })).toMatchObject({ answer: "unknown", effect: "hold" });
    expect(judge(aReport({ inputs: [anInput()] }), { rule })).toMatchObject({
      answer: "unknown",
      effect: "block",
    });
  });

  it("passes when enough tests ran, whatever is missing", () => {
    expect(judge(aReport({ tests: three, missing }), { rule, options: { min: 2 } }).answer).toBe("pass");
  });

  it("holds when too few ran and more may have", () => {
    expect(judge(aReport({ tests: three, missing }), { rule, options: { min: 3 } })).toMatchObject({
      answer: "unknown",
      effect: "hold",
      message:
        "2 tests ran, at least 3 are wanted; undecided, as e2e reports did not arrive (tollgate.yml:4).",
      remedy: "Run them.",
    });
  });

  it("blocks when too few ran and a report is broken", () => {
    const inputs = [anInput({ status: "partial" })];
    expect(judge(aReport({ tests: three, inputs }), { rule, options: { min: 3 } })).toMatchObject({
      answer: "unknown",
      effect: "block",
    });
  });

  it("counts for a package and a kind", () => {
    const report = aReport({ tests: [aCase(), aCase({ kind: "integration" })] });
    const scope = { package: "@shop/api", kind: "integration" };
    expect(judge(report, { rule, scope, options: { min: 2 } }).message).toBe(
      "1 integration test of @shop/api ran, at least 2 are wanted.",
    );
  });

  it.each([0, 1.5, "3", true])("refuses a minimum of %j", (min) => {
    expect(() => judge(aReport(), { rule, options: { min } })).toThrow("a whole number from 1 was wanted");
  });
});
