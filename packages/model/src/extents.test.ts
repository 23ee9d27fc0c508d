import fc from "fast-check";
import { expect, it } from "vitest";
import type { CoverageMap } from "./coverage.ts";
import { branchColumns, functionColumns, noBranches, noFunctions } from "./coverage-entities.ts";
import { extentsOf, lineHits, orderedLineHits } from "./extents.ts";
import { mapDigest } from "./map-digest.ts";

const statements = fc.array(fc.tuple(fc.integer({ min: 1, max: 9 }), fc.integer({ min: -1, max: 3 })), {
  maxLength: 12,
});

it("counts lines alike in any order of statements", () => {
  fc.assert(
    fc.property(statements, (list) => {
      const sorted = [...list].sort((a, b) => a[0] - b[0]);
      expect(linesOf(list)).toEqual(linesOf(sorted));
    }),
  );
});

it("gives the hits of lines in their order, whatever that of the statements", () => {
  fc.assert(
    fc.property(statements, (list) => {
      const { map, counts } = measured(list);
      const { lines, hits } = orderedLineHits(map, counts);
      expect(lines).toEqual([...lines].sort((a, b) => a - b));
      expect(new Map(lines.map((line, i) => [line, hits[i]!]))).toEqual(lineHits(map, counts));
      expect(new Set(lines).size).toBe(lines.length);
    }),
  );
});

it("counts a line once, covered when one of its statements is", () => {
  expect(
    linesOf([
      [1, 0],
      [1, 2],
      [2, 0],
      [3, -1],
      [4, -1],
      [4, 1],
    ]),
  ).toEqual({ found: 3, hit: 2, mayHit: 2 });
});

it("looks at lines within only", () => {
  const list = [
    [1, 1],
    [2, 0],
    [3, 1],
  ] as const;
  expect(linesOf(list, (line) => line > 1)).toEqual({ found: 2, hit: 1, mayHit: 1 });
});

it("takes the totals of a file that has them, and of some lines only what has a place", () => {
  const { map: placed } = measured([
    [1, 1],
    [2, 0],
  ]);
  const shape = { ...placed, totals: { lines: 9, functions: 4, branches: 3 } };
  const map = { ...shape, digest: mapDigest(shape) };
  const [least, most] = [Float64Array.of(1, 0, 1, 2, -1), Float64Array.of(1, 1, 6, 2, -1)];
  expect(extentsOf(map, least, most)).toEqual({
    lines: { found: 9, hit: 1, mayHit: 6 },
    functions: { found: 4, hit: 2, mayHit: 2 },
    branches: { found: 0, hit: 0, mayHit: 0 },
  });
  const all = { line: () => true, span: () => true };
  expect(extentsOf(map, least, most, all).lines).toEqual({ found: 2, hit: 1, mayHit: 2 });
});

it("asks of functions, arms and conditions where they lie, not whether their line counts", () => {
  const shape = {
    precision: "lines" as const,
    statements: Int32Array.from([2, -1, -1, -1]),
    functions: functionColumns([
      { name: "open", line: 1, column: -1, endLine: -1 },
      { name: "whole", line: 2, column: -1, endLine: 5 },
      { name: "other", line: 6, column: -1, endLine: 7 },
    ]),
    branches: branchColumns([
      { type: "if", line: 1, column: -1, arms: [2, -1, 4, -1, -1, -1] },
      { type: "if", line: 4, column: -1, arms: [6, -1, -1, -1] },
    ]),
    conditions: Int32Array.from([3, 2, 4, 3]),
  };
  const counts = Float64Array.from([1, 0, 1, 1, 1, 1, 1, 0, 0, 1, 1]);
  const map = { ...shape, digest: mapDigest(shape) };
  const asked = (first: number, last: number) =>
    extentsOf(map, counts, counts, {
      line: () => false,
      span: (from, to) => from <= last && to >= first,
    });
  expect(asked(1, 1)).toEqual({
    lines: { found: 0, hit: 0, mayHit: 0 },
    functions: { found: 1, hit: 0, mayHit: 0 },
    branches: { found: 3, hit: 3, mayHit: 3 },
  });
  expect(asked(4, 4)).toEqual({
    lines: { found: 0, hit: 0, mayHit: 0 },
    functions: { found: 1, hit: 1, mayHit: 1 },
    branches: { found: 6, hit: 2, mayHit: 2 },
  });
});

it("counts all alike, asked or not", () => {
  const anyHits = fc.array(fc.integer({ min: -1, max: 2 }), { minLength: 9, maxLength: 9 });
  fc.assert(
    fc.property(anyHits, anyHits, (certain, most) => {
      const shape = {
        precision: "lines" as const,
        statements: Int32Array.from([1, 2].flatMap((line) => [line, -1, -1, -1])),
        functions: functionColumns([1, 2].map((line) => ({ name: "f", line, column: -1, endLine: -1 }))),
        branches: branchColumns([
          { type: "if", line: 1, column: -1, arms: [1, -1, -1, -1] },
          { type: "switch", line: 2, column: -1, arms: [2, -1, 3, -1] },
        ]),
        conditions: Int32Array.from([3, 2]),
      };
      const map = { ...shape, digest: mapDigest(shape) };
      const [counts, mayCounts] = [Float64Array.from(certain), Float64Array.from(most)];
      const asked = { line: () => true, span: () => true };
      expect(extentsOf(map, counts, mayCounts)).toEqual(extentsOf(map, counts, mayCounts, asked));
    }),
  );
});

it("counts as possibly hit what the upper ends say", () => {
  const shape = {
    precision: "lines" as const,
    statements: Int32Array.from([1, 2, 3].flatMap((line) => [line, -1, -1, -1])),
    functions: functionColumns([{ name: "f", line: 1, column: -1, endLine: 3 }]),
    branches: branchColumns([{ type: "if", line: 2, column: -1, arms: [2, -1, -1, -1] }]),
    conditions: Int32Array.from([3, 4]),
  };
  const certain = Float64Array.from([1, 0, -1, 0, 0, 2, 1]);
  const most = Float64Array.from([1, 3, -1, 5, 0, 2, 3]);
  expect(extentsOf({ ...shape, digest: mapDigest(shape) }, certain, most)).toEqual({
    lines: { found: 2, hit: 1, mayHit: 2 },
    functions: { found: 1, hit: 0, mayHit: 1 },
    branches: { found: 6, hit: 2, mayHit: 4 },
  });
});

type Statements = readonly (readonly [line: number, hits: number])[];

function measured(list: Statements): { readonly map: CoverageMap; readonly counts: Float64Array } {
  const shape = {
    precision: "lines" as const,
    statements: Int32Array.from(list.flatMap(([line]) => [line, -1, -1, -1])),
    functions: noFunctions,
    branches: noBranches,
    conditions: new Int32Array(0),
  };
  return { map: { ...shape, digest: mapDigest(shape) }, counts: Float64Array.from(list, ([, hits]) => hits) };
}

function linesOf(list: Statements, within?: (line: number) => boolean): unknown {
  const { map, counts } = measured(list);
  if (within === undefined) return extentsOf(map, counts, counts).lines;
  return extentsOf(map, counts, counts, { line: within, span: () => true }).lines;
}
