import { readFileSync } from "node:fs";
import { branchEntities, functionEntities, lineHits } from "@tollgate/model";
import { describe, expect, it } from "vitest";
import { missedLines } from "../testing/gnu-missed-lines.ts";
import { describeCoverageLaws } from "../testing/json-coverage-laws.ts";
import { type AllRecords, headOf, readAll } from "../testing/read-all.ts";
import { gcovrJson } from "./reader.ts";

const fixture = (name: string): Buffer => readFileSync(new URL(`fixtures/${name}`, import.meta.url));

const codes = ({ problems }: AllRecords): readonly string[] => problems.map(({ code }) => code);

function text(
  lines: readonly unknown[],
  functions: readonly unknown[] = [],
  version: unknown = "0.15",
): string {
  return JSON.stringify({ "gcovr/format_version": version, files: [{ file: "a.c", lines, functions }] });
}

const read = (...parts: Parameters<typeof text>): AllRecords => readAll(gcovrJson, text(...parts));

describe("a report of gcovr", () => {
  it("of version 5 is read", () => {
    const { files, problems, producer } = readAll(gcovrJson, fixture("gcovr-5.json"));
    expect(problems).toEqual([]);
    expect(producer).toBe("gcovr");
    expect(files.map(({ path, map, counts }) => [path, ...lineHits(map, counts)])).toEqual([
      ["lib.hpp", [1, 2], [2, 2], [3, 2], [4, 0]],
      ["main.cpp", [2, 1], [3, 1], [4, 1], [5, 0], [7, 0], [8, 1]],
    ]);
  });

  it("leaves out what is no code", () => {
    const report = read([
      { line_number: 1, count: 0, branches: [], "gcovr/noncode": true },
      { line_number: 2, count: 1, branches: [] },
    ]);
    expect([...lineHits(report.files[0]!.map, report.files[0]!.counts)]).toEqual([[2, 1]]);
    expect(report.files[0]).not.toHaveProperty("excluded");
  });

  it("takes out what a comment excludes", () => {
    const excluded = { "gcovr/excluded": true };
    const { files } = read(
      [
        { line_number: 1, count: 0, branches: [{ count: 0 }], ...excluded },
        { line_number: 2, count: 1, branches: [{ count: 0, ...excluded }, { count: 3 }] },
      ],
      [{ name: "f", lineno: 1, execution_count: 0, ...excluded }],
    );
    expect([...files[0]!.counts]).toEqual([1, 3]);
    expect(files[0]!.excluded?.map(({ entity, line }) => `${entity} ${line}`)).toEqual([
      "line 1",
      "branch 2",
      "function 1",
    ]);
  });

  it("groups arms by the block that they leave", () => {
    const arm = (source_block_id: number, count: number): object => ({ source_block_id, count });
    const { files } = read([
      { line_number: 3, count: 1, branches: [arm(10, 5), arm(10, 0), arm(9, 1), arm(9, 2)] },
    ]);
    expect(branchEntities(files[0]!.map).map(({ arms }) => arms.length / 2)).toEqual([2, 2]);
    expect([...files[0]!.counts.slice(1)]).toEqual([1, 2, 5, 0]);
  });

  it("tells where functions end", () => {
    const { files } = read(
      [],
      [
        { name: "_Z1fv", demangled_name: "f()", lineno: 2, execution_count: 1, pos: ["2:5", "9:1"] },
        { name: "g", lineno: 11, execution_count: 0 },
      ],
    );
    expect(functionEntities(files[0]!.map)).toEqual([
      { name: "f()", line: 2, column: -1, endLine: 9 },
      { name: "g", line: 11, column: -1, endLine: -1 },
    ]);
  });

  it.each([["0.16"], ["1.0"], [0.15], [null]])("of version %j is read with a warning", (version) => {
    const report = read([{ line_number: 1, count: 1, branches: [] }], [], version);
    expect(report.problems).toMatchObject([{ code: "unknown-record", severity: "warning" }]);
    expect(report.files).toHaveLength(1);
  });

  it("counts what its counts do not tell as missed", () => {
    const report = read(
      [{ line_number: 1, count: null, branches: [{}] }],
      [{ name: "f", lineno: 1, execution_count: "1" }],
    );
    expect([...report.files[0]!.counts]).toEqual([0, 0, 0]);
    expect(codes(report)).toEqual(["bad-count"]);
  });

  it("without its files is an error", () => {
    expect(codes(readAll(gcovrJson, '{"gcovr/format_version": "0.15"}'))).toEqual([
      "missing-field",
      "no-coverage-data",
    ]);
  });

  it.each([
    ['{"gcovr/format_version": "0.15", "files": [', true],
    ['{"files": [{"lines": [{"count": 1, "line_number": 2, "branches": []', true],
    ['{"files": [{"lines": [{"count": 1, "line_number": 2, "unexecuted_block": true', false],
    ['{"gcovr/summary_format_version": "0.5", "files": []}', false],
  ])("%s is recognised: %s", (beginning, is) => {
    expect(gcovrJson.recognises(headOf(beginning))).toBe(is);
  });
});

const excluding = text([
  { line_number: 1, count: 0, branches: [{ count: 0 }], "gcovr/excluded": true },
  { line_number: 2, count: 1, branches: [{ count: 0, source_block_id: 2 }] },
  { line_number: 3, count: 0, branches: [] },
]);

describeCoverageLaws({
  reader: gcovrJson,
  files: [fixture("gcovr-5.json"), Buffer.from(excluding)],
  missedIn: missedLines,
});
