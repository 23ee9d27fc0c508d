import { readFileSync } from "node:fs";
import { countLayout, functionEntities, lineHits } from "@tollgate/model";
import { describe, expect, it } from "vitest";
import { lcov } from "../lcov/reader.ts";
import { recognise } from "../recognise.ts";
import { describeCoverageLaws } from "../testing/json-coverage-laws.ts";
import { type AllRecords, headOf, readAll } from "../testing/read-all.ts";
import { llvmCovJson } from "./reader.ts";

const fixture = (name: string): Buffer => readFileSync(new URL(`fixtures/${name}`, import.meta.url));

/** `[line, column, count, hasCount, isRegionEntry, isGapRegion]` */
type Segment = readonly (number | boolean | string | null)[];

function read(segments: readonly Segment[], more: object = {}, version = "2.0.1"): AllRecords {
  const files = [{ filename: "a.c", segments, ...more }];
  return readAll(
    llvmCovJson,
    JSON.stringify({ data: [{ files }], type: "llvm.coverage.json.export", version }),
  );
}

const linesOf = ({ files }: AllRecords): readonly (readonly [number, number])[] =>
  files.flatMap(({ map, counts }) => [...lineHits(map, counts)]);
const codes = ({ problems }: AllRecords): readonly string[] =>
  problems.map(({ code, severity }) => `${severity} ${code}`);

describe("an export of llvm-cov", () => {
  const report = readAll(llvmCovJson, fixture("templates.json"));
  const asLcov = readAll(lcov, fixture("templates.info"));

  it("has the lines that llvm-cov writes as lcov", () => {
    expect(report.problems).toEqual([]);
    expect(report.files.map(({ path, map, counts }) => [path, ...lineHits(map, counts)])).toEqual(
      asLcov.files.map(({ path, map, counts }) => [path, ...lineHits(map, counts)]),
    );
  });

  it("has its functions, instances of a template as one", () => {
    expect(
      report.files.map(({ map, counts }) =>
        functionEntities(map).map(({ name, line, endLine }, i) => [
          name,
          line,
          endLine,
          counts[countLayout(map).functions + i],
        ]),
      ),
    ).toEqual([
      [
        ["_Z6largerIdET_S0_S0_", 2, 6, 2],
        ["_ZNK3BoxIiE5emptyEv", 10, 10, 1],
      ],
      [
        ["main.cpp:_ZL5neveri", 6, 8, 0],
        ["_Z8classifyib", 10, 30, 3],
        ["main", 32, 40, 1],
        ["main.cpp:_ZZ4mainENK3$_0clEi", 33, 33, 1],
      ],
    ]);
  });

  it("has its branches, those of instances joined", () => {
    const arms = report.files.map(({ map, counts }) => [...counts.subarray(countLayout(map).arms)]);
    expect(arms[0]).toEqual([1, 1]);
    expect(arms[1]!.filter((taken) => taken > 0)).toHaveLength(18);
    expect(arms[1]).toHaveLength(26);
  });

  it("with totals only is refused with advice", () => {
    const { files, problems } = readAll(llvmCovJson, fixture("summary.json"));
    expect(files).toEqual([]);
    expect(problems).toMatchObject([
      { code: "unsupported-format", severity: "error", remedy: expect.stringContaining("-summary-only") },
      { code: "no-coverage-data" },
    ]);
  });

  it("tells that MC/DC is not read", () => {
    const segments = [
      [1, 1, 1, true, true, false],
      [2, 1, 0, false, false, false],
    ];
    expect(codes(read(segments, { mcdc_records: [[1, 1, 1, 9, 0, 5, [true]]] }))).toEqual([
      "info unknown-record",
    ]);
  });

  it("of an unknown version is read with a doubt", () => {
    expect(codes(read([[1, 1, 1, true, true, false]], {}, "4.0.0"))).toEqual(["warning unknown-record"]);
  });
});

