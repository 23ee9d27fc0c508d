import fc from "fast-check";
import { expect, test } from "vitest";
import { createLineCounter, type Place } from "./place.ts";

test("a place is the same however the text before it was dropped", () => {
  const text = fc.string({ unit: fc.constantFrom("a", "é", "😀", "\n"), maxLength: 30 });
  fc.assert(
    fc.property(text, text, text, (first, second, third) => {
      const pieces = createLineCounter();
      pieces.drop(Buffer.from(first));
      pieces.pass(Buffer.from(second), second.split("\n").length - 1);
      expect(pieces.after(Buffer.from(third))).toEqual(placeBehind(first + second + third));
    }),
  );
});

test("line feeds are found among all bytes, wherever these lie in memory", () => {
  const byte = fc.oneof(fc.nat(255), fc.constantFrom(0x0a, 0x0b, 0x09, 0x8a, 0x00, 0xff));
  fc.assert(
    fc.property(fc.array(byte, { maxLength: 40 }), fc.nat(8), (bytes, offset) => {
      const text = Buffer.alloc(offset + bytes.length, 0x0a).subarray(offset);
      text.set(bytes);
      expect(createLineCounter().after(text).line).toBe(1 + bytes.filter((one) => one === 0x0a).length);
    }),
  );
});

test("lines and columns count from 1", () => {
  expect(placeBehind("")).toEqual({ line: 1, column: 1 });
  expect(placeBehind("ab\nc")).toEqual({ line: 2, column: 2 });
  expect(placeBehind("\né")).toEqual({ line: 2, column: 2 });
});

function placeBehind(text: string): Place {
  return createLineCounter().after(Buffer.from(text));
}
