import type { Cell, Extent, ReportInput } from "@tollgate/model";
import { aFinding } from "@tollgate/testkit";
import { describe, expect, it } from "vitest";
import { coverageFloors, findingFloor, testFloors } from "./floors.ts";

function cell(kind: string, passed: number, others: Partial<Cell["tests"]> = {}): Cell {
  const none = { failed: 0, errored: 0, skipped: 0, todo: 0, flaky: 0, recovered: 0, durationUs: 0 };
  return { package: "shop", kind, tests: { cases: passed, passed, ...none, ...others } };
}

describe("the floor of tests", () => {
  it.each([
    [1, 1],
    [9, 9],
    [10, 10],
    [99, 99],
    [101, 100],
    [1_247, 1_200],
    [48_999, 48_000],
  ])("of %i that ran is %i", (ran, min) => {
    expect(testFloors({ cells: [cell("unit", ran)] })).toEqual([{ kind: "unit", ran, min }]);
  });

  it("counts what ran in all packages, by kind", () => {
    const cells = [cell("unit", 3, { failed: 1, errored: 1, skipped: 7 }), cell("e2e", 2), cell("unit", 4)];
    expect(testFloors({ cells })).toEqual([
      { kind: "e2e", ran: 2, min: 2 },
      { kind: "unit", ran: 9, min: 9 },
    ]);
  });

  it("is none for a kind of which every test was skipped", () => {
    expect(testFloors({ cells: [cell("e2e", 0, { skipped: 3 })] })).toEqual([]);
  });
});

describe("the floor of coverage", () => {
  const extent = (hit: number, found: number, mayHit = hit): Extent => ({ found, hit, mayHit });
  const floors = (lines: Extent): readonly number[] =>
    coverageFloors({ files: 1, lines, functions: extent(0, 0), branches: extent(0, 9) }).map(
      ({ percent }) => percent,
    );

  it.each([
    [1, 3, 33],
    [999, 1_000, 99],
    [1_000, 1_000, 100],
  ])("of %i of %i is %i %%", (hit, found, percent) => {
    expect(floors(extent(hit, found))).toEqual([percent]);
  });

  it("rests on what is certain", () => {
    expect(floors(extent(50, 100, 90))).toEqual([50]);
  });

  it("is none where nothing is covered or measured", () => {
    expect(floors(extent(0, 100))).toEqual([]);
    expect(coverageFloors(undefined)).toEqual([]);
  });
});

describe("the floor of findings", () => {
  const looked: ReportInput = {
    id: "sha256:1",
    origin: {
      package: "shop",
      kind: "analysis",
      job: "",
      shard: { index: 1, total: 1 },
      attempt: 1,
      environment: [],
      invocation: "reports",
    },
    input: { path: "reports/eslint.sarif", bytes: 1, digest: "sha256:1" },
    status: "ok",
    tools: ["ESLint"],
    superseded: false,
  };

  it("counts what a rule may count", () => {
    const findings = [
      aFinding(),
      aFinding({ level: "warning" }),
      aFinding({ suppressed: { kind: "inSource" } }),
      aFinding({ level: "none", undecided: true }),
    ];
    expect(findingFloor({ findings, inputs: [looked] })).toEqual({ tools: ["ESLint"], max: 2 });
  });

  it("is none where no tool looked", () => {
    expect(findingFloor({ findings: [], inputs: [] })).toBeUndefined();
  });
});
