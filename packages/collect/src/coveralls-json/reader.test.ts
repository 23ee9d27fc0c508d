import { readFileSync } from "node:fs";
import { branchEntities, lineHits } from "@tollgate/model";
import { describe, expect, it } from "vitest";
import { describeCoverageLaws } from "../testing/json-coverage-laws.ts";
import { type AllRecords, headOf, readAll } from "../testing/read-all.ts";
import { coverallsJson } from "./reader.ts";

const fixture = (name: string): Buffer => readFileSync(new URL(`fixtures/${name}`, import.meta.url));

function read(...files: readonly unknown[]): AllRecords {
  return readAll(coverallsJson, JSON.stringify({ source_files: files }));
}

const codes = ({ problems }: AllRecords): readonly string[] => problems.map(({ code }) => code);
const linesOf = ({ files: [file] }: AllRecords): readonly (readonly [number, number])[] => [
  ...lineHits(file!.map, file!.counts),
];

describe("a Coveralls report", () => {
  it("tells a value for each line, null where no code is", () => {
    const report = read({ name: "a.c", coverage: [null, 3, 0, null, 1] });
    expect(linesOf(report)).toEqual([
      [2, 3],
      [3, 0],
      [5, 1],
    ]);
    expect(codes(report)).toEqual([]);
  });

  it("names the text by its digest, if it is one", () => {
    const digest = "0123456789ABCDEF0123456789abcdef";
    const { files } = read(
      { name: "a.c", source_digest: digest, coverage: [1] },
      { name: "b.c", source_digest: "none", coverage: [1] },
    );
    expect(files.map(({ version }) => version)).toEqual([`md5:${digest.toLowerCase()}`, undefined]);
  });

  it("tells arms in groups of four, in any order", () => {
    const { files, problems } = read({
      name: "a.c",
      coverage: [],
      branches: [3, 2, 10, 4, 3, 2, 9, 1, 3, 7, 0, 0, 3, 2, 9, 1],
    });
    expect(problems).toEqual([]);
    expect(branchEntities(files[0]!.map)).toEqual([
      { type: "branch", line: 3, column: -1, arms: [-1, -1, -1, -1] },
      { type: "branch", line: 3, column: -1, arms: [-1, -1] },
    ]);
    expect([...files[0]!.counts]).toEqual([2, 4, 0]);
  });

  it("adds what it says of one file in two places", () => {
    const report = read({ name: "a.c", coverage: [1, 0] }, { name: "a.c", coverage: [1, null, 0] });
    expect(report.files).toHaveLength(1);
    expect(linesOf(report)).toEqual([
      [1, 2],
      [2, 0],
      [3, 0],
    ]);
  });

  it("saturates counts", () => {
    expect(linesOf(read({ name: "a.c", coverage: [2 ** 60] }))).toEqual([[1, Number.MAX_SAFE_INTEGER]]);
  });

  it.each([[-1], ["1"], [2 ** 64], [true], [{}]])("counts a line as missed whose count is %j", (count) => {
    const report = read({ name: "a.c", coverage: [count] });
    expect(linesOf(report)).toEqual([[1, 0]]);
    expect(codes(report)).toEqual(["bad-count"]);
  });

  it.each([
    ["a name", { coverage: [1] }],
    ["a path", { name: "", coverage: [1] }],
    ["lines", { name: "a.c" }],
    ["a whole arm", { name: "a.c", coverage: [1], branches: [1, 0, 0] }],
    ["a number of an arm", { name: "a.c", coverage: [1], branches: [1, 0, null, 1] }],
    ["a line of an arm", { name: "a.c", coverage: [1], branches: [-4, 0, 0, 1] }],
    ["a list of arms", { name: "a.c", coverage: [1], branches: {} }],
  ])("with a file without %s is an error", (_, file) => {
    const report = read({ name: "b.c", coverage: [1] }, file);
    expect(codes(report)).toEqual(["missing-field"]);
    expect(report.problems[0]).toMatchObject({ severity: "error" });
  });

  it("without a file is no data", () => {
    expect(codes(read())).toEqual(["no-coverage-data"]);
  });

  it("is recognised by its list of files", () => {
    expect(coverallsJson.recognises(headOf('{"run_at": "x", "source_files": [{"name": "a'))).toBe(true);
    expect(coverallsJson.recognises(headOf('{"files": [{"source_files": []}]}'))).toBe(false);
    expect(coverallsJson.recognises(headOf('{"ci_service": {}, "source_files": []}'))).toBe(false);
  });
});

describeCoverageLaws({
  reader: coverallsJson,
  files: [fixture("gcovr.json")],
  missedIn(document) {
    const files: unknown = (document as { source_files?: unknown } | undefined | null)?.source_files;
    if (!Array.isArray(files)) return 0;
    return files.reduce<number>((sum, file) => {
      const lines: unknown = file?.coverage;
      return sum + (Array.isArray(lines) ? lines.filter((count) => count === 0).length : 0);
    }, 0);
  },
});
