import type { MergedFile } from "@tollgate/model";
import { aFile, aReport, textOf } from "@tollgate/testkit";
import { describe, expect, it } from "vitest";
import { renderCobertura } from "./cobertura.ts";
import { renderIstanbul } from "./istanbul.ts";
import { renderLcov } from "./lcov.ts";
import { placedFiles } from "./placed-file.ts";
import { renderSonarqube } from "./sonarqube.ts";

const shaped = aFile({
  lines: { 2: 1, 3: 0 },
  functions: [
    { name: "lost", line: -1, column: -1, endLine: -1, hits: 0 },
    { name: "add", line: 2, column: 0, endLine: 3, hits: 1 },
  ],
  branches: [
    { line: -1, arms: [0, 0] },
    { line: 2, arms: [1, 0] },
  ],
});
const counts = Float64Array.of(0, ...shaped.counts, 1, 1);
const file: MergedFile = {
  ...shaped,
  map: {
    ...shaped.map,
    precision: "lines",
    statements: Int32Array.from([-1, 2, 3].flatMap((line) => [line, -1, -1, -1])),
    conditions: Int32Array.of(0, 2, 3, 2),
  },
  counts,
  mayCounts: counts,
};

describe("what has no line", () => {
  it("is in no format that has lines from 1 on, nor in its totals", () => {
    const report = aReport({ coverage: [file] });
    const lcov = textOf(renderLcov(report));
    expect(lcov.match(/^(?:FN|BRDA|DA):.*$/gm)).toEqual([
      "FN:2,3,add",
      "BRDA:2,1,0,1",
      "BRDA:2,1,1,0",
      "BRDA:3,3,0,1",
      "BRDA:3,3,1,0",
      "DA:2,1",
      "DA:3,0",
    ]);
    expect(lcov).toMatch(/FNF:1\nFNH:1\n[\s\S]*BRF:4\nBRH:2\n[\s\S]*LF:2\nLH:1\n/);
    const cobertura = textOf(renderCobertura(report));
    expect(cobertura).toContain('lines-covered="1" lines-valid="2" branches-covered="2" branches-valid="4"');
    expect(cobertura).not.toMatch(/number="(?:-|0)/);
    expect(textOf(renderSonarqube(report))).not.toMatch(/lineNumber="(?:-|0)/);
  });

  it("has no place in istanbul's JSON, and counts there", () => {
    const text = textOf(renderIstanbul(aReport({ coverage: [file] })));
    const [written] = Object.values(JSON.parse(text)) as { statementMap: object; s: object }[];
    expect(written!.statementMap).toMatchObject({ 0: { start: {}, end: {} }, 1: { start: { line: 2 } } });
    expect(written!.s).toEqual({ 0: 0, 1: 1, 2: 0 });
  });

  it("is left out of both ends of a range", () => {
    const { counts: least, mayCounts: most } = placedFiles([{ ...file, mayCounts: counts.map(() => 1) }])[0]!;
    expect([least[0], most[0], most[1]]).toEqual([-1, -1, 1]);
  });

  it("leaves other files as they are", () => {
    const whole = aFile({ lines: { 1: 1 }, branches: [{ line: 1, arms: [1] }] });
    expect(placedFiles([whole])[0]).toBe(whole);
  });
});

describe("a file of which totals are known", () => {
  const totals = { lines: 2, functions: 2, branches: 4 };
  const totalled = ({ map, counts }: MergedFile, covered: readonly number[]): MergedFile => {
    const least = Float64Array.of(...counts, ...covered);
    return { ...shaped, map: { ...map, totals }, counts: least, mayCounts: least };
  };
  const written = (coverage: MergedFile): readonly string[] => {
    const report = aReport({ coverage: [coverage] });
    return [
      textOf(renderLcov(report)).includes("SF:") ? "lcov" : "",
      textOf(renderIstanbul(report)).includes("statementMap") ? "istanbul" : "",
      textOf(renderCobertura(report)).includes("<class ") ? "cobertura" : "",
      textOf(renderSonarqube(report)).includes("<file ") ? "sonarqube" : "",
    ].filter((name) => name !== "");
  };
  const nothing = { ...shaped, counts: shaped.counts.map(() => 0) };
  const empty = aFile({ lines: {} });

  it("is in no format with lines where none is known to be covered", () => {
    expect(written(totalled(empty, [1, 0, 0]))).toEqual([]);
    expect(written(totalled(empty, [0, 0, 0]))).toEqual([]);
    expect(written(totalled(nothing, [2, 0, 0]))).toEqual([]);
  });

  it("is in all where something is, or nothing is covered, with the figures of its lines", () => {
    const all = ["lcov", "istanbul", "cobertura", "sonarqube"];
    expect(written(totalled(nothing, [0, 0, 0]))).toEqual(all);
    const mixed = totalled(shaped, [2, 2, 4]);
    expect(written(mixed)).toEqual(all);
    expect(textOf(renderLcov(aReport({ coverage: [mixed] })))).toContain("LF:2\nLH:1\n");
  });
});
