import {
  branchColumns,
  type CoverageMap,
  type FileCoverage,
  functionColumns,
  mapDigest,
  noBranches,
  noFunctions,
} from "@tollgate/model";
import { describe, expect, it } from "vitest";
import type { RawProblem } from "../reader.ts";
import { uniteFiles } from "./unite-files.ts";

function fileOf(path: string, lines: Readonly<Record<number, number>>): FileCoverage {
  const shape: Omit<CoverageMap, "digest"> = {
    precision: "lines",
    statements: Int32Array.from(Object.keys(lines).flatMap((line) => [Number(line), -1, -1, -1])),
    functions: noFunctions,
    branches: noBranches,
    conditions: new Int32Array(0),
  };
  const counts = Float64Array.from(Object.values(lines));
  return { path, package: "shop", map: { ...shape, digest: mapDigest(shape) }, counts };
}

function unite(...files: readonly FileCoverage[]): {
  files: readonly FileCoverage[];
  problems: RawProblem[];
} {
  const problems: RawProblem[] = [];
  return { files: uniteFiles(files, (problem) => problems.push(problem)), problems };
}

describe("files of one report", () => {
  it("stay as they are where each path stands once", () => {
    const files = [fileOf("a.ts", { 1: 1 }), fileOf("__proto__", { 1: 1 })];
    expect(uniteFiles(files, () => {})).toBe(files);
  });

  it("at one path are one measurement told twice: the larger count stands", () => {
    const { files, problems } = unite(fileOf("a.ts", { 1: 3, 2: 0 }), fileOf("a.ts", { 1: 1, 2: 4 }));
    expect(files).toEqual([fileOf("a.ts", { 1: 3, 2: 4 })]);
    expect(problems).toEqual([]);
  });

  it("at one path with different entities are not added; the choice does not depend on their order", () => {
    const one = fileOf("a.ts", { 1: 1 });
    const other = fileOf("a.ts", { 1: 1, 2: 1 });
    const results = [unite(one, other), unite(other, one)];
    expect(results[0]!.files).toEqual(results[1]!.files);
    expect(results[0]!.files).toHaveLength(1);
    for (const { problems } of results)
      expect(problems).toMatchObject([{ code: "map-mismatch", severity: "warning" }]);
  });

  it("at one path hide no uncovered code: what only the other one knows is an error", () => {
    const more = fileOf("a.ts", { 1: 1, 2: 1, 3: 1 });
    expect(unite(more, fileOf("a.ts", { 7: 1 })).problems).toMatchObject([{ severity: "warning" }]);
    expect(unite(more, fileOf("a.ts", { 3: 0 })).problems).toMatchObject([{ severity: "warning" }]);
    const { files, problems } = unite(more, fileOf("a.ts", { 7: 0 }));
    expect(files).toEqual([more]);
    expect(problems).toMatchObject([{ severity: "error", message: expect.stringContaining("(line 7)") }]);
    const [unplaced] = unite(more, fileOf("a.ts", { [-1]: 0 })).problems;
    expect(unplaced).toMatchObject({ severity: "error" });
    expect(unplaced!.message).not.toContain("(line");
    const shape = {
      ...more.map,
      functions: functionColumns([{ name: "f", line: 3, column: -1, endLine: -1 }]),
      branches: branchColumns([{ type: "if", line: 4, column: -1, arms: [4, -1, 4, -1] }]),
      conditions: Int32Array.from([5, 2]),
    };
    const rich = { ...more, map: { ...shape, digest: mapDigest(shape) } };
    const wide = fileOf("a.ts", { 1: 1, 2: 1, 3: 1, 11: 1, 12: 1, 13: 1, 14: 1, 15: 1, 16: 1 });
    for (const [counts, severity, line] of [
      [[1, 1, 1, 1, 1, 1, 2], "warning", ""],
      [[1, 1, 1, 0, 1, 1, 2], "error", "(line 3)"],
      [[1, 1, 1, 1, 1, 0, 2], "error", "(line 4)"],
      [[1, 1, 1, 1, 1, 1, 1], "error", "(line 5)"],
      [[1, 1, 1, -1, -1, -1, -1], "warning", ""],
    ] as const)
      expect(unite({ ...rich, counts: Float64Array.from(counts) }, wide).problems).toMatchObject([
        { severity, message: expect.stringContaining(line) },
      ]);
  });

  it("at one path do not hide what only the larger of them knows", () => {
    for (const line of [1, 2, 3, 4, 5, 6, 7, 8]) {
      const all = fileOf("a.ts", { 1: 0, 2: 0, 3: 0, 4: 0, 5: 0, 6: 0, 7: 0, 8: 0, 9: 0 });
      expect(unite(fileOf("a.ts", { [line]: 1 }), all).files).toEqual([all]);
    }
  });
});
