import { exactMap, totalsMap } from "@tollgate/testkit";
import fc from "fast-check";
import { expect, it } from "vitest";
import type { CoverageMap } from "./coverage.ts";
import { createMapSlabs } from "./map-slabs.ts";

it("keeps maps whose numbers were somewhere else", () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(exactMap, totalsMap)), (maps) => {
      const slabs = createMapSlabs();
      const kept = maps.map((map) => {
        const lent = structuredClone(map);
        const copy = slabs.keep(lent);
        for (const numbers of columnsOf(lent)) numbers.fill(-9);
        return copy;
      });
      expect(kept).toEqual(maps);
    }),
  );
});

it("has room for a column of any length", () => {
  const slabs = createMapSlabs();
  const lengths = [0, 3, 16 * 1024, 5, 600 * 1024, 1];
  const rooms = lengths.map((length, i) => slabs.room(length).fill(i));
  for (const [i, room] of rooms.entries()) {
    expect(room).toHaveLength(lengths[i]!);
    expect(room.every((number) => number === i)).toBe(true);
  }
});

function columnsOf({ statements, functions, branches, conditions }: CoverageMap): readonly Int32Array[] {
  return [statements, functions.places, branches.places, branches.arms, conditions];
}
