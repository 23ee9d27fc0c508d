import { canonicalJson, isFailing, type MergedCase, type Report, type SiteData } from "@tollgate/model";
import { siteSchema } from "@tollgate/model/schemas";
import { aCase, aFile, aReport } from "@tollgate/testkit";
import { byteLength } from "@tollgate/text";
import { Ajv2020 } from "ajv/dist/2020.js";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { anyDecision, anyReport } from "../testing/arbitraries.ts";
import { exampleReport } from "../testing/example.ts";
import { exampleDecision } from "../testing/example-decision.ts";
import { mostBesideLists, siteJson } from "./site-data.ts";

const isSite = new Ajv2020({ allowUnionTypes: true }).compile(siteSchema);

function dataOf(report: Report, budget?: number): SiteData {
  return JSON.parse([...siteJson(report, exampleDecision, budget)].join(""));
}

describe("the data of the HTML report", () => {
  it("follows its schema, is the same each time, and cannot leave its element", () => {
    fc.assert(
      fc.property(fc.oneof(fc.constant(exampleReport), anyReport(6)), anyDecision, (report, decision) => {
        const text = [...siteJson(report, decision)].join("");
        expect(text).not.toMatch(/[<>\u2028\u2029]/);
        isSite(JSON.parse(text));
        expect(isSite.errors).toBeNull();
        expect([...siteJson(structuredClone(report), decision)].join("")).toBe(text);
      }),
      { numRuns: 40 },
    );
  });

  it("stays inside its budget and says what it left out", () => {
    fc.assert(
      fc.property(
        anyReport(12),
        fc.constantFrom(1, 10, 60),
        fc.integer({ min: 0, max: 200_000 }),
        (report, times, budget) => {
          const many = multiplied(report, times);
          const text = [...siteJson(many, exampleDecision, budget)].join("");
          expect(byteLength(text)).toBeLessThanOrEqual(budget + mostBesideLists);
          const { tests, coverage, leftOut }: SiteData = JSON.parse(text);
          const named = tests.files.reduce((sum, file) => sum + (file.tests?.length ?? 0), 0);
          const lines = coverage.files.filter(({ detail }) => detail !== undefined);
          const isAll = named === many.tests.length && lines.length === many.coverage.length;
          expect(isAll || leftOut.length > 0).toBe(true);
        },
      ),
      { numRuns: 30 },
    );
  });

  it("has every test once, and every failing one among the causes too", () => {
    fc.assert(
      fc.property(anyReport(12), (report) => {
        const { tests } = dataOf(report);
        const counted = tests.files.reduce(
          (sum, { passed, failed, errored, skipped, todo }) =>
            sum + passed + failed + errored + skipped + todo,
          0,
        );
        expect(counted).toBe(report.tests.length);
        const failing = tests.failures.reduce(
          (sum, cause) => sum + cause.tests.length + (cause.more ?? 0),
          0,
        );
        expect(failing).toBe(report.tests.filter(({ status }) => isFailing(status)).length);
      }),
      { numRuns: 40 },
    );
  });

  it("tells packages apart whose names are cut or cleaned", () => {
    const names = ["a", "b"]
      .map((end) => `@shop/${"long".repeat(120)}-${end}`)
      .concat("@shop/x", "@shop/x\u200b");
    const cell = exampleReport.cells.find((of) => of.coverage !== undefined)!;
    const cells = names.map((name) => ({ ...cell, package: name }));
    const { coverage } = dataOf({ ...exampleReport, cells });
    const shown = coverage.cells.map((cell) => cell.package);
    expect(new Set(shown).size).toBe(4);
    expect(shown[2]).toBe("@shop/x");
  });

  it("tells a hundred failures that are alike once", () => {
    const tests = Array.from({ length: 100 }, (_, i) =>
      failing(`test ${i}`, "expected the list of orders to be empty"),
    );
    const { failures } = dataOf(aReport({ tests })).tests;
    expect(failures).toHaveLength(1);
    expect(failures[0]).toMatchObject({ more: 50, trace: expect.stringContaining("expected the list") });
    expect(failures[0]?.tests).toHaveLength(50);
  });

  it("names causes without their words, then counts them, where there are too many", () => {
    const tests = Array.from({ length: 300 }, (_, i) =>
      failing(`test ${i}`, `${wordOf(i)} is not there`.repeat(20)),
    );
    const { tests: told, leftOut } = dataOf(aReport({ tests }), 200_000);
    const [full, short] = [true, false].map((is) =>
      told.failures.filter(({ trace }) => (trace !== undefined) === is),
    );
    expect([full!.length > 0, short!.length > 0, told.failures.length < 300]).toEqual([true, true, true]);
    expect(leftOut).toContain(`what ${short!.length} causes of failing tests said`);
    expect(leftOut).toContain(`${300 - told.failures.length} causes of failing tests`);
    expect(told.dropped).toEqual({ failures: 300 - told.failures.length });
  });
});

