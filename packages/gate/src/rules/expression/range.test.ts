import type { Answer } from "@tollgate/model";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { between, compare, exactly, minus, plus, type Range } from "./range.ts";
import { signs } from "./tree.ts";

type Ends = { readonly lo: number; readonly hi: number };

const ends: fc.Arbitrary<Ends> = fc
  .tuple(fc.integer({ min: -6, max: 6 }), fc.nat(5))
  .map(([lo, width]) => ({ lo, hi: lo + width }));

function rangeOf({ lo, hi }: Ends): Range {
  return between(exactly(lo), exactly(hi));
}

function pointsOf({ lo, hi }: Ends): readonly number[] {
  return Array.from({ length: hi - lo + 1 }, (_, i) => lo + i);
}

const holds = {
  "==": (a: number, b: number) => a === b,
  "!=": (a: number, b: number) => a !== b,
  "<": (a: number, b: number) => a < b,
  "<=": (a: number, b: number) => a <= b,
  ">": (a: number, b: number) => a > b,
  ">=": (a: number, b: number) => a >= b,
} as const;

describe("a comparison of ranges", () => {
  it("is what all values say, and else not known", () => {
    fc.assert(
      fc.property(ends, ends, fc.constantFrom(...signs), (a, b, sign) => {
        const said = new Set(pointsOf(a).flatMap((x) => pointsOf(b).map((y) => holds[sign](x, y))));
        const wanted: Answer = said.size === 2 ? "unknown" : said.has(true) ? "pass" : "fail";
        expect(compare(rangeOf(a), sign, rangeOf(b))).toBe(wanted);
      }),
      { numRuns: 2_000 },
    );
  });

  it("is not known where nothing bounds what matters", () => {
    expect(compare({ lo: exactly(3) }, ">=", rangeOf({ lo: 3, hi: 3 }))).toBe("pass");
    expect(compare({ lo: exactly(3) }, "<=", rangeOf({ lo: 3, hi: 3 }))).toBe("unknown");
    expect(compare({}, "==", {})).toBe("unknown");
  });

  it("is exact", () => {
    const third = between(exactly(1, 3), exactly(1, 3));
    expect(compare(third, ">", between(exactly(3_333, 10_000), exactly(3_333, 10_000)))).toBe("pass");
    expect(compare(third, "<", between(exactly(3_334, 10_000), exactly(3_334, 10_000)))).toBe("pass");
  });
});

it("sums hold every sum, and differences every difference", () => {
  fc.assert(
    fc.property(ends, ends, (a, b) => {
      expect(plus(rangeOf(a), rangeOf(b))).toEqual(rangeOf({ lo: a.lo + b.lo, hi: a.hi + b.hi }));
      expect(minus(rangeOf(a), rangeOf(b))).toEqual(rangeOf({ lo: a.lo - b.hi, hi: a.hi - b.lo }));
    }),
  );
});
