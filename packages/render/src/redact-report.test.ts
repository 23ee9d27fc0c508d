import { decodeDecision } from "@tollgate/model";
import { aCase, aDecision, aReport, aResult, textOf } from "@tollgate/testkit";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  decisionJson,
  explainRule,
  renderComment,
  renderDecisionJunit,
  renderInspection,
  renderJunit,
  renderSummary,
  renderTerminal,
  reportJson,
} from "./index.ts";
import { redactDecision, redactReport } from "./redact-report.ts";
import { anyDecision, anyReport } from "./testing/arbitraries.ts";

const secret = `ghp_${"Zq8x".repeat(9)}`;
const options = { color: false, width: 100 };

const report = aReport({
  tests: [
    aCase({
      name: `signs in with ${secret}`,
      status: "failed",
      details: [{ kind: "failure", type: secret, message: `got ${secret}`, text: `at ${secret}` }],
      earlier: [{ status: "errored", details: [{ kind: "error", message: secret, text: secret }] }],
    }),
    aCase({ flaky: true, earlier: [{ status: "failed", details: [{ kind: "failure", text: secret }] }] }),
    aCase({ status: "skipped", details: [{ kind: "skip", message: secret }] }),
  ],
  runs: [{ package: "@shop/api", source: "vitest", verdict: "failed", errors: [secret] }],
  problems: [{ code: "malformed", severity: "error", message: `found ${secret}`, remedy: secret }],
  missing: [{ what: secret, because: secret, remedy: secret }],
});

const decision = aDecision({
  outcome: "block",
  summary: `Blocked: ${secret}`,
  rules: [
    aResult({
      answer: "fail",
      effect: "block",
      message: secret,
      remedy: secret,
      violations: [{ message: secret }],
    }),
    aResult({ rule: "no-failed-runs", answer: "fail", effect: "block", violations: [{ message: secret }] }),
    aResult({ rule: "no-unreadable-evidence", answer: "fail", effect: "block" }),
  ],
});

describe("a secret in captured text", () => {
  it.each([
    ["the comment", () => renderComment(report, decision)],
    ["the job summary", () => renderSummary(report, decision)],
    ["the terminal", () => renderTerminal(report, decision, options)],
    ["the report", () => textOf(reportJson(report))],
    ["the merged JUnit", () => [...renderJunit(report)].join("")],
    ["the decision", () => decisionJson(decision)],
    ["the decision as JUnit", () => renderDecisionJunit(decision)],
    ["the explanation", () => explainRule(decision, "no-failing-tests", options)],
    [
      "the inspection",
      () =>
        renderInspection(
          {
            schema: "tollgate/inspect/1",
            files: [
              {
                path: "a.xml",
                bytes: 1,
                format: null,
                producer: null,
                status: "invalid",
                problems: [{ code: "malformed", severity: "error", message: secret, remedy: secret }],
              },
            ],
          },
          options,
        ),
    ],
  ])("does not reach %s", (_where, render) => {
    const text = render();
    expect(text).not.toContain(secret);
    expect(text).toContain("[redacted]");
  });
});

it("copies nothing that holds no secret", () => {
  const clean = aReport({ tests: [aCase(), aCase({ name: "token=abcdef" })] });
  const { tests } = redactReport(clean);
  expect(tests[0]).toBe(clean.tests[0]);
  expect(tests[1]).toEqual(aCase({ name: "token=[redacted]" }));
  expect(redactReport(clean)).toBe(redactReport(redactReport(clean)));
});

it("reads back what it wrote as a decision", () => {
  fc.assert(
    fc.property(anyDecision, (any) => {
      expect(decodeDecision(JSON.parse(decisionJson(any)))).toEqual({ decision: redactDecision(any) });
    }),
  );
});

it("gives the same bytes for the same report", () => {
  fc.assert(
    fc.property(anyReport(3), anyDecision, (any, verdict) => {
      const copy = structuredClone(any);
      expect(textOf(reportJson(copy))).toBe(textOf(reportJson(any)));
      expect(renderComment(copy, structuredClone(verdict))).toBe(renderComment(any, verdict));
    }),
    { numRuns: 30 },
  );
});
