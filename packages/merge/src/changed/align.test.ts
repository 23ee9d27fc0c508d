import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { align } from "./align.ts";

const items = fc.array(fc.constantFrom("a", "b", "c", "d"), { maxLength: 14 });

/** The slow and certain way. */
function longest(a: readonly string[], b: readonly string[]): number {
  const table = Array.from({ length: a.length + 1 }, () => new Array<number>(b.length + 1).fill(0));
  for (let i = 1; i <= a.length; i++)
    for (let j = 1; j <= b.length; j++)
      table[i]![j] =
        a[i - 1] === b[j - 1] ? table[i - 1]![j - 1]! + 1 : Math.max(table[i - 1]![j]!, table[i]![j - 1]!);
  return table[a.length]![b.length]!;
}

describe("aligned items", () => {
  it("are equal, in order, and as many as can be", () => {
    fc.assert(
      fc.property(items, items, (a, b) => {
        const partners = [...align(a, b)];
        const pairs = partners.flatMap((i, j) => (i < 0 ? [] : [[i, j] as const]));
        for (const [i, j] of pairs) expect(a[i]).toBe(b[j]);
        const order = pairs.map(([i]) => i);
        expect(order).toEqual([...new Set(order)].sort((x, y) => x - y));
        expect(pairs.length).toBe(longest(a, b));
      }),
      { numRuns: 1_000 },
    );
  });

  it("are those at both ends only where too much differs", () => {
    expect([...align([..."axxxxb"], [..."ayyxyb"], 2)]).toEqual([0, -1, -1, -1, -1, 5]);
  });
});
