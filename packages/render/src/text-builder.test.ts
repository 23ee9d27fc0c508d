import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createTextBuilder, numberedPart } from "./text-builder.ts";

const anyPart = fc.oneof(
  fc.string({ unit: "grapheme-ascii" }),
  fc.string({ unit: "binary" }),
  fc.constantFrom("", ",", "é", "日本", "a😀", "\u007f\u0080"),
  fc.integer(),
  fc.nat({ max: Number.MAX_SAFE_INTEGER }),
  fc.constantFrom(
    0,
    9,
    10,
    99,
    100,
    4_095,
    4_096,
    -1,
    999_999_999,
    1_000_000_000,
    2_147_483_647,
    2_147_483_648,
    2 ** 53,
  ),
);

const utf8 = (bytes: Uint8Array): string => Buffer.from(bytes).toString();

describe("building text of parts", () => {
  it("gives the parts one after the other", () => {
    const builder = createTextBuilder();
    const around = [numberedPart("", ""), numberedPart("é", '" hits="')];
    const whole = (parts: readonly (string | number)[]): string => {
      for (const [i, part] of parts.entries()) {
        if (typeof part === "string") i % 2 === 0 ? builder.fixed(part) : builder.text(part);
        else if (i % 3 === 0) builder.integer(part);
        else builder.numbered(around[(i % 3) - 1]!, part);
      }
      return utf8(builder.take());
    };
    const plain = (part: string | number, i: number): string =>
      typeof part === "number" && i % 3 === 2 ? `é${part}" hits="` : String(part);
    fc.assert(
      fc.property(fc.array(anyPart), (parts) => {
        expect(whole(parts)).toBe(utf8(Buffer.from(parts.map(plain).join(""))));
      }),
    );
  });

  it("has room for a part of any length", () => {
    const builder = createTextBuilder();
    const long = "é".repeat(300_000);
    builder.text("a");
    builder.text(long);
    expect(builder.isFull()).toBe(true);
    expect(utf8(builder.take())).toBe(`a${long}`);
    expect([builder.isFull(), builder.take().length]).toEqual([false, 0]);
  });
});
