import { describe, expect, it } from "vitest";
import { expandMatrix, nameOfLeg } from "./matrix.ts";

describe("a matrix", () => {
  it("is one job without values when there is none", () => {
    expect(expandMatrix(undefined)).toEqual([{}]);
  });

  it("is every combination, the last axis first to change", () => {
    expect(expandMatrix({ a: [1, 2], b: ["x", "y"] }).map((leg) => nameOfLeg("t", leg))).toEqual([
      "t (1, x)",
      "t (1, y)",
      "t (2, x)",
      "t (2, y)",
    ]);
  });

  it("leaves out and adds as GitHub's documentation shows", () => {
    const legs = expandMatrix({
      fruit: ["apple", "pear"],
      animal: ["cat", "dog"],
      exclude: [{ fruit: "pear", animal: "dog" }],
      include: [
        { color: "green" },
        { color: "pink", animal: "cat" },
        { fruit: "apple", shape: "circle" },
        { fruit: "banana" },
        { fruit: "banana", animal: "cat" },
      ],
    });
    expect(legs).toEqual([
      { fruit: "apple", animal: "cat", color: "pink", shape: "circle" },
      { fruit: "apple", animal: "dog", color: "green", shape: "circle" },
      { fruit: "pear", animal: "cat", color: "pink" },
      { fruit: "banana" },
      { fruit: "banana", animal: "cat" },
    ]);
  });

  it("is the included jobs when there is nothing else", () => {
    expect(expandMatrix({ include: [{ a: 1 }, { a: 2 }] })).toEqual([{ a: 1 }, { a: 2 }]);
  });

  it("writes values that are no words", () => {
    expect(nameOfLeg("t", { a: { b: 1 } })).toBe('t ({"b":1})');
  });
});
