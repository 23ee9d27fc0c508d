import { aFile, aReport, textOf } from "@tollgate/testkit";
import { describe, expect, it } from "vitest";
import { renderIstanbul } from "./istanbul.ts";
import { renderSonarqube } from "./sonarqube.ts";

const file = aFile({
  path: 'src/"cart".ts',
  lines: { 2: 3, 5: 0, 9: -1 },
  functions: [{ name: "add", line: 1, column: 9, endLine: 3, hits: 3 }],
  branches: [{ line: 2, arms: [3, -1, 0] }],
});

describe("istanbul's JSON", () => {
  it("has what was measured, by istanbul's numbers", () => {
    const text = textOf(renderIstanbul(aReport({ coverage: [file] })));
    expect(text.startsWith('{\n"src/\\"cart\\".ts":{"$comment":"written by tollgate",')).toBe(true);
    expect(JSON.parse(text)).toMatchObject({
      'src/"cart".ts': {
        path: 'src/"cart".ts',
        statementMap: { 0: { start: { line: 2 }, end: { line: 2 } }, 1: { start: { line: 5 } } },
        s: { 0: 3, 1: 0 },
        fnMap: { 0: { name: "add", decl: { start: { line: 1, column: 9 } }, loc: { end: { line: 3 } } } },
        f: { 0: 3 },
        branchMap: { 0: { line: 2, locations: [{}, {}] } },
        b: { 0: [3, 0] },
      },
    });
  });

  it("comes in pieces of a bounded length, and is empty without a file", () => {
    const coverage = Array.from({ length: 500 }, (_, i) => ({ ...file, path: `src/${i}.ts` }));
    const report = aReport({ coverage });
    const lengths = Array.from(renderIstanbul(report), ({ length }) => length);
    expect(lengths.length).toBeGreaterThan(2);
    expect(Math.max(...lengths)).toBeLessThan(66_000);
    expect(Object.keys(JSON.parse(textOf(renderIstanbul(report))))).toHaveLength(500);
    expect(JSON.parse(textOf(renderIstanbul(aReport({ coverage: [] }))))).toEqual({});
  });
});

describe("SonarQube's generic coverage", () => {
  it("has lines, and the branches on them", () => {
    expect(textOf(renderSonarqube(aReport({ coverage: [file] })))).toMatchInlineSnapshot(`
      "<?xml version="1.0" encoding="UTF-8"?>
      <!-- written by tollgate -->
      <coverage version="1">
      <file path="src/&quot;cart&quot;.ts">
      <lineToCover lineNumber="2" covered="true" branchesToCover="2" coveredBranches="1"/>
      <lineToCover lineNumber="5" covered="false"/>
      </file>
      </coverage>
      "
    `);
  });
});
