import type { ChangedFileCoverage, LineRange } from "@tollgate/model";
import { aChangedFile } from "@tollgate/testkit";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ChangedCount } from "./count-changed.ts";
import { placeWords, smallestSet } from "./smallest-set.ts";

describe("the smallest set of places to cover", () => {
  const ranges: readonly LineRange[] = [
    [1, 9],
    [12, 14],
    [20, 23],
  ];

  it.each([
    [1, "lines 12–14 of `a.ts`"],
    [3, "lines 12–14 of `a.ts`"],
    [4, "lines 20–23 of `a.ts`"],
    [5, "lines 1–9 of `a.ts`"],
    [10, "lines 1–9 of `a.ts`, lines 12–14 of `a.ts`"],
    [14, "lines 1–9 of `a.ts`, lines 20–23 of `a.ts`, lines 12–14 of `a.ts`"],
    [17, ""],
  ])("for %d lines is %s", (needed, words) => {
    expect(placeWords(setOf([["a.ts", ranges]], needed))).toBe(words);
  });

  it("holds the lines of a function that nothing calls together, the outermost one", () => {
    const functions = [
      { name: "inner", line: 12, endLine: 14, excused: false },
      { name: "outer", line: 10, endLine: 30, excused: false },
    ];
    const file = aChangedFile({ path: "a.ts", uncoveredFunctions: functions });
    expect(placeWords(smallestSet(countOf([file], [ranges]), {}, "lines", 6))).toBe(
      "`outer` in `a.ts` (lines 12–14, 20–23)",
    );
    expect(placeWords(smallestSet(countOf([file], [ranges]), {}, "functions", 1))).toBe(
      "`outer` in `a.ts` (line 10)",
    );
  });

  it("is not told of branches, which have no place", () => {
    expect(smallestSet(countOf([aChangedFile()], [ranges]), {}, "branches", 1)).toEqual([]);
  });

  it("is enough, and would not be without any of its places", () => {
    const sizes = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(sizes, fc.integer({ min: 1, max: 40 }), (all, needed) => {
        const lines = all.map((size, i): LineRange => [i * 10 + 1, i * 10 + size]);
        const chosen = setOf([["a.ts", lines]], needed).map(({ size }) => size);
        const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0);
        if (sum(all) < needed) {
          expect(chosen).toEqual([]);
          return;
        }
        expect(sum(chosen)).toBeGreaterThanOrEqual(needed);
        for (const size of chosen) expect(sum(chosen) - size).toBeLessThan(needed);
        // No fewer places would do.
        const largest = [...all].sort((a, b) => b - a);
        expect(sum(largest.slice(0, chosen.length - 1))).toBeLessThan(needed);
      }),
    );
  });
});

function setOf(
  files: readonly (readonly [path: string, ranges: readonly LineRange[]])[],
  needed: number,
): ReturnType<typeof smallestSet> {
  const count = countOf(
    files.map(([path]) => aChangedFile({ path })),
    files.map(([, ranges]) => ranges),
  );
  return smallestSet(count, {}, "lines", needed);
}

function countOf(
  files: readonly ChangedFileCoverage[],
  uncovered: readonly (readonly LineRange[])[],
): ChangedCount {
  const none = { found: 0, hit: 0, mayHit: 0 };
  return {
    ...none,
    notCharged: 0,
    files: files.map((file, i) => ({ file, extent: none, uncovered: uncovered[i]! })),
    unmeasured: [],
  };
}
