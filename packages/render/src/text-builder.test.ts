import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createTextBuilder } from "./text-builder.ts";

const anyPart = fc.oneof(
  fc.string({ unit: "grapheme-ascii" }),
  fc.string({ unit: "binary" }),
  fc.constantFrom("", ",", "é", "日本", "a😀", "\u007f\u0080"),
  fc.integer(),
  fc.nat({ max: Number.MAX_SAFE_INTEGER }),
  fc.constantFrom(0, 9, 10, 99, 100, 999_999_999, 1_000_000_000, 2_147_483_647, 2_147_483_648, 2 ** 53),
);

describe("building text of parts", () => {
  it("gives the parts one after the other", () => {
    const builder = createTextBuilder();
    const whole = (parts: readonly (string | number)[]): string => {
      for (const [i, part] of parts.entries()) {
        if (typeof part === "number") builder.integer(part);
        else if (i % 2 === 0) builder.fixed(part);
        else builder.text(part);
      }
      return builder.take();
    };
    fc.assert(
      fc.property(fc.array(anyPart), (parts) => {
        expect(whole(parts)).toBe(parts.join(""));
      }),
    );
  });

  it("has room for a part of any length", () => {
    const builder = createTextBuilder();
    const long = "é".repeat(300_000);
    builder.text("a");
    builder.text(long);
    expect(builder.isFull()).toBe(true);
    expect(builder.take()).toBe(`a${long}`);
    expect([builder.isFull(), builder.take()]).toEqual([false, ""]);
  });
});
