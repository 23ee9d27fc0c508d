import type { Cell, CoverageTally, Extent, Report, Totals } from "@tollgate/model";
import { aReport } from "@tollgate/testkit";
import { describe, expect, it } from "vitest";
import { baseRow, metricChange } from "./base-change.ts";

const none: Extent = { found: 0, hit: 0, mayHit: 0 };

function covered(hit: number, found: number, mayHit = hit): CoverageTally {
  return { files: 1, lines: { found, hit, mayHit }, functions: none, branches: none };
}

describe("the change of a share against the base", () => {
  it.each([
    ["a loss of a whole point", covered(79, 100), covered(80, 100), " (−1)"],
    ["a loss too small for a tenth", covered(999_999, 1_000_000), covered(1_000_000, 1_000_000), " (−0.1)"],
    ["a loss, away from nothing", covered(8_881, 10_000), covered(9_000, 10_000), " (−1.2)"],
    ["a gain, never up", covered(9_019, 10_000), covered(9_000, 10_000), " (+0.1)"],
    ["a gain too small for a tenth", covered(1, 100_000), covered(0, 100_000), ""],
    ["the same share of more", covered(2, 4), covered(1, 2), ""],
    ["a range now", covered(1, 4, 2), covered(4, 4), ""],
    ["a range on the base", covered(1, 4), covered(3, 4, 4), ""],
    ["nothing to cover on the base", covered(1, 4), covered(0, 0), ""],
    ["no coverage now", undefined, covered(1, 4), ""],
    ["no base", covered(1, 4), undefined, ""],
    ["a great file", covered(2 ** 52, 2 ** 53 - 1), covered(2 ** 52 + 1, 2 ** 53 - 1), " (−0.1)"],
  ])("of %s", (_what, now, base, words) => {
    expect(metricChange(now, base, "lines")).toBe(words);
  });
});

describe("the base of a row", () => {
  const { totals } = aReport();
  const base: Totals = { tests: { ...totals.tests, cases: 9 }, coverage: covered(1, 2) };
  const cell: Cell = { ...totals, package: "@shop/api", kind: "unit" };
  const baseline = { how: "bundle", totals: base, cells: [{ ...cell, ...base }], disappeared: [] };
  const lack = { what: "reports", because: "b", remedy: "r" };
  const rowOf = (report: Partial<Report>): readonly string[] =>
    Object.keys(baseRow(aReport({ baseline, ...report }), cell));

  it("is the same cell, and the totals for all", () => {
    expect(baseRow(aReport({ baseline }), cell)).toEqual(base);
    expect(baseRow(aReport({ baseline }))).toEqual(base);
    expect(baseRow(aReport({ baseline }), { ...cell, kind: "e2e" })).toEqual({});
    expect(baseRow(aReport(), cell)).toEqual({});
  });

  it("is not there where evidence is missing on either side", () => {
    expect(rowOf({ missing: [lack] })).toEqual([]);
    expect(rowOf({ baseline: { ...baseline, lacks: [lack] } })).toEqual([]);
    expect(
      rowOf({ baseline: { ...baseline, measured: { files: [], lacks: [{ ...lack, about: "coverage" }] } } }),
    ).toEqual(["tests"]);
    expect(baseRow(aReport({ baseline, missing: [{ ...lack, kind: "e2e" }] }))).toEqual({});
  });

  it("is there where what is missing is about something else", () => {
    expect(rowOf({ missing: [{ ...lack, kind: "e2e" }] })).toEqual(["tests", "coverage"]);
    expect(rowOf({ missing: [{ ...lack, about: "findings" }] })).toEqual(["tests", "coverage"]);
    expect(rowOf({ missing: [{ ...lack, package: "@shop/web" }] })).toEqual(["tests"]);
  });
});
