import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { detectable, type Pair, ratioOf } from "./bootstrap.ts";

const pairs = fc.array(fc.record({ base: fc.nat(50_000), head: fc.nat(50_000), key: fc.uuid() }), {
  minLength: 2,
  maxLength: 30,
});

/** Tests of all lengths, each `factor` as long as before, give or take `noise`. */
function paired(count: number, factor: number, noise: number): readonly Pair[] {
  return Array.from({ length: count }, (_, i) => {
    const base = 1_000 * (1 + (i % 37));
    const wave = Math.sin(i * 12.9898) * noise;
    return { base, head: Math.round(base * factor * (1 + wave)), key: `test ${i}` };
  });
}

describe("the ratio of paired times", () => {
  it("has bounds around its value", () => {
    const { value, lo, hi } = ratioOf(paired(100, 1.2, 0.1))!;
    expect(value).toBeCloseTo(1.2, 1);
    expect(lo).toBeLessThan(value);
    expect(hi).toBeGreaterThan(value);
    expect(hi - lo).toBeLessThan(0.1);
  });

  it("is certain where every test changed alike", () => {
    const { lo, hi, spread } = ratioOf(paired(50, 2, 0))!;
    expect([lo, hi]).toEqual([2, 2]);
    expect(spread).toBeCloseTo(0);
  });

  it("is the same for any order", () => {
    fc.assert(
      fc.property(pairs, (given) => {
        expect(ratioOf(given.toReversed())).toEqual(ratioOf(given));
      }),
    );
    const many = paired(3_000, 1.1, 0.3);
    expect(ratioOf(many.toReversed())).toEqual(ratioOf(many));
  });

  it("has ordered bounds and no value that is no number", () => {
    fc.assert(
      fc.property(pairs, (given) => {
        const ratio = ratioOf(given);
        if (ratio === undefined) return;
        expect(ratio.lo).toBeLessThanOrEqual(ratio.hi);
        expect(Number.isNaN(ratio.spread)).toBe(false);
      }),
    );
  });

  it("of many tests is about as wide as that of all of them one by one", () => {
    const width = (count: number): number => {
      const { lo, hi } = ratioOf(paired(count, 1, 0.5))!;
      return (hi - lo) * Math.sqrt(count);
    };
    expect(width(5_000) / width(500)).toBeGreaterThan(0.7);
    expect(width(5_000) / width(500)).toBeLessThan(1.4);
  });

  it("is none where the base took no time", () => {
    expect(ratioOf([{ base: 0, head: 5, key: "a" }])).toBeUndefined();
  });

  it("shows the smaller increases the less the times vary", () => {
    const least = (noise: number): number => detectable(ratioOf(paired(40, 1, noise))!, 1.2);
    expect(least(0)).toBeCloseTo(1.2);
    expect(least(0.2)).toBeGreaterThan(1.2);
    expect(least(0.8)).toBeGreaterThan(least(0.2));
  });
});
