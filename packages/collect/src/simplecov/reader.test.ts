import { readFileSync } from "node:fs";
import { branchEntities, functionEntities, lineHits } from "@tollgate/model";
import { describe, expect, it } from "vitest";
import { describeCoverageLaws } from "../testing/json-coverage-laws.ts";
import { type AllRecords, headOf, readAll } from "../testing/read-all.ts";
import { simplecov } from "./reader.ts";

const fixture = (name: string): Buffer => readFileSync(new URL(`fixtures/${name}`, import.meta.url));

const codes = ({ problems }: AllRecords): readonly string[] => problems.map(({ code }) => code);
const linesOf = ({ files }: AllRecords, at = 0): readonly (readonly [number, number])[] => [
  ...lineHits(files[at]!.map, files[at]!.counts),
];

/** A resultset: what each command says about one file. */
function resultset(...files: readonly unknown[]): AllRecords {
  const commands = files.map((file, i) => [`run ${i}`, { coverage: { "/app/a.rb": file }, timestamp: 1 }]);
  return readAll(simplecov, JSON.stringify(Object.fromEntries(commands)));
}

/** The formatter's report on one file. */
function formatted(file: unknown, rest: object = {}): AllRecords {
  const meta = { simplecov_version: "1.0.0", line_coverage: true };
  return readAll(simplecov, JSON.stringify({ meta, coverage: { "a.rb": file }, ...rest }));
}

describe("a resultset of SimpleCov", () => {
  it("adds the hits of its commands", () => {
    const report = resultset({ lines: [1, null, 0, 2] }, { lines: [1, null, 3, 0] });
    expect(linesOf(report)).toEqual([
      [1, 2],
      [3, 3],
      [4, 2],
    ]);
    expect(codes(report)).toEqual([]);
  });

  it("keeps what was found out over what was guessed of a file that was not loaded", () => {
    const report = readAll(simplecov, fixture("resultset.json"));
    expect(report.problems).toEqual([]);
    expect(report.files.map(({ path }) => path)).toEqual([
      "/build/app/lib/bag.rb",
      "/build/app/lib/unloaded.rb",
    ]);
    expect(linesOf(report, 1)).toEqual([
      [1, 1],
      [2, 1],
      [5, 0],
      [6, 0],
      [7, 0],
    ]);
    expect(linesOf(readAll(simplecov, fixture("one-command.json")), 1)).toHaveLength(10);
  });

  it("knows branches by type and span, not by their number", () => {
    const told = (id: number, hits: number): object => ({
      lines: [1],
      branches: {
        [`[:if, ${id}, 1, 0, 1, 9]`]: {
          [`[:then, ${id + 1}, 1, 2, 1, 3]`]: hits,
          [`[:else, ${id + 2}, 1, 4, 1, 5]`]: 0,
        },
        [`[:"&.", ${id + 3}, 1, 0, 1, 9]`]: { [`[:then, ${id + 4}, 1, 2, 1, 3]`]: 0 },
      },
    });
    const report = resultset(told(0, 1), told(7, 2));
    expect(branchEntities(report.files[0]!.map).map(({ line, arms }) => [line, arms.length])).toEqual([
      [1, 2],
      [1, 4],
    ]);
    expect([...report.files[0]!.counts]).toEqual([2, 0, 3, 0]);
    expect(codes(report)).toEqual([]);
  });

  it("tells methods", () => {
    const { files } = resultset({ lines: [1], methods: { '["Bag", :name, 6, 2, 8, 5]': 0 } });
    expect(functionEntities(files[0]!.map)).toEqual([{ name: "Bag#name", line: 6, column: -1, endLine: 8 }]);
    expect([...files[0]!.counts]).toEqual([1, 0]);
  });

  it("of versions before 0.18 has the lines in the place of the file", () => {
    expect(linesOf(resultset([null, 4]))).toEqual([[2, 4]]);
  });

  it("with two versions of a file counts the first and says so", () => {
    const report = resultset({ lines: [1, null, 0] }, { lines: [1, 1, null] });
    expect(linesOf(report)).toEqual([
      [1, 1],
      [3, 0],
    ]);
    expect(codes(report)).toEqual(["map-mismatch"]);
  });

  it.each([
    ["a list of lines", { branches: {} }],
    ["a file", 7],
    ["branches", { lines: [1], branches: [] }],
    ["a condition", { lines: [1], branches: { if: {} } }],
    ["arms", { lines: [1], branches: { "[:if, 0, 1, 0, 1, 9]": 1 } }],
    ["an arm", { lines: [1], branches: { "[:if, 0, 1, 0, 1, 9]": { els: 1 } } }],
    ["a method", { lines: [1], methods: { name: 1 } }],
  ])("without %s is an error", (_, file) => {
    expect(codes(resultset(file))).toEqual(["missing-field"]);
  });

  it("without the files of a command is an error", () => {
    const report = readAll(
      simplecov,
      '{"a": {"coverage": {"/a.rb": {"lines": [1]}}}, "b": {"timestamp": 1}}',
    );
    expect(codes(report)).toEqual(["missing-field"]);
  });

  it("without a file is no data", () => {
    expect(codes(readAll(simplecov, '{"a": {"coverage": {}}}'))).toEqual(["no-coverage-data"]);
  });
});

