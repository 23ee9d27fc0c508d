import type { Evidence } from "@tollgate/model";
import { aFile, evidence } from "@tollgate/testkit";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isOfOtherContent, otherContentProblems } from "./other-content.ts";

const map = aFile({
  lines: { 3: 1 },
  functions: [{ name: "f", line: 9, column: 0, endLine: 2_147_483_647, hits: 1 }],
  branches: [{ line: 5, arms: [1, 0] }],
}).map;

describe("a map of other content", () => {
  it.each([
    [7, false, true],
    [8, false, false],
    [9, false, false],
    [7, true, false],
  ])("of a file with %d lines, other line ends %s: %s", (lines, hasOtherLineEnds, answer) => {
    expect(isOfOtherContent(map, { lines, hasOtherLineEnds })).toBe(answer);
  });

  it("is an error of its report, once however many files it is about", () => {
    const sources = new Map([
      ["a.ts", { lines: 2, hasOtherLineEnds: false }],
      ["b.ts", { lines: 9, hasOtherLineEnds: false }],
      ["c.ts", { lines: 1, hasOtherLineEnds: false }],
    ]);
    const problems = otherContentProblems(
      [about("good.info", ["b.ts", "unchanged.ts"]), about("old.info", ["b.ts", "a.ts", "c.ts"])],
      sources,
    );
    expect(problems).toMatchObject([
      {
        code: "map-mismatch",
        severity: "error",
        path: "old.info",
        message:
          'The report has code on line 9 of "a.ts", which has 2 lines (and so for 1 more changed file): it is of other content.',
      },
    ]);
  });
});

function about(report: string, paths: readonly string[]): Evidence {
  const [sample] = fc.sample(evidence, { numRuns: 1, seed: 1 });
  const files = paths.map((path) => ({ path, package: "shop", map, counts: new Float64Array(4) }));
  return { ...sample!, input: { ...sample!.input, path: report }, coverage: { files } };
}
