import fc from "fast-check";
import { expect, it } from "vitest";
import { createByteSlabs } from "./byte-slabs.ts";

const anyPart = fc.oneof(
  fc.uint8Array({ maxLength: 20 }),
  fc.nat({ max: 400_000 }).map((length) => new Uint8Array(length).fill(length)),
);

it("keeps parts as they were, also when they change and more is kept", () => {
  fc.assert(
    fc.property(fc.array(fc.array(anyPart, { maxLength: 3 }), { maxLength: 8 }), (lists) => {
      const slabs = createByteSlabs();
      const kept = lists.map((parts) => {
        const given = parts.map((part) => part.slice());
        const bytes = slabs.keep(given);
        for (const part of given) part.fill(1);
        return bytes;
      });
      for (const [i, parts] of lists.entries())
        expect(Buffer.concat(parts).equals(kept[i]!), `list ${i}`).toBe(true);
    }),
    { numRuns: 30 },
  );
});

it("gives its memory back, and keeps again afterwards", () => {
  const slabs = createByteSlabs();
  const kept = slabs.keep([Buffer.from("one"), Buffer.from("two")]);
  slabs.release();
  expect(kept).toHaveLength(0);
  expect(slabs.keep([Buffer.from("three")]).toString()).toBe("three");
});
