import { describe, expect, it } from "vitest";
import { parseHits, parseLine } from "./hits.ts";

describe("a hit count", () => {
  it.each([
    ["0", 0],
    ["007", 7],
    ["1.5e+10", 15_000_000_000],
    ["1e3", 1_000],
    ["0.25", 1],
    ["2.0", 2],
    ["9007199254740991", Number.MAX_SAFE_INTEGER],
    ["9007199254740993", Number.MAX_SAFE_INTEGER],
  ])("is read from %s", (text, hits) => {
    expect(parseHits(text)).toBe(hits);
  });

  it.each(["", "-1", "+1", "=====", "#####", "-", "NaN", "Infinity", "1e999", "0x10", "1,5", "1 "])(
    "is not read from %j",
    (text) => {
      expect(parseHits(text)).toBeUndefined();
    },
  );

  it("that is a negative number in an unsigned one is none", () => {
    expect(parseHits(String(2n ** 64n - 1n))).toBeUndefined();
  });
});

describe("a line number", () => {
  it.each([
    ["1", 1],
    ["2147483647", 2_147_483_647],
    ["2147483648", -1],
    ["0", -1],
    ["-3", -1],
    ["1.5", -1],
    ["", -1],
    ["99999999999", -1],
  ])("of %s is %d", (text, line) => {
    expect(parseLine(text)).toBe(line);
  });
});
