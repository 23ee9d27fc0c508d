import { readFileSync } from "node:fs";
import { branchEntities, functionEntities, lineHits } from "@tollgate/model";
import { describe, expect, it } from "vitest";
import { describeCoverageLaws } from "../testing/json-coverage-laws.ts";
import { type AllRecords, headOf, readAll } from "../testing/read-all.ts";
import { coveragepyJson } from "./reader.ts";

const fixture = (name: string): Buffer => readFileSync(new URL(`fixtures/${name}`, import.meta.url));

/** A report on one file. */
function read(file: object, rest: object = {}): AllRecords {
  const told = { executed_lines: [], missing_lines: [], ...file };
  return readAll(
    coveragepyJson,
    JSON.stringify({ meta: { version: "7.16.2", branch_coverage: true }, files: { "a.py": told }, ...rest }),
  );
}

const codes = ({ problems }: AllRecords): readonly string[] => problems.map(({ code }) => code);
const linesOf = ({ files: [file] }: AllRecords): readonly (readonly [number, number])[] => [
  ...lineHits(file!.map, file!.counts),
];

describe("a report of coverage.py", () => {
  it("tells lines, jumps and functions", () => {
    const { producer, files, problems } = readAll(coveragepyJson, fixture("branches.json"));
    expect(problems).toEqual([]);
    expect(producer).toBe("coverage.py 7.16.2");
    expect(files.map(({ path }) => path)).toEqual(["calc.py", "main.py"]);
    const { map, counts, excluded } = files[0]!;
    expect(branchEntities(map).map(({ line, arms }) => [line, arms.length / 2])).toEqual([
      [6, 2],
      [12, 2],
      [14, 2],
      [27, 2],
    ]);
    // The function on line 27 stands on one line, which also runs when it is defined.
    expect(functionEntities(map).map(({ name, line }) => [name, line])).toEqual([
      ["Box.__init__", 2],
      ["Box.grow", 5],
      ["sign", 11],
      ["unused", 19],
    ]);
    expect([...counts.slice(-12)]).toEqual([1, 1, 1, 0, 1, 0, 1, 1, 0, 1, 0, 1]);
    expect(excluded).toEqual([
      { line: 23, entity: "line", reason: "excluded by coverage.py" },
      { line: 24, entity: "line", reason: "excluded by coverage.py" },
    ]);
  });

  it("without branches has none", () => {
    const { files, problems } = readAll(coveragepyJson, fixture("lines.json"));
    expect(problems).toEqual([]);
    expect(files.flatMap(({ map }) => branchEntities(map))).toEqual([]);
  });

  it("does not count excluded lines that it lists as executed", () => {
    const report = read({ executed_lines: [1, 19], excluded_lines: [19, 20] });
    expect(linesOf(report)).toEqual([[1, 1]]);
    expect(codes(report)).toEqual([]);
  });

  it("counts a line as missed that it tells twice", () => {
    const report = read({ executed_lines: [1, 2], missing_lines: [2] });
    expect(linesOf(report)).toEqual([
      [1, 1],
      [2, 0],
    ]);
    expect(codes(report)).toEqual(["malformed"]);
  });

  it("counts a jump as missed that it tells twice", () => {
    const { files, problems } = read({ executed_branches: [[1, -1]], missing_branches: [[1, -1]] });
    expect([...files[0]!.counts]).toEqual([0]);
    expect(problems.map(({ message }) => message)).toEqual([
      '1 entity is told to be covered and to be missed; they count as missed. It is the jump from line 1 to -1 of "a.py".',
    ]);
  });

  it.each([
    ["lines", { missing_lines: undefined }],
    ["a list", { executed_lines: 3 }],
    ["a number", { executed_lines: ["4"] }],
    ["a jump", { executed_branches: [[4]] }],
    ["a function", { functions: { f: null } }],
    ["lines of a function", { functions: { f: { start_line: 1, executed_lines: [] } } }],
  ])("without %s is an error", (_, file) => {
    expect(codes(read(file))).toEqual(["missing-field"]);
  });

  it("that declares more than it holds lost something", () => {
    const report = read({ executed_lines: [1], summary: { num_statements: 2, covered_lines: 1 } });
    expect(codes(report)).toEqual(["declared-totals-differ"]);
    expect(report.problems[0]).toMatchObject({ severity: "error" });
  });

  it("that declares more files than it holds lost some", () => {
    const report = read({ executed_lines: [1] }, { totals: { num_statements: 2, covered_lines: 2 } });
    expect(report.problems.map(({ severity }) => severity)).toEqual(["error"]);
  });

  it("that declares less is counted as it is", () => {
    const report = read({ missing_lines: [1] }, { totals: { num_statements: 0, missing_lines: 0 } });
    expect(report.problems.map(({ severity }) => severity)).toEqual(["warning"]);
    expect(linesOf(report)).toEqual([[1, 0]]);
  });

  it.each([
    [undefined, []],
    [3, []],
    [4, ["unknown-record"]],
    ["3", ["unknown-record"]],
  ])("of format %j is read with the problems %j", (format, wanted) => {
    const report = read({ executed_lines: [1] }, { meta: { format, branch_coverage: false } });
    expect(codes(report)).toEqual(wanted);
    expect(linesOf(report)).toEqual([[1, 1]]);
  });

  it("without a file is no data", () => {
    expect(codes(readAll(coveragepyJson, '{"meta": {"branch_coverage": false}, "files": {}}'))).toEqual([
      "no-coverage-data",
    ]);
  });

  it("keeps hostile names as data", () => {
    const { files } = readAll(
      coveragepyJson,
      '{"meta": {}, "files": {"__proto__": {"executed_lines": [1], "missing_lines": []}}}',
    );
    expect(files.map(({ path }) => path)).toEqual(["__proto__"]);
  });

  it("is recognised by its beginning", () => {
    const text = fixture("branches.json").toString("utf8");
    expect(coveragepyJson.recognises(headOf(text.slice(0, 300)))).toBe(true);
    expect(coveragepyJson.recognises(headOf('{"meta": {}, "files": {}, "totals": {}}'))).toBe(true);
    expect(coveragepyJson.recognises(headOf('{"meta": {"version": "1"}, "files": {}}'))).toBe(false);
  });
});

describeCoverageLaws({
  reader: coveragepyJson,
  files: [fixture("branches.json"), fixture("lines.json")],
  missedIn(document) {
    const files = Object.values((document as { files?: object } | undefined | null)?.files ?? {});
    return files.reduce((sum, file) => {
      const missing: unknown = file?.missing_lines;
      return sum + (Array.isArray(missing) ? new Set(missing).size : 0);
    }, 0);
  },
});
