import {
  branchColumns,
  type ChangedCode,
  type ChangeSet,
  type CoverageMap,
  countLayout,
  functionColumns,
  type LineRange,
  type MergedFile,
  mapDigest,
  noBranches,
  noFunctions,
} from "@tollgate/model";
import { describe, expect, it } from "vitest";
import { noBaseCoverage } from "./base-coverage.ts";
import { type Before, changedCode } from "./changed-code.ts";
import type { ChangedSource } from "./changed-source.ts";

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
  functions: functionColumns([{ name: "outer", line: 2, column: 0, endLine: 8 }]),
  branches: branchColumns([{ type: "if", line: 7, column: 2, arms: [7, 2, -1, -1] }]),
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
      uncoveredFunctions: [{ name: "outer", line: 2, endLine: 8, excused: false }],
    });
  });

  it("counts both arms of an added branch", () => {
    expect(measure([[7, 7]], [1, 1, 1, 1, 1, 1, 0])).toMatchObject({ branches: { found: 2, hit: 1 } });
  });

  it("counts a function without a known end by its line, on which no statement starts", () => {
    const lcov = aMap({ functions: functionColumns([{ name: "late", line: 2, column: -1, endLine: -1 }]) });
    const measured = { ...file([1, 0], lcov), path: "packages/api/src/cart.ts" };
    expect(lookAt([[2, 3]], measured)).toMatchObject({
      files: [
        {
          functions: { found: 1, hit: 0 },
          uncoveredFunctions: [{ name: "late", line: 2, endLine: -1, excused: false }],
        },
      ],
    });
    expect(lookAt([[3, 4]], measured)).toMatchObject({ files: [{ functions: { found: 0 } }] });
  });

  it("counts branches, arms and conditions on further lines of a statement", () => {
    const long = aMap({
      statements: Int32Array.from([1, 0, 9, 1]),
      branches: branchColumns([{ type: "cond-expr", line: 2, column: 2, arms: [3, 4, 4, 4] }]),
      conditions: Int32Array.from([6, 2]),
    });
    const measured = file([1, 1, 0, 1], long);
    expect(lookAt([[2, 2]], measured)).toMatchObject({ files: [{ branches: { found: 2, hit: 1 } }] });
    expect(lookAt([[4, 4]], measured)).toMatchObject({ files: [{ branches: { found: 1, hit: 0 } }] });
    expect(lookAt([[6, 6]], measured)).toMatchObject({ files: [{ branches: { found: 2, hit: 1 } }] });
    expect(lookAt([[8, 8]], measured)).toMatchObject({ files: [{ branches: { found: 0 } }] });
  });

  it("is soon known however far a statement goes and however many hunks there are", () => {
    const many = 40_000;
    const hostile = aMap({
      statements: Int32Array.from(
        Array.from({ length: 2 * many }, (_, i) => [i + 1, 0, 2_147_483_647, 0]).flat(),
      ),
    });
    const added = Array.from({ length: many }, (_, i): LineRange => [2 * i + 2, 2 * i + 2]);
    const start = process.cpuUsage();
    expect(lookAt(added, file([], hostile))).toMatchObject({ files: [{ lines: { found: many, hit: 0 } }] });
    expect(process.cpuUsage(start).user).toBeLessThan(2_000_000);
  });
});

describe("changed code of a file that no report mentions", () => {
  const path = "packages/api/src/new.ts";

  it("is all added lines but blank ones", () => {
    expect(judge(change(path, [[1, 9]], [3]), [file([])])).toEqual({
      known: true,
      files: [],
      unmeasured: [{ path, package: "@shop/api", lines: 8 }],
    });
  });

  it.each<[string, readonly number[], readonly number[]]>([
    ["the added lines that hold code", [1, 2, 5, 6], [2]],
    ["nothing where none of them does", [1, 6], []],
    ["nothing in a file without code", [], []],
  ])("is %s where they are known", (_what, executable, counted) => {
    const added: readonly LineRange[] = [
      [2, 4],
      [8, 9],
    ];
    expect(judge(change(path, added, [3]), [file([])], { executable, starts: [] })).toMatchObject({
      unmeasured: counted.length === 0 ? [] : [{ path, lines: counted.length }],
    });
  });

  it("is one unknown, of however many lines, where the file looks binary", () => {
    const binary = (name: string): ChangeSet => {
      const [only] = change(name, []).files;
      return { baseSha: "b", files: [{ ...only!, content: "binary" }] };
    };
    expect(judge(binary(path), [file([])])).toMatchObject({
      unmeasured: [{ path, package: "@shop/api", lines: 0, why: "not-text" }],
    });
    expect(judge(binary("packages/api/src/cart.ts"), [file([])])).toMatchObject({
      files: [],
      unmeasured: [{ path: "packages/api/src/cart.ts", why: "not-text" }],
    });
    expect(judge(binary("packages/api/src/logo.png"), [file([])])).toMatchObject({ unmeasured: [] });
  });

  it("is nothing where the file is not expected to be measured", () => {
    expect(judge(change("packages/api/src/new.test.ts", [[1, 9]]), [file([])])).toMatchObject({
      unmeasured: [],
    });
  });
});

