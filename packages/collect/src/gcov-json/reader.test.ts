import { readFileSync } from "node:fs";
import { branchEntities, functionEntities, lineHits } from "@tollgate/model";
import { describe, expect, it } from "vitest";
import { missedLines } from "../testing/gnu-missed-lines.ts";
import { describeCoverageLaws } from "../testing/json-coverage-laws.ts";
import { type AllRecords, headOf, readAll } from "../testing/read-all.ts";
import { gcovJson } from "./reader.ts";

const fixture = (name: string): Buffer => readFileSync(new URL(`fixtures/${name}`, import.meta.url));

const codes = ({ problems }: AllRecords): readonly string[] => problems.map(({ code }) => code);

function read(file: unknown, rest: object = {}): AllRecords {
  return readAll(
    gcovJson,
    JSON.stringify({ gcc_version: "12.2.0", format_version: "1", files: [file], ...rest }),
  );
}

describe("a report of gcov", () => {
  const { files, producer, problems } = readAll(gcovJson, fixture("branches.json"));

  it("tells files below the folder in which the compiler ran", () => {
    expect(problems).toEqual([]);
    expect(producer).toBe("gcov 12.2.0");
    expect(files.map(({ path }) => path)).toEqual(["/build/app/lib.hpp", "/build/app/main.cpp"]);
    const absolute = read({ file: "C:\\a.c", lines: [], functions: [] }, { current_working_directory: "/b" });
    expect(absolute.files.map(({ path }) => path)).toEqual(["C:\\a.c"]);
  });

  it("adds the hits of instances of a template", () => {
    const { map, counts } = files[0]!;
    expect([...lineHits(map, counts)]).toEqual([
      [1, 2],
      [2, 2],
      [3, 2],
      [4, 0],
    ]);
  });

  it("keeps instances apart in their branches and functions", () => {
    const { map, counts } = files[0]!;
    expect(functionEntities(map).map(({ name, line, endLine }) => [name, line, endLine])).toEqual([
      ["double larger<double>(double, double)", 1, 5],
      ["int larger<int>(int, int)", 1, 5],
    ]);
    expect(branchEntities(map).map(({ line, arms }) => [line, arms.length / 2])).toEqual([
      [2, 2],
      [2, 2],
    ]);
    expect([...counts.slice(-4)]).toEqual([1, 0, 1, 0]);
  });

  it("without branches says nothing about them", () => {
    const report = readAll(gcovJson, fixture("lines.json"));
    expect(codes(report)).toEqual([]);
    expect(report.files.flatMap(({ map }) => branchEntities(map))).toEqual([]);
  });

  it("counts a line as missed whose count went wrong", () => {
    const line = { line_number: 1, count: -3, branches: [] };
    const report = read({ file: "a.c", lines: [line], functions: [] });
    expect([...report.files[0]!.counts]).toEqual([0]);
    expect(codes(report)).toEqual(["bad-count"]);
  });

  it.each([
    ["a name", { lines: [], functions: [] }],
    ["lines", { file: "a.c", functions: [] }],
    ["functions", { file: "a.c", lines: [] }],
    ["an entry", { file: "a.c", lines: [null], functions: [] }],
    ["a line number", { file: "a.c", lines: [{ count: 1 }], functions: [] }],
    ["a branch", { file: "a.c", lines: [{ line_number: 1, count: 1, branches: [1] }], functions: [] }],
    [
      "a list of branches",
      { file: "a.c", lines: [{ line_number: 1, count: 1, branches: {} }], functions: [] },
    ],
    ["a line of a function", { file: "a.c", lines: [], functions: [{ execution_count: 1 }] }],
  ])("with a file without %s is an error", (_, file) => {
    const report = read(file);
    expect(report.problems[0]).toMatchObject({ code: "missing-field", severity: "error" });
  });

  it("of a version that is not known is read with a warning", () => {
    const report = read({ file: "a.c", lines: [], functions: [] }, { format_version: "9" });
    expect(report.problems).toMatchObject([{ code: "unknown-record", severity: "warning" }]);
  });

  it("without a file is no data", () => {
    expect(codes(readAll(gcovJson, '{"format_version": "1", "files": []}'))).toEqual(["no-coverage-data"]);
  });

  it.each([
    ['{"gcc_version": "12.2.0", "files": [', true],
    ['{"files": [{"lines": [{"count": 1, "line_number": 2, "unexecuted_block": false', true],
    ['{"files": [{"lines": [{"count": 1, "line_number": 2, "branches": []', false],
    ['{"files": [{"unexecuted_block": 1}]}', false],
  ])("%s is recognised: %s", (text, is) => {
    expect(gcovJson.recognises(headOf(text))).toBe(is);
  });
});

describeCoverageLaws({
  reader: gcovJson,
  files: [fixture("branches.json"), fixture("lines.json")],
  missedIn: missedLines,
});
