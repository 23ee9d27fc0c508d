import type { Answer } from "@tollgate/model";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { atLeast, atMost, type Interval, shareAtLeast } from "./interval.ts";

const interval: fc.Arbitrary<Interval> = fc
  .tuple(fc.nat(30), fc.nat(10))
  .map(([lo, more]) => ({ lo, hi: lo + more }));

function members({ lo, hi }: Interval): readonly number[] {
  return Array.from({ length: hi - lo + 1 }, (_, i) => lo + i);
}

function agreed(values: readonly boolean[]): Answer {
  if (values.every(Boolean)) return "pass";
  return values.some(Boolean) ? "unknown" : "fail";
}

describe("a count that may be several", () => {
  it("answers what every member agrees on, else unknown", () => {
    fc.assert(
      fc.property(interval, fc.nat(45), (count, limit) => {
        expect(atLeast(count, limit)).toBe(agreed(members(count).map((value) => value >= limit)));
        expect(atMost(count, limit)).toBe(agreed(members(count).map((value) => value <= limit)));
      }),
    );
  });

  it("is never decided upwards when nothing bounds it", () => {
    expect(atLeast({ lo: 3, hi: Number.POSITIVE_INFINITY }, 4)).toBe("unknown");
    expect(atMost({ lo: 0, hi: Number.POSITIVE_INFINITY }, 0)).toBe("unknown");
    expect(atMost({ lo: 1, hi: Number.POSITIVE_INFINITY }, 0)).toBe("fail");
  });
});

type Share = typeof shareAtLeast;

/** A limit in whole percents just above or below the share, where rounding goes wrong. */
const nearShare = fc.constantFrom(0, 100);

/** A share is decided as the exact fractions of all members are. */
function shareLaw(share: Share): void {
  fc.assert(
    fc.property(interval, fc.integer({ min: 1, max: 20 }), nearShare, (count, more, above) => {
      const n = count.hi + more;
      const limit = Math.floor((count.lo / n) * 100) * 100 + above;
      const exact = members(count).map((value) => value * 10_000 >= limit * n);
      expect(share(count, n, limit)).toBe(agreed(exact));
    }),
  );
}

describe("a share against a limit", () => {
  it("is decided as exact fractions are", () => {
    shareLaw(shareAtLeast);
  });

  it("notices a comparison of rounded percentages", () => {
    const rounding: Share = ({ lo, hi }, n, limit) =>
      agreed([lo, hi].map((value) => Math.round((value / n) * 100) * 100 >= limit));
    expect(() => shareLaw(rounding)).toThrow();
  });

  it("notices a comparison of the better end alone", () => {
    const hopeful: Share = ({ hi }, n, limit) => (hi * 10_000 >= limit * n ? "pass" : "fail");
    expect(() => shareLaw(hopeful)).toThrow();
  });

  it("is unknown for 0 of 0, also against 0 %", () => {
    expect(shareAtLeast({ lo: 0, hi: 0 }, 0, 0)).toBe("unknown");
  });

  it("is exact for the largest counts", () => {
    const n = Number.MAX_SAFE_INTEGER;
    expect(shareAtLeast({ lo: n - 1, hi: n - 1 }, n, 10_000)).toBe("fail");
  });
});
