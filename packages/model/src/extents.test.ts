import fc from "fast-check";
import { expect, it } from "vitest";
import { extentsOf } from "./extents.ts";
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

function linesOf(
  list: readonly (readonly [line: number, hits: number])[],
  within?: (line: number) => boolean,
): unknown {
  const shape = {
    precision: "lines" as const,
    statements: Int32Array.from(list.flatMap(([line]) => [line, -1, -1, -1])),
    functions: [],
    branches: [],
    conditions: new Int32Array(0),
  };
  const counts = Float64Array.from(list, ([, hits]) => hits);
  return extentsOf({ ...shape, digest: mapDigest(shape) }, counts, new Float64Array(0), within).lines;
}
