import { aDecision, aReport, aResult } from "@tollgate/testkit";
import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, it } from "vitest";
import type { Inspection } from "../inspection.ts";
import { decisionSchema, inspectSchema, type JsonSchema, reportSchema } from "./index.ts";

const ajv = new Ajv2020({ allowUnionTypes: true });

describe("the schema of inspections", () => {
  const inspection: Inspection = {
    schema: "tollgate/inspect/1",
    files: [
      {
        path: "junit.xml",
        bytes: 10,
        format: "junit-xml",
        producer: null,
        status: "partial",
        problems: [
          {
            code: "truncated",
            severity: "error",
            message: "It ends.",
            remedy: "Look.",
            line: 1,
            column: 2,
            offset: 3,
          },
        ],
        tests: {
          entries: 1,
          cases: 1,
          passed: 1,
          failed: 0,
          errored: 0,
          skipped: 0,
          todo: 0,
          flaky: 0,
          attempts: 1,
        },
      },
      {
        path: "lcov.info",
        bytes: 0,
        format: "lcov",
        producer: "lcov 2.0",
        status: "ok",
        problems: [],
        coverage: {
          files: 1,
          lines: { found: 1, hit: 1 },
          branches: { found: 0, hit: 0 },
          functions: { found: 0, hit: 0 },
        },
      },
      {
        path: "cart.feature",
        bytes: 10,
        format: "gherkin",
        producer: null,
        status: "ok",
        problems: [],
        specification: {
          feature: "Cart",
          language: "en",
          scenarios: 1,
          outlines: 0,
          rules: 0,
          backgrounds: 0,
          steps: 1,
          exampleRows: 0,
          pickles: 1,
          pickleSteps: 1,
          tags: 0,
          comments: 0,
        },
      },
    ],
  };

  it("accepts what inspect prints", () => {
    expect(faultsOf(inspectSchema, inspection)).toEqual([]);
  });

  it.each([
    ["another version", { ...inspection, schema: "tollgate/inspect/2" }],
    ["an unknown member", { ...inspection, more: 1 }],
    ["an unknown status", { ...inspection, files: [{ ...inspection.files[0], status: "fine" }] }],
    [
      "an unknown code",
      {
        ...inspection,
        files: [
          { ...inspection.files[0], problems: [{ code: "x", severity: "error", message: "", remedy: "" }] },
        ],
      },
    ],
    ["an absent count", { ...inspection, files: [{ ...inspection.files[0], tests: { entries: 1 } }] }],
    ["an absent format", { ...inspection, files: [{ ...inspection.files[1], format: undefined }] }],
  ])("refuses %s", (_what, value) => {
    expect(faultsOf(inspectSchema, value)).not.toEqual([]);
  });
});

describe("the schema of decisions", () => {
  const decision = aDecision({ rules: [aResult()] });

  it("accepts a decision", () => {
    expect(faultsOf(decisionSchema, decision)).toEqual([]);
  });

  it.each([
    ["an outcome of its own", { ...decision, outcome: "pass" }],
    ["an answer of its own", { ...decision, rules: [aResult({ answer: "skip" as "pass" })] }],
    ["a share instead of a count", { ...decision, counts: { ...decision.counts, failing: 0.5 } }],
    ["a digest that is none", { ...decision, inputs: { policy: "abc", evidence: [] } }],
    ["an absent summary", { ...decision, summary: undefined }],
  ])("refuses %s", (_what, value) => {
    expect(faultsOf(decisionSchema, value)).not.toEqual([]);
  });
});

describe("the schema of reports", () => {
  const report = { $comment: "", schema: "tollgate/report/1", ...aReport() };

  it("accepts a report about nothing", () => {
    expect(faultsOf(reportSchema, report)).toEqual([]);
  });

  it.each([
    ["another version", { ...report, schema: "tollgate/report/2" }],
    ["a negative count", { ...report, totals: { tests: { ...report.totals.tests, cases: -1 } } }],
    ["a change without its reason", { ...report, changed: { known: false } }],
    ["a change that is both", { ...report, changed: { known: true, reason: "", remedy: "" } }],
    ["an input without an origin", { ...report, inputs: [{ id: `sha256:${"0".repeat(64)}` }] }],
    ["an unknown member", { ...report, extra: true }],
  ])("refuses %s", (_what, value) => {
    expect(faultsOf(reportSchema, value)).not.toEqual([]);
  });
});

/** What is wrong with the JSON of a value. */
function faultsOf(schema: JsonSchema, value: unknown): readonly unknown[] {
  ajv.validate(schema, JSON.parse(JSON.stringify(value)));
  return ajv.errors ?? [];
}