describe("changed code that reports know in part", () => {
  const path = "packages/api/src/cart.ts";

  it("is unknown on added lines with a statement that the map does not have", () => {
    const added: readonly LineRange[] = [[6, 12]];
    const code = { executable: [7, 9, 10, 11], starts: [7, 9, 11, 13] };
    expect(judge(change(path, added), [file([1, 1, 1, 1])], code)).toMatchObject({
      files: [{ path, lines: { found: 1, hit: 1 } }],
      unmeasured: [{ path, package: "@shop/api", lines: 2, why: "unknown-lines" }],
    });
  });

  it("is known where a report took the lines out, or has them all", () => {
    const measured = { ...file([]), excluded: [{ line: 9, entity: "line" as const, reason: "hint" }] };
    const code = { executable: [], starts: [1, 3, 7, 9] };
    expect(judge(change(path, [[1, 9]]), [measured], code)).toMatchObject({ unmeasured: [] });
  });

  it("is unknown on lines that the map has and no tool measured", () => {
    const code = { executable: [], starts: [1] };
    expect(judge(change(path, [[1, 1]]), [file([-1])], code)).toMatchObject({
      unmeasured: [{ lines: 1, why: "unknown-lines" }],
    });
  });

  it("is unknown as a whole where the map is of a longer file", () => {
    const code = { executable: [1, 2], starts: [1] };
    expect(judge(change(path, [[1, 3]]), [file([1, 1, 1, 1])], code, { lines: 5 })).toMatchObject({
      files: [],
      unmeasured: [{ path, lines: 2, why: "other-content" }],
    });
    expect(judge(change(path, [[1, 3]]), [file([1, 1, 1, 1])], code, { lines: 6 })).toMatchObject({
      files: [{ path }],
    });
  });

  it("is unknown where git counts lines in another way", () => {
    const other = { lines: 1, hasOtherLineEnds: true };
    expect(judge(change(path, [[1, 1]]), [file([1, 1, 1, 1])], undefined, other)).toMatchObject({
      files: [],
      unmeasured: [{ path, lines: 0, why: "line-ends" }],
    });
    expect(judge(change(path, []), [file([])], undefined, other)).toMatchObject({ unmeasured: [] });
  });
});

describe("changed code", () => {
  it("is unknown without a diff", () => {
    const context = { changes: { reason: "no git", remedy: "x" }, packages: [] };
    expect(changedCode([], [], context, before)).toEqual({
      known: false,
      reason: "no git",
      remedy: "x",
    });
  });
});

/** Of which nothing is known. */
const before: Before = { fates: new Map(), base: { coverage: noBaseCoverage } };

function measure(
  added: readonly LineRange[],
  counts: readonly number[],
): { readonly uncovered: readonly LineRange[] } {
  const result = lookAt(added, file(counts));
  if (!result.known) throw new Error(result.reason);
  return result.files[0]!;
}

function lookAt(added: readonly LineRange[], measured: MergedFile): ChangedCode {
  return judge(change("packages/api/src/cart.ts", added), [measured], undefined, { lines: 1_000_000 });
}

function judge(
  changes: ChangeSet,
  coverage: readonly MergedFile[],
  code?: ChangedSource["code"],
  members: Partial<ChangedSource> = {},
): ChangedCode {
  const source = { lines: 99, hasOtherLineEnds: false, ...(code === undefined ? {} : { code }), ...members };
  const sources = new Map(changes.files.map(({ path }) => [path, source]));
  const packages = [{ name: "@shop/api", dir: "packages/api", scripts: [] }];
  return changedCode(coverage, [], { changes, packages, sources }, before);
}

function change(path: string, added: readonly LineRange[], blank: readonly number[] = []): ChangeSet {
  return { baseSha: "b", files: [{ path, change: "modified", content: "text", added, blank, removed: [] }] };
}

function file(counts: readonly number[], of: CoverageMap = map): MergedFile {
  const full = Float64Array.from({ length: countLayout(of).length }, (_, i) => counts[i] ?? 0);
  return {
    path: "packages/api/src/cart.ts",
    package: "@shop/api",
    map: of,
    counts: full,
    mayCounts: full,
    byKind: [{ kind: "unit", counts: full, mayCounts: full }],
    phantoms: 0,
    excluded: [],
    sources: [],
  };
}

/** A map of one statement on line 1, with the given members in place of nothing. */
function aMap(members: Partial<CoverageMap>): CoverageMap {
  return withDigest({
    precision: "lines",
    statements: Int32Array.from([1, -1, -1, -1]),
    functions: noFunctions,
    branches: noBranches,
    conditions: new Int32Array(),
    ...members,
  });
}

function withDigest(shape: Omit<CoverageMap, "digest">): CoverageMap {
  return { ...shape, digest: mapDigest(shape) };
}
