import { expect, it } from "vitest";
import { newCounts } from "./new-counts.ts";

it("counts of files are zeros that no other file writes", () => {
  const lengths = [0, 1, 300, 5_000, 2_048, ...Array<number>(60).fill(2_000)];
  const all = lengths.map((length, i) => {
    const counts = newCounts(length);
    expect(counts).toEqual(new Float64Array(length));
    return counts.fill(i + 1);
  });
  expect(all.map((counts) => counts.length)).toEqual(lengths);
  for (const [i, counts] of all.entries()) expect(counts.every((count) => count === i + 1)).toBe(true);
});
