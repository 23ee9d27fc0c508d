import { canonicalJson } from "@tollgate/model";
import { decisionSchema, reportSchema } from "@tollgate/model/schemas";
import { textOf } from "@tollgate/testkit";
import { Ajv2020 } from "ajv/dist/2020.js";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decisionJson } from "./decision-json.ts";
import { redactReport } from "./redact-report.ts";
import { reportJson } from "./report-json.ts";
import { anyDecision, anyReport } from "./testing/arbitraries.ts";
import { exampleReport } from "./testing/example.ts";
import { exampleDecision } from "./testing/example-decision.ts";

const ajv = new Ajv2020({ allowUnionTypes: true });
const isReport = ajv.compile(reportSchema);
const isDecision = ajv.compile(decisionSchema);

describe("the report as JSON", () => {
  it("follows its schema and is canonical", () => {
    fc.assert(
      fc.property(fc.oneof(fc.constant(exampleReport), anyReport(3)), (report) => {
        const text = textOf(reportJson(report));
        const value: unknown = JSON.parse(text);
        isReport(value);
        expect(isReport.errors).toBeNull();
        expect(`${canonicalJson(value)}\n`).toBe(text);
      }),
      { numRuns: 60 },
    );
  });

  it("begins with the mark of our own output", () => {
    expect(textOf(reportJson(exampleReport)).slice(0, 60)).toContain("written by tollgate");
  });

  it("tells everything that is known of a test", () => {
    fc.assert(
      fc.property(anyReport(3), (report) => {
        const { tests } = JSON.parse(textOf(reportJson(report)));
        const told = tests.map(({ failure: _failure, ...test }: Record<string, unknown>) => test);
        expect(told).toEqual(JSON.parse(canonicalJson(redactReport(report).tests)));
      }),
    );
  });

  it("tells hits by line, function and branch", () => {
    const { coverage } = JSON.parse(textOf(reportJson(exampleReport)));
    expect(coverage[0]).toMatchObject({
      path: "packages/api/src/checkout.ts",
      lineHits: [3, 4, 4, 4, 12, 0, 13, 0, 14, 0, 20, 0, 21, 3],
      functionHits: [
        ["total", 2, 4],
        ["applyVoucher", 11, 0],
      ],
      branchHits: [[3, 4, 0]],
      extents: { lines: { found: 7, hit: 3, mayHit: 3 } },
    });
  });
});

it("writes decisions that follow their schema", () => {
  fc.assert(
    fc.property(fc.oneof(fc.constant(exampleDecision), anyDecision), (decision) => {
      isDecision(JSON.parse(decisionJson(decision)));
      expect(isDecision.errors).toBeNull();
    }),
  );
});
