import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Refusal } from "./codec/guards.ts";
import { decodeLineRanges, encodeLineRanges, testsAtLine, toLineRanges } from "./line-tests.ts";

const hits = fc
  .uniqueArray(fc.tuple(fc.nat({ max: 300 }), fc.array(fc.integer({ min: 1, max: 400 }))), {
    selector: ([test]) => test,
  })
  .map((list) => new Map(list));

describe("lines of tests", () => {
  it("keep who hit what", () => {
    fc.assert(
      fc.property(hits, fc.integer({ min: 1, max: 400 }), (told, line) => {
        const wanted = [...told].filter(([, lines]) => lines.includes(line)).map(([test]) => test);
        expect(testsAtLine(toLineRanges(told), line)).toEqual(wanted.sort((a, b) => a - b));
      }),
    );
  });

  it("are the same in any order", () => {
    fc.assert(
      fc.property(hits, (told) => {
        const turned = [...told].reverse().map(([test, lines]) => [test, [...lines].reverse()] as const);
        expect(toLineRanges(turned)).toEqual(toLineRanges(told));
      }),
    );
  });

  it("are read as they were written", () => {
    fc.assert(
      fc.property(hits, (told) => {
        const ranges = toLineRanges(told);
        expect(decodeLineRanges(encodeLineRanges(ranges), 301)).toEqual(ranges);
      }),
    );
    const far = toLineRanges([[70_000, [1, 2_147_483_647, 2_147_483_646]]]);
    expect(decodeLineRanges(encodeLineRanges(far), 70_001)).toEqual(far);
  });

  it("take two bytes at most for a line that a test hit, where lines lie close", () => {
    // Every test hits every other line of 400: nothing joins to a range.
    const lines = Array.from({ length: 200 }, (_, i) => i * 2 + 1);
    const told = Array.from({ length: 50 }, (_, test) => [test, lines] as const);
    expect(encodeLineRanges(toLineRanges(told)).length / (50 * 200)).toBeLessThan(2);
  });

  it("of any text are refused or bounded, never an endless wait", () => {
    fc.assert(
      fc.property(fc.base64String({ maxLength: 40 }), fc.nat({ max: 9 }), (text, tests) => {
        try {
          const ranges = decodeLineRanges(text, tests);
          for (let i = 0; i < ranges.length; i += 3) {
            expect(ranges[i]).toBeLessThan(tests);
            expect(ranges[i + 1]).toBeLessThanOrEqual(ranges[i + 2]!);
          }
        } catch (error) {
          expect(error).toBeInstanceOf(Refusal);
        }
      }),
    );
  });
});
