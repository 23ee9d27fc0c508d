import type { ExpectedEvidence, Problem } from "@tollgate/model";
import { aReport } from "@tollgate/testkit";
import { describe, expect, it } from "vitest";
import { anInput, judge } from "../../testing/judge.ts";

const rule = "exact-evidence";
const subject = { headSha: "1".repeat(40) };
const other: Problem = {
  code: "other-commit",
  severity: "warning",
  message: "Nothing says on which commit the report was collected; judged is 111111111111.",
  remedy: "Collect inside a checkout.",
  path: "packages/api/junit.xml",
};
const expected: ExpectedEvidence = {
  ...{ package: "@shop/api", kind: "unit", from: "turbo", because: "turbo.json has test:unit" },
  ...{ required: true, state: "reused", by: [] },
};

describe("evidence of this very commit", () => {
  it("passes where all of it is there and nothing is in doubt", () => {
    const report = aReport({ subject, inputs: [anInput(), anInput({ path: "b.xml" })] });
    expect(judge(report, { rule })).toMatchObject({
      answer: "pass",
      message: "All 2 reports are of commit 111111111111.",
    });
  });

  it.each([
    ["another commit", { problems: [other] }, other.message],
    ["a dirty checkout", { inputs: [anInput({ dirty: true })] }, /changed or new files/],
    [
      "the judged checkout, changed",
      { problems: [{ ...other, code: "dirty-checkout", severity: "error" }] },
      other.message,
    ],
    ["a cache", { expected: [expected] }, /unit tests of @shop\/api did not run for this commit/],
  ] as const)("blocks on %s", (_, members, message) => {
    const report = aReport({ subject, inputs: [anInput()], ...members });
    expect(judge(report, { rule })).toMatchObject({
      answer: "fail",
      effect: "block",
      message: "1 doubt whether the evidence is of commit 111111111111 and nothing else.",
      violations: [{ message: message instanceof RegExp ? expect.stringMatching(message) : message }],
    });
  });

  it("holds where something is missing, nothing came, or there is no commit", () => {
    const missing = [{ what: "e2e tests of @shop/web", because: "turbo.json", remedy: "Run them." }];
    expect(judge(aReport({ subject, inputs: [anInput()], missing }), { rule })).toMatchObject({
      effect: "hold",
    });
    expect(judge(aReport({ subject }), { rule })).toMatchObject({
      effect: "hold",
      message: "No report arrived.",
    });
    expect(judge(aReport({ subject: {}, inputs: [anInput()] }), { rule })).toMatchObject({ effect: "hold" });
  });

  it("is not troubled by older attempts", () => {
    const old = anInput({ path: "old.xml", dirty: true, superseded: true });
    expect(judge(aReport({ subject, inputs: [anInput(), old] }), { rule }).answer).toBe("pass");
  });
});
