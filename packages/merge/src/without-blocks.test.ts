import {
  type BranchEntity,
  branchColumns,
  branchEntities,
  type CoverageMap,
  type FileCoverage,
  mapDigest,
  noFunctions,
} from "@tollgate/model";
import { describe, expect, it } from "vitest";
import { createBlockFilter } from "./without-blocks.ts";

const block: BranchEntity = { type: "branch", line: 1, column: 0, arms: [1, 0] };
const choice: BranchEntity = { type: "if", line: 2, column: 0, arms: [2, 0, 2, 9] };
/** Two whole lines, as v8-to-istanbul writes them. */
const wholeLines = [1, 0, 1, 20, 2, 0, 2, 9];

describe("coverage by V8", () => {
  it("has no branches, as its blocks are none", () => {
    const {
      file: { map, counts },
    } = createBlockFilter()(measured(wholeLines, [block, choice, block], [1, 0, 7, 3, 4, 9]));
    expect(branchEntities(map)).toEqual([choice]);
    expect([...counts]).toEqual([1, 0, 3, 4]);
    const { digest, ...shape } = map;
    expect(digest).toBe(mapDigest(shape));
  });

  it("shares one map for equal ones", () => {
    const filter = createBlockFilter();
    const [a, b] = [5, 6].map((hits) => filter(measured(wholeLines, [block], [1, 0, hits])).file);
    expect(a!.map).toBe(b!.map);
  });
});

describe("coverage by an instrumenter", () => {
  it("stays as it is", () => {
    const file = measured([1, 2, 1, 20], [{ ...block, type: "default-arg" }, block], [1, 0, 1]);
    expect(createBlockFilter()(file)).toEqual({ file });
  });
});

function measured(
  statements: readonly number[],
  branches: readonly BranchEntity[],
  counts: readonly number[],
): FileCoverage {
  const shape: Omit<CoverageMap, "digest"> = {
    precision: "columns",
    statements: Int32Array.from(statements),
    functions: noFunctions,
    branches: branchColumns(branches),
    conditions: new Int32Array(),
  };
  return {
    path: "a.js",
    package: "",
    map: { ...shape, digest: mapDigest(shape) },
    counts: Float64Array.from(counts),
  };
}
