import type { Report } from "@tollgate/model";
import { aCase, aFile, aReport } from "@tollgate/testkit";
import { describe, expect, it } from "vitest";
import { anInput, judge } from "../../testing/judge.ts";
import { factWords } from "./facts.ts";

const rule = "expression";

const report = aReport({
  inputs: [anInput()],
  tests: [aCase(), aCase({ name: "removes", status: "failed" }), aCase({ name: "waits", flaky: true })],
  coverage: [aFile({ lines: { 1: 1, 2: 1, 3: 0 } })],
  changed: { known: true, files: [], unmeasured: [] },
});

const missing = [{ what: "e2e reports", because: "tollgate.yml:4", remedy: "Run them." }];

function answer(that: string, of: Report = report, scope = {}): string {
  return judge(of, { rule, scope, options: { that } }).answer;
}

describe("an expression", () => {
  it.each([
    ["tests.ran == 3", "pass"],
    ["tests.failing == 0", "fail"],
    ["not tests.failing == 0", "pass"],
    ["tests.flaky <= 1 and tests.skipped < 1", "pass"],
    ["coverage.lines >= 66.66%", "pass"],
    ["coverage.lines >= 66.67%", "fail"],
    ["coverage.lines(kind: unit) > 0% and uncovered.lines == 1", "pass"],
    ["changed.uncovered.lines == 0", "pass"],
    ["tests.ran - tests.failing >= 2", "pass"],
    ["inputs.arrived == 1 and inputs.unreadable + inputs.stale == 0", "pass"],
    ["coverage.branches >= 0%", "unknown"],
    ["coverage.lines >= base", "unknown"],
    ["coverage.lines >= base or tests.ran > 1", "pass"],
    ["coverage.lines >= base and tests.ran > 3", "fail"],
    ['tests.ran(package: "@shop/nothing") >= 0', "unknown"],
  ])("%s: %s", (that, wanted) => {
    expect(answer(that)).toBe(wanted);
  });

  it("says what each comparison found", () => {
    const options = { that: "tests.failing == 0 and coverage.lines >= 80%", because: "Ask @shop/audit." };
    expect(judge(report, { rule, options })).toMatchObject({
      answer: "fail",
      effect: "block",
      message: "tests.failing == 0 does not hold (1), coverage.lines >= 80% does not hold (66.66 %).",
      remedy: "Ask @shop/audit.",
      violations: [
        { message: "tests.failing == 0 does not hold (1)" },
        { message: "coverage.lines >= 80% does not hold (66.66 %)" },
      ],
      facts: [{ key: "coverage.lines", lo: 2, hi: 2, n: 3 }, { key: "tests.failing" }],
    });
  });

  it("holds where missing evidence may change the answer, and decides where it may not", () => {
    const open = { ...report, missing };
    expect(answer("tests.failing >= 1", open)).toBe("pass");
    expect(answer("tests.failing == 1", open)).toBe("unknown");
    expect(answer("tests.flaky <= 1", open)).toBe("unknown");
    expect(answer("coverage.lines > 0%", open)).toBe("unknown");
    expect(judge(open, { rule, options: { that: "tests.failing <= 1" } })).toMatchObject({
      effect: "hold",
      message:
        "tests.failing <= 1 is not known (at least 1); undecided, as e2e reports did not arrive (tollgate.yml:4).",
      remedy: "Run them.",
    });
  });

  it("blocks where unreadable evidence may change the answer", () => {
    const broken = { ...report, inputs: [anInput({ status: "partial" })] };
    expect(judge(broken, { rule, options: { that: "tests.failing <= 1" } })).toMatchObject({
      effect: "block",
    });
  });

  it("does not ask for another kind than its rule", () => {
    expect(answer("tests.ran(kind: unit) > 0", report, { kind: "unit" })).toBe("pass");
    expect(answer("tests.ran(kind: e2e) > 0", report, { kind: "unit" })).toBe("unknown");
  });

  it.each(factWords.map(([name, type]) => [name, type]))("knows %s, also of nothing", (name, type) => {
    const that = `${name} >= ${type === "share" ? "0%" : "0"}`;
    expect(["pass", "unknown"]).toContain(answer(that));
    expect(["pass", "unknown"]).toContain(answer(that, aReport()));
  });

  it("is refused where it is none", () => {
    expect(() => judge(report, { rule, options: { that: "tests.failing" } })).toThrow(
      "the end of the expression",
    );
    expect(() => judge(report, { rule, options: {} })).toThrow();
  });
});