describe("the lines of a file", () => {
  const file = aFile({
    lines: { 1: 3, 2: 0, 3: 0, 7: 0, 8: 1, 9: 0, 12: 2 },
    kind: "e2e",
  });

  it("are ranges of lines with code that no test runs", () => {
    expect(dataOf(aReport({ coverage: [file] })).coverage.files[0]?.detail).toEqual({
      uncovered: [2, 7, 9, 9],
      unsure: [],
      fresh: [],
      lost: [],
      lostWhy: "",
      only: [],
    });
  });

  it("are told apart where reports leave them open", () => {
    const mayCounts = Float64Array.from(file.counts, (count, i) => (i === 1 ? 1 : count));
    const { detail, lines } = dataOf(aReport({ coverage: [{ ...file, mayCounts }] })).coverage.files[0]!;
    expect(lines).toEqual([7, 3, 4]);
    expect(detail).toMatchObject({ uncovered: [2, 7, 9, 9], unsure: [2, 2] });
  });

  it("tell what higher tests alone run", () => {
    const counts = Float64Array.from(file.counts, (count, i) => (i === 0 ? count : 0));
    const both = { ...file, byKind: [...file.byKind, { kind: "unit", counts, mayCounts: counts }] };
    expect(dataOf(aReport({ coverage: [both] })).coverage.files[0]?.detail?.only).toEqual([
      ["e2e", [8, 8, 12, 12]],
    ]);
    const mayCounts = Float64Array.from(counts, (count, i) => (i === 4 ? 1 : count));
    const open = { ...file, byKind: [...file.byKind, { kind: "unit", counts, mayCounts }] };
    expect(dataOf(aReport({ coverage: [open] })).coverage.files[0]?.detail?.only).toEqual([
      ["e2e", [12, 12]],
    ]);
  });

  it("tell what the change uncovers and what it lost", () => {
    const { files } = dataOf(exampleReport).coverage;
    expect(files[0]).toMatchObject({
      path: "packages/api/src/checkout.ts",
      detail: { uncovered: [12, 20], fresh: [12, 14, 20, 20], lost: [] },
    });
  });
});

it("shows texts as they read, without what turns or hides them", () => {
  const tests = [failing("adds \u202E\u001B[31mtwo\u200B\nlines", "<b>\u0000bold</b>")];
  const { failures } = dataOf(aReport({ tests })).tests;
  expect(failures[0]?.tests[0]?.title).toBe("cart > adds two lines");
  expect(failures[0]?.trace).toBe("<b>bold</b>");
});

function failing(name: string, message: string): MergedCase {
  return aCase({ name, status: "failed", details: [{ kind: "failure", message }] });
}

function multiplied(report: Report, times: number): Report {
  const tests = Array.from({ length: times }, (_, i) =>
    report.tests.map((test) => ({ ...test, name: `${test.name} ${i}` })),
  ).flat();
  const coverage = Array.from({ length: times }, (_, i) =>
    report.coverage.map((file) => ({ ...file, path: `${file.path}${i}` })),
  ).flat();
  const inputs = Array.from({ length: times }, () => report.inputs).flat();
  return { ...report, tests, coverage, inputs };
}

/** Words differ in letters: figures are all one to a fingerprint. */
function wordOf(at: number): string {
  return canonicalJson(at).replace(/\d/g, (digit) => "abcdefghij"[Number(digit)]!);
}
