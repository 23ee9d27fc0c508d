import { describe, expect, it } from "vitest";
import { parseDuration, showDuration } from "./duration.ts";

describe("a duration", () => {
  it.each([
    ["500ms", 500_000],
    ["0.5 ms", 500],
    ["90s", 90_000_000],
    ["1.001s", 1_001_000],
    ["2.5m", 150_000_000],
    ["1h", 3_600_000_000],
    ["0s", 0],
  ])("is read from %s as integer", (text, wanted) => {
    expect(parseDuration(text)).toBe(wanted);
  });

  it.each(["", "90", "90 seconds", "-1s", "1.2345s", "1e3s", "1d", "1m30s", "NaNs"])("is not %j", (text) => {
    expect(parseDuration(text)).toBeUndefined();
  });

  it.each([
    [0, "0 ms"],
    [1, "1 ms"],
    [850_000, "850 ms"],
    [1_500_000, "1.5 s"],
    [59_999_001, "1 min"],
    [200_000_000, "3 min 20 s"],
    [3_600_000_000, "1 h"],
    [5_400_000_000, "1 h 30 min"],
  ])("of %i microseconds is shown as %s", (microseconds, shown) => {
    expect(showDuration(microseconds)).toBe(shown);
  });
});
