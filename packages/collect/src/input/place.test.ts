import fc from "fast-check";
import { expect, test } from "vitest";
import { createLineCounter } from "./place.ts";

test("a place is the same however the text before it was dropped", () => {
  const text = fc.string({ unit: fc.constantFrom("a", "\n"), maxLength: 30 });
  fc.assert(
    fc.property(text, text, text, (first, second, third) => {
      const pieces = createLineCounter();
      pieces.drop(first);
      pieces.drop(second);
      expect(pieces.after(third)).toEqual(createLineCounter().after(first + second + third));
    }),
  );
});

test("lines and columns count from 1", () => {
  expect(createLineCounter().after("")).toEqual({ line: 1, column: 1 });
  expect(createLineCounter().after("ab\nc")).toEqual({ line: 2, column: 2 });
});
