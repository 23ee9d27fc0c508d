import fc from "fast-check";
import { expect, it } from "vitest";
import { createCountSlabs } from "./count-slabs.ts";

const count = fc.oneof(
  { weight: 9, arbitrary: fc.nat(12) },
  { weight: 1, arbitrary: fc.constantFrom(-1, 65_535, 65_536, 2 ** 53 - 1) },
);

it("gives back what it was given, however much it keeps", () => {
  fc.assert(
    fc.property(fc.array(fc.array(count), { maxLength: 20 }), (files) => {
      const slabs = createCountSlabs();
      const kept = files.map((counts) => slabs.keep(Float64Array.from(counts)));
      const again = kept.map((counts) => slabs.keep(counts));
      expect(kept.map((counts) => [...counts])).toEqual(files);
      expect(again).toEqual(kept);
    }),
  );
});

it("takes two bytes for a count that fits into them", () => {
  const slabs = createCountSlabs();
  expect(slabs.keep(Float64Array.of(0, 65_535)).BYTES_PER_ELEMENT).toBe(2);
  expect(slabs.keep(Float64Array.of(0, 65_536)).BYTES_PER_ELEMENT).toBe(8);
});

it("keeps counts that are more than a block", () => {
  const many = Float64Array.from({ length: 40_000 }, (_, i) => i);
  const slabs = createCountSlabs();
  slabs.keep(Float64Array.of(1));
  expect([...slabs.keep(many)]).toEqual([...many]);
});

it("forgets counts that turn out not to fit", () => {
  const slabs = createCountSlabs();
  const put = (counts: number[], fits: boolean) =>
    slabs.fill(counts.length, (into) => {
      into.set(counts);
      return fits;
    });
  const first = put([1, 2], true);
  expect(put([7, 7], false)).toBeUndefined();
  expect([first, slabs.keep(Float64Array.of(3))]).toEqual([Uint16Array.of(1, 2), Uint16Array.of(3)]);
});
