import { expect, it } from "vitest";
import { lineWords, placeOf } from "./figures.ts";

it("names places and lines", () => {
  expect(placeOf({ path: "a.ts", line: 1, endLine: 3 })).toBe("a.ts:1-3");
  expect(placeOf({ path: "a.ts", line: 1, endLine: 1 })).toBe("a.ts:1");
  expect(placeOf({ line: 1 })).toBe("");
  expect(lineWords([[1, 1]])).toBe("line 1");
  expect(
    lineWords([
      [1, 3],
      [7, 7],
    ]),
  ).toBe("lines 1–3, 7");
});
