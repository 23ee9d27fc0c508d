import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parsePercent, showLimit, showShare } from "./percent.ts";

describe("a percentage of the policy", () => {
  it.each([
    ["80%", 8000],
    ["80.5%", 8050],
    ["80.25 %", 8025],
    ["0%", 0],
    ["100%", 10_000],
    ["100.00%", 10_000],
    ["0.05%", 5],
  ])("%s is %d hundredths", (text, hundredths) => {
    expect(parsePercent(text)).toBe(hundredths);
  });

  it.each(["80", "80.555%", "101%", "100.01%", "-1%", "1e1%", ".5%", "80,5%", "%", "", " 80%", "80%\n"])(
    "%j is none",
    (text) => {
      expect(parsePercent(text)).toBeUndefined();
    },
  );

  it("is shown as it was written", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10_000 }), (limit) => {
        expect(parsePercent(showLimit(limit))).toBe(limit);
      }),
    );
  });
});

describe("a shown share", () => {
  it.each([
    [86, 110, 8000, "78.1 %"],
    [999_999, 1_000_000, 8000, "99.9 %"],
    [1, 1, 8000, "100 %"],
    [4, 5, 8000, "80 %"],
    [2, 3, 6667, "66.66 %"],
    [0, 7, 8000, "0 %"],
    [0, 0, 8000, "n/a"],
  ])("%d of %d is %s", (part, whole, limit, text) => {
    expect(showShare(part, whole, limit)).toBe(text);
  });

  it("is 100 % only when all is covered, and below a limit that it misses", () => {
    fc.assert(
      fc.property(fc.nat(100_000), fc.integer({ min: 1, max: 100_000 }), fc.nat(10_000), (a, b, limit) => {
        const part = Math.min(a, b);
        const shown = parsePercent(showShare(part, b, limit)) ?? Number.NaN;
        expect(shown).toBeLessThanOrEqual((part / b) * 10_000);
        expect(shown === 10_000).toBe(part === b);
        if (part * 10_000 < limit * b) expect(shown).toBeLessThan(limit);
      }),
    );
  });
});
