import { describe, expect, it } from "vitest";
import { countChange, duration, share, shareOf } from "./figures.ts";

describe("shares", () => {
  it.each([
    [{ found: 0, hit: 0, mayHit: 0 }, "n/a", "n/a"],
    [{ found: 3, hit: 2, mayHit: 2 }, "66.6 %", "66.6 % (2/3)"],
    [{ found: 2, hit: 2, mayHit: 2 }, "100 %", "100 % (2/2)"],
    [{ found: 10_000, hit: 9_999, mayHit: 9_999 }, "99.9 %", "99.9 % (9,999/10,000)"],
    [{ found: 100, hit: 81, mayHit: 84 }, "81–84 %", "81–84 % (81–84/100)"],
    [{ found: 8, hit: 5, mayHit: 8 }, "62.5–100 %", "62.5–100 % (5–8/8)"],
    [
      { found: 2 ** 52, hit: 2 ** 52 - 1, mayHit: 2 ** 52 - 1 },
      "99.9 %",
      "99.9 % (4,503,599,627,370,495/4,503,599,627,370,496)",
    ],
  ])("shows %j", (extent, short, long) => {
    expect([share(extent), shareOf(extent)]).toEqual([short, long]);
  });
});

it.each([
  [0, "0 ms"],
  [1_499, "1 ms"],
  [999_400, "999 ms"],
  [999_600, "1.0 s"],
  [1_990_050, "1.9 s"],
  [59_999_000, "59.9 s"],
  [125_000_000, "2 min 5 s"],
])("shows %i microseconds as %s", (us, words) => {
  expect(duration(us)).toBe(words);
});

it.each([
  [12, 9, " (+3)"],
  [9, 1_209, " (−1,200)"],
  [9, 9, ""],
  [9, undefined, ""],
])("counts %d against %s", (now, base, words) => {
  expect(countChange(now, base)).toBe(words);
});
