import {
  type ChangeSet,
  type CoverageMap,
  countLayout,
  type LineRange,
  type MergedFile,
  mapDigest,
} from "@tollgate/model";
import { describe, expect, it } from "vitest";
import { changedCode } from "./changed-code.ts";

/**
 * 1 const limit = 3;
 * 2 function outer() {
 * 3   call(
 * 4     argument,
 * 5   );
 * 6   // comment
 * 7   if (limit) inner();
 * 8 }
 */
const map: CoverageMap = withDigest({
  precision: "columns",
  statements: Int32Array.from([1, 0, 1, 16, 3, 2, 5, 4, 7, 2, 7, 21, 7, 13, 7, 21]),
  functions: [{ name: "outer", line: 2, column: 0, endLine: 8 }],
  branches: [{ type: "if", line: 7, column: 2, arms: [7, 2, -1, -1] }],
  conditions: new Int32Array(),
});

describe("coverage of changed code", () => {
  it("counts added lines on which a statement starts", () => {
    expect(measure([[1, 2]], [1, 0, 0, 0, 0, 0, 0])).toMatchObject({
      lines: { found: 1, hit: 1 },
      uncovered: [],
    });
  });

  it("counts a multi-line statement when an inner line is added", () => {
    expect(measure([[4, 4]], [1, 0, 0, 0, 0, 0, 0])).toMatchObject({
      lines: { found: 1, hit: 0 },
      uncovered: [[3, 3]],
    });
  });

  it("leaves comments and brackets out", () => {
    expect(
      measure(
        [
          [6, 6],
          [8, 8],
        ],
        [1, 0, 0, 0, 0, 0, 0],
      ),
    ).toMatchObject({ lines: { found: 0, hit: 0 } });
  });

  it("joins neighbouring uncovered lines of a range", () => {
    expect(measure([[1, 8]], [0, 0, 0, 0, 0, 0, 0]).uncovered).toEqual([
      [1, 1],
      [3, 3],
      [7, 7],
    ]);
  });

  it("counts functions that the change touches", () => {
    expect(measure([[6, 6]], [1, 0, 0, 0, 0, 0, 0])).toMatchObject({
      functions: { found: 1, hit: 0 },
      uncoveredFunctions: [{ name: "outer", line: 2 }],
    });
  });

  it("counts both arms of an added branch", () => {
    expect(measure([[7, 7]], [1, 1, 1, 1, 1, 1, 0])).toMatchObject({ branches: { found: 2, hit: 1 } });
  });

  it("lists changed sources that no report mentions", () => {
    const changes = change("packages/api/src/new.ts", [[1, 9]], [3]);
    expect(changedCode(changes, [file([])], [], [])).toEqual({
      known: true,
      files: [],
      unmeasured: [{ path: "packages/api/src/new.ts", package: "@shop/api", lines: 8 }],
    });
  });

  it.each<[string, readonly number[], readonly number[]]>([
    ["the added lines that hold code", [1, 2, 5, 6], [2]],
    ["nothing where none of them does", [1, 6], []],
    ["nothing in a file without code", [], []],
  ])("counts %s in a file that no report mentions", (_what, executable, counted) => {
    const path = "packages/api/src/new.ts";
    const changes = change(
      path,
      [
        [2, 4],
        [8, 9],
      ],
      [3],
    );
    const result = changedCode(changes, [file([])], [], [], new Map([[path, executable]]));
    expect(result).toMatchObject({
      unmeasured: counted.length === 0 ? [] : [{ path, lines: counted.length }],
    });
  });

  it("counts all lines of a file of which the code is not known", () => {
    const executable = new Map([["packages/api/src/other.ts", []]]);
    const changes = change("packages/api/src/new.ts", [[1, 9]], [3]);
    expect(changedCode(changes, [file([])], [], [], executable)).toMatchObject({
      unmeasured: [{ lines: 8 }],
    });
  });

  it("believes the report where there is one", () => {
    const executable = new Map([["packages/api/src/cart.ts", []]]);
    const changes = change("packages/api/src/cart.ts", [[1, 2]]);
    expect(changedCode(changes, [file([])], [], [], executable)).toMatchObject({
      files: [{ lines: { found: 1, hit: 0 } }],
    });
  });

  it.each([
    "packages/api/src/new.test.ts",
    "packages/api/src/vitest.config.ts",
    "packages/api/src/types.d.ts",
    "packages/api/src/notes.md",
    "docs/new.ts",
  ])("does not expect coverage of %s", (path) => {
    expect(changedCode(change(path, [[1, 9]]), [file([])], [], [])).toMatchObject({ unmeasured: [] });
  });

  it.each([
    ["that has a test script", ["build", "test:unit"], true],
    ["without tests", ["build"], false],
  ])("expects coverage of changed sources of an unmeasured package %s", (_what, scripts, isExpected) => {
    const packages = [{ name: "@shop/web", dir: "packages/web", scripts }];
    expect(changedCode(change("packages/web/src/new.ts", [[1, 9]]), [file([])], [], packages)).toMatchObject({
      unmeasured: isExpected ? [{ path: "packages/web/src/new.ts", package: "@shop/web", lines: 9 }] : [],
    });
  });

  it("is unknown without a diff", () => {
    expect(changedCode({ reason: "no git", remedy: "x" }, [], [], [])).toEqual({
      known: false,
      reason: "no git",
      remedy: "x",
    });
  });
});

function measure(
  added: readonly LineRange[],
  counts: readonly number[],
): { readonly uncovered: readonly LineRange[] } {
  const result = changedCode(change("packages/api/src/cart.ts", added), [file(counts)], [], []);
  if (!result.known) throw new Error(result.reason);
  return result.files[0]!;
}

function change(path: string, added: readonly LineRange[], blank: readonly number[] = []): ChangeSet {
  return { baseSha: "b", files: [{ path, change: "modified", content: "text", added, blank, removed: 0 }] };
}

function file(counts: readonly number[]): MergedFile {
  const full = Float64Array.from({ length: countLayout(map).length }, (_, i) => counts[i] ?? 0);
  const none = new Float64Array();
  return {
    path: "packages/api/src/cart.ts",
    package: "@shop/api",
    map,
    counts: full,
    mayConditions: none,
    byKind: [{ kind: "unit", counts: full, mayConditions: none }],
    phantoms: 0,
    excluded: [],
    sources: [],
  };
}

function withDigest(shape: Omit<CoverageMap, "digest">): CoverageMap {
  return { ...shape, digest: mapDigest(shape) };
}