describe("the report of SimpleCov's formatter", () => {
  it("tells its version", () => {
    expect(formatted({ lines: [1] }).producer).toBe("SimpleCov 1.0.0");
  });

  it.each([
    ["1.0", []],
    ["1.3", []],
    ["2.0", ["unknown-record"]],
    [2, ["unknown-record"]],
  ])("of schema %j is read with the problems %j", (schema_version, wanted) => {
    const meta = { simplecov_version: "1.0.0", schema_version };
    const report = readAll(simplecov, JSON.stringify({ meta, coverage: { "a.rb": { lines: [1, 0] } } }));
    expect(codes(report)).toEqual(wanted);
    expect(linesOf(report)).toHaveLength(2);
  });

  it("takes out what a comment excludes", () => {
    const report = formatted({
      lines: [1, "ignored"],
      branches: [{ type: "then", start_line: 2, end_line: 2, report_line: 2, coverage: "ignored" }],
      methods: [{ name: "A#b", start_line: 2, end_line: 2, coverage: "ignored" }],
    });
    expect(linesOf(report)).toEqual([[1, 1]]);
    expect(report.files[0]!.excluded?.map(({ line, entity }) => `${entity} ${line}`)).toEqual([
      "line 2",
      "branch 2",
      "function 2",
    ]);
    expect(codes(report)).toEqual([]);
  });

  it("tells arms by the line of their condition, equal ones by their order", () => {
    const arm = (type: string, coverage: number): object => ({
      type,
      start_line: 3,
      end_line: 3,
      report_line: 2,
      coverage,
    });
    const { files, problems } = formatted({
      lines: [1],
      branches: [arm("then", 4), arm("else", 0), arm("then", 0)],
    });
    expect(problems).toEqual([]);
    expect(branchEntities(files[0]!.map).map(({ line, arms }) => [line, arms.length / 2])).toEqual([[2, 3]]);
    expect([...files[0]!.counts.slice(1)].sort()).toEqual([0, 0, 4]);
  });

  it("need not have lines where they are not measured", () => {
    const meta = { simplecov_version: "1.0.0", line_coverage: false };
    const report = readAll(simplecov, JSON.stringify({ meta, coverage: { "a.rb": { branches: [] } } }));
    expect(codes(report)).toEqual([]);
    expect(codes(formatted({ branches: [] }))).toEqual(["missing-field"]);
  });

  it("that declares more than it holds lost something", () => {
    expect(formatted({ lines: [1], total_lines: 2 }).problems).toMatchObject([
      { code: "declared-totals-differ", severity: "error" },
    ]);
    expect(formatted({ lines: [1] }, { total: { lines: { missed: 1 } } }).problems).toMatchObject([
      { code: "declared-totals-differ", severity: "error" },
    ]);
  });

  it.each([[-1], ["x"], [false]])("counts a line as missed whose count is %j", (count) => {
    const report = formatted({ lines: [count] });
    expect(linesOf(report)).toEqual([[1, 0]]);
    expect(codes(report)).toEqual(["bad-count"]);
  });

  it("without its files is an error", () => {
    const report = readAll(simplecov, '{"meta": {"simplecov_version": "1"}, "total": {}}');
    expect(codes(report)).toEqual(["missing-field", "no-coverage-data"]);
  });
});

it.each([
  ['{"unit": {"coverage": {"/a.rb": {"lines": [', true],
  ['{"unit": {"timestamp": 1, "coverage": {"/a.rb": [1', true],
  ['{"meta": {"simplecov_version": "0.22.0"}, "coverage": {}', true],
  ['{"unit": {"coverage": {"percent": 90}}}', false],
  ['{"meta": {"version": "7"}, "coverage": {}}', false],
  ['{"coverage": {"a.rb": [1]}}', false],
])("%s is recognised: %s", (text, is) => {
  expect(simplecov.recognises(headOf(text))).toBe(is);
});

const formatterReport = JSON.stringify({
  meta: { simplecov_version: "1.0.0", line_coverage: true, branch_coverage: true },
  coverage: {
    "lib/bag.rb": {
      lines: [1, null, 0, 2, "ignored", 0],
      branches: [{ type: "then", start_line: 3, end_line: 3, report_line: 2, coverage: 0 }],
      methods: [{ name: "Bag#name", start_line: 2, end_line: 4, coverage: 1 }],
    },
  },
});

describeCoverageLaws({
  reader: simplecov,
  files: [fixture("resultset.json"), fixture("one-command.json"), Buffer.from(formatterReport)],
  missedIn: (document) => {
    const byPath = new Map<string, (readonly unknown[])[]>();
    for (const command of Object.values((document as object | undefined) ?? {}))
      for (const [path, file] of Object.entries((command?.coverage as object | undefined) ?? {})) {
        const lines: unknown = Array.isArray(file) ? file : file?.lines;
        if (Array.isArray(lines)) byPath.set(path, [...(byPath.get(path) ?? []), lines]);
      }
    const files = (document as { coverage?: object } | undefined | null)?.coverage ?? {};
    for (const [path, file] of Object.entries(files))
      if (Array.isArray(file?.lines)) byPath.set(path, [file.lines]);
    let missed = 0;
    for (const results of byPath.values()) {
      const loaded = results.filter((lines) => lines.some((hits) => Number(hits) > 0));
      const told = loaded.length > 0 ? loaded : results;
      const length = Math.max(...told.map((lines) => lines.length));
      for (let i = 0; i < length; i++) {
        const hits = told.map((lines) => lines[i]).filter((value) => typeof value === "number");
        if (hits.length > 0 && hits.every((value) => value === 0)) missed++;
      }
    }
    return missed;
  },
});
