import fc from "fast-check";
import { expect, it } from "vitest";
import { Refusal } from "./guards.ts";
import { createVarintReader, createVarintWriter } from "./varints.ts";

it("integers are read as they were written, also after others", () => {
  const writer = createVarintWriter();
  fc.assert(
    fc.property(fc.array(fc.oneof(fc.nat(), fc.maxSafeNat()), { maxLength: 2_000 }), (values) => {
      for (const value of values) writer.put(value);
      const reader = createVarintReader(writer.take());
      expect(values.map(() => reader.take())).toEqual(values);
      expect(reader.isAtEnd()).toBe(true);
    }),
    { examples: [[[0, 127, 128, 0x7fff_ffff, 0x8000_0000, 2 ** 53]]] },
  );
});

it("what is cut or too large is refused", () => {
  const cut = createVarintReader(Buffer.of(0x80).toString("base64"));
  expect(() => cut.take()).toThrow(Refusal);
  const large = createVarintReader(Buffer.from([...Array(9).fill(0xff), 1]).toString("base64"));
  expect(() => large.take()).toThrow(Refusal);
});