describe("segments", () => {
  it.each<[string, readonly Segment[], readonly (readonly [number, number])[]]>([
    [
      "count up to the next",
      [
        [1, 1, 3, true, true, false],
        [3, 2, 0, false, false, false],
      ],
      [
        [1, 3],
        [2, 3],
        [3, 3],
      ],
    ],
    [
      "without a count are no code",
      [
        [1, 1, 0, false, true, false],
        [3, 1, 1, true, true, false],
      ],
      [[3, 1]],
    ],
    [
      "of a gap say nothing of their line",
      [
        [1, 1, 0, true, true, false],
        [2, 1, 9, true, true, true],
        [3, 1, 0, true, true, false],
      ],
      [
        [1, 0],
        [2, 0],
        [3, 9],
      ],
    ],
    [
      "count with the largest",
      [
        [1, 1, 2, true, true, false],
        [2, 1, 0, true, true, false],
        [2, 9, 7, true, true, false],
      ],
      [
        [1, 2],
        [2, 7],
      ],
    ],
    [
      "are read without the mark of gaps",
      [
        [1, 1, 3, 1, 1],
        [2, 2, 0, 0, 0],
      ],
      [
        [1, 3],
        [2, 3],
      ],
    ],
  ])("%s", (_what, segments, lines) => {
    const report = read(segments);
    expect(codes(report)).toEqual([]);
    expect(linesOf(report)).toEqual(lines);
  });

  it.each<[string, readonly Segment[]]>([
    [
      "out of order",
      [
        [3, 1, 1, true, true, false],
        [1, 1, 0, true, true, false],
      ],
    ],
    [
      "over a thousand million lines",
      [
        [1, 1, 1, true, true, false],
        [1_000_000_000, 1, 0, false, false, false],
      ],
    ],
    ["on line 0", [[0, 1, 1, true, true, false]]],
    ["with a negative count", [[1, 1, -1, true, true, false]]],
    ["with a count that wrapped", [[1, 1, 1.8446744073709552e19, true, true, false]]],
    ["with no count", [[1, 1, null, true, true, false]]],
    ["with a text as mark", [[1, 1, 1, "yes", true, false]]],
  ])("%s are an error, and no hit", (_what, segments) => {
    const report = read(segments);
    expect(report.problems.some(({ severity }) => severity === "error")).toBe(true);
    expect(linesOf(report).filter(([line, hits]) => hits > 0 && line > 3)).toEqual([]);
  });
});

describe("the beginning of an export", () => {
  it.each([
    '{"data":[{"files":[{"branches":[],"expansions":[],"filename":"/a',
    '{"data": [ {"files": [ {"filename": "/a", "segments": [',
    '{"version":"2.0.0","type":"llvm.coverage.json.export","data":[',
    '{"data":[{"files":[],"functions":[],"totals":{}}],"type":"llvm.coverage.json.export","version":"2.0.1"}',
  ])("is recognised: %s", (beginning) => {
    expect(recognise(headOf(beginning))).toMatchObject({ reader: { id: "llvm-cov-json" } });
  });

  it.each(['{"data":[{"files":[{"name":"a"}]}]}', '{"data":[]}', '{"type":"other"}'])(
    "is another: %s",
    (beginning) => {
      expect(llvmCovJson.recognises(headOf(beginning))).toBe(false);
    },
  );
});

describeCoverageLaws({ reader: llvmCovJson, files: [fixture("templates.json")], missedIn });

/** Line by line, by all segments before it: counted by other means than the reader's. */
function missedIn(document: unknown): number {
  let missed = 0;
  const parts: unknown = (document as { data?: unknown } | null)?.data;
  for (const part of Array.isArray(parts) ? parts : [])
    for (const file of listOf(part, "files")) {
      const segments = listOf(file, "segments").filter((told) => Array.isArray(told)) as unknown[][];
      const last = Math.max(0, ...segments.map(([line]) => (Number.isInteger(line) ? Number(line) : 0)));
      for (let line = 1; line <= Math.min(last, 1_000); line++) if (isMissed(segments, line)) missed++;
    }
  return missed;
}

function isMissed(segments: readonly (readonly unknown[])[], line: number): boolean {
  const before = segments.filter(([at]) => Number(at) < line).at(-1);
  const here = segments.filter(([at]) => at === line);
  const starts = here.filter((told) => told[3] === true && told[4] === true && told[5] !== true);
  if (here.length > 0 && here[0]![3] === false && here[0]![4] === true) return false;
  const reaching = [...starts, ...(before === undefined || before[3] !== true ? [] : [before])];
  return reaching.length > 0 && reaching.every((told) => told[2] === 0);
}

function listOf(value: unknown, name: string): readonly unknown[] {
  const list: unknown = (value as Record<string, unknown> | undefined | null)?.[name];
  return Array.isArray(list) ? list : [];
}
