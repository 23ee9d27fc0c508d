import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseDuration } from "./duration.ts";

describe("a time", () => {
  test.each<[text: string, us: number]>([
    ["0.5", 500_000],
    ["0", 0],
    ["-0.0", 0],
    ["12", 12_000_000],
    [".25", 250_000],
    ["1.", 1_000_000],
    [" 1.5 ", 1_500_000],
    ["1e-05", 10],
    ["1e3", 1_000_000_000],
    ["0.0000004", 0],
    ["2,120.532", 2_120_532_000],
    ["1,234,567", 1_234_567_000_000],
    ["0,160", 160_000],
    ["0,25", 250_000],
    ["12,5", 12_500_000],
    ["1234,567", 1_234_567_000],
    ["80.803us", 81],
    ["80.803 µs", 81],
    ["1500ns", 2],
    ["12ms", 12_000],
    ["3 seconds", 3_000_000],
  ])("%j is %d microseconds", (text, us) => {
    expect(parseDuration(text)).toEqual({ us });
  });

  test.each([
    "NaN",
    "inf",
    "-Infinity",
    "1m30s",
    "5 min",
    "abc",
    "1.2.3",
    "1e400",
    "12.345.678,9",
    "0x10",
    "9e15",
  ])("%j is unknown", (text) => {
    expect(parseDuration(text)).toEqual({ doubt: "unknown" });
  });

  test.each(["1,234", "12,345", "-1,234"])("%j is ambiguous", (text) => {
    expect(parseDuration(text)).toEqual({ doubt: "ambiguous" });
  });

  test.each(["-1.5", "-2,120.532", "-5ms"])("%j is negative and counts as 0", (text) => {
    expect(parseDuration(text)).toEqual({ us: 0, doubt: "negative" });
  });

  test("that is empty is absent", () => {
    expect(parseDuration(" ")).toEqual({});
  });

  test("of any text is a safe whole number from 0, or none", () => {
    const odd = fc.string({ unit: fc.constantFrom(..."0123456789.,-+eEnums ".split("")), maxLength: 14 });
    fc.assert(
      fc.property(odd, (text) => {
        const { us } = parseDuration(text);
        expect(us === undefined || (Number.isSafeInteger(us) && us >= 0 && !Object.is(us, -0))).toBe(true);
      }),
      { numRuns: 2_000 },
    );
  });
});
