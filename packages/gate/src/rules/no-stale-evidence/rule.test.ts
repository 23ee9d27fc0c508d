import type { Problem } from "@tollgate/model";
import { aReport } from "@tollgate/testkit";
import { describe, expect, it } from "vitest";
import { anInput, judge } from "../../testing/judge.ts";

const rule = "no-stale-evidence";

const stale: Problem = {
  code: "other-commit",
  severity: "error",
  message: "The report was collected on commit aaa, judged is bbb.",
  remedy: "Collect and judge in one run.",
  path: "packages/api/junit.xml",
};

describe("no stale evidence", () => {
  it.each(["other-commit", "stale-report", "superseded-run"] as const)("blocks on %s", (code) => {
    const inputs = [anInput({ status: "invalid" }), anInput({ path: "b.xml" })];
    expect(judge(aReport({ inputs, problems: [{ ...stale, code }] }), { rule })).toMatchObject({
      answer: "fail",
      effect: "block",
      message: "1 of 2 reports is stale.",
      remedy: stale.remedy,
      violations: [{ message: stale.message, path: stale.path }],
    });
  });

  it("passes on a warning, and on what is unreadable", () => {
    const problems: readonly Problem[] = [
      { ...stale, severity: "warning" },
      { ...stale, code: "truncated" },
    ];
    expect(judge(aReport({ inputs: [anInput()], problems }), { rule })).toMatchObject({
      answer: "pass",
      message: "None of 1 report is stale.",
    });
  });

  it("tells of a dirty checkout", () => {
    expect(judge(aReport({ inputs: [anInput({ dirty: true })] }), { rule })).toMatchObject({
      answer: "pass",
      message: "None of 1 report is stale; 1 was collected from a checkout with changed or new files.",
    });
  });

  it("holds when nothing arrived", () => {
    expect(judge(aReport(), { rule })).toMatchObject({ effect: "hold", message: "No report arrived." });
  });
});
