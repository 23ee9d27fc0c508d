import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createMapSlabs } from "../map-slabs.ts";
import { Refusal } from "./guards.ts";
import { encodeRows, encodeVlq } from "./testing/vlq-text.ts";
import { decodeRows, decodeVlq } from "./vlq.ts";

const places = { least: -1, most: 2_147_483_647, slabs: createMapSlabs() };

describe("integers as text", () => {
  it("are read as they were written", () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.nat(40), fc.nat(), fc.maxSafeNat()), { maxLength: 2_000 }),
        (values) => {
          expect([...decodeVlq(encodeVlq(Float64Array.from(values)))]).toEqual(values);
          const counts = values.map((value) => value - 1);
          expect([...decodeVlq(encodeVlq(Float64Array.from(counts), 1), 1, counts.length)]).toEqual(counts);
        },
      ),
      { examples: [[[0, 31, 32, 1_023, 1_024, 0x7fff_ffff, 0x8000_0000, Number.MAX_SAFE_INTEGER]]] },
    );
    expect(encodeVlq(Float64Array.of(0, 1, 31, 32, 2 ** 53))).toBe("ABfgBggggggggggI");
  });

  it.each([
    ["cut", "Ag", undefined],
    ["too large", "gggggggggggB", undefined],
    ["too large by one", "hgggggggggI", undefined],
    ["longer than it must be", "hA", undefined],
    ["zero in two letters", "gA", undefined],
    ["without end", `${"g".repeat(2_000)}B`, undefined],
    ["more than were wanted", "AAA", 2],
    ["fewer than were wanted", "A", 2],
    ["of other letters", "A-A", undefined],
    ["of letters that end like ours", "A\u0141", undefined],
    ["of letters for which there is no room", `${"A".repeat(20_000)}\u20ac`, undefined],
  ])("are refused: %s", (_what, text, length) => {
    expect(() => decodeVlq(text, 0, length)).toThrow(Refusal);
  });
});

describe("rows of integers as text", () => {
  it("are read as they were written", () => {
    const position = fc.oneof(fc.integer({ min: -1, max: 200 }), fc.integer({ min: -1, max: places.most }));
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 4 }),
        fc.array(position, { maxLength: 200 }),
        (width, numbers) => {
          const whole = numbers.slice(0, numbers.length - (numbers.length % width));
          expect([...decodeRows(encodeRows(Int32Array.from(whole), width), width, places)]).toEqual(whole);
        },
      ),
      { examples: [[2, [-1, places.most, places.most, -1]]] },
    );
  });

  it.each([
    ["not whole", "ACE", 2],
    ["below the least", "D", 1],
    ["above the most", encodeVlq(Float64Array.of(2 * (places.most + 1))), 1],
    ["far above the most", encodeVlq(Float64Array.of(2 ** 53)), 1],
  ])("are refused: %s", (_what, text, width) => {
    expect(() => decodeRows(text, width, places)).toThrow(Refusal);
  });
});
