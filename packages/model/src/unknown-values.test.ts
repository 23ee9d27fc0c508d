import { expect, it } from "vitest";
import { at, entriesOf, stringsOf } from "./unknown-values.ts";

it("reads own members only", () => {
  const value: unknown = JSON.parse('{"a":{"b":[1]},"n":null,"__proto__":{"x":1}}');
  expect([at(value, "a", "b"), at(value, "__proto__", "x"), at(value)]).toEqual([[1], 1, value]);
  expect([at(value, "n"), at(value, "a", "c"), at(value, "toString"), at("text", "length")]).toEqual([
    undefined,
    undefined,
    undefined,
    undefined,
  ]);
});

it("takes other types for empty", () => {
  expect([entriesOf([1]), entriesOf(null), stringsOf("a"), stringsOf(["a", 1, null])]).toEqual([
    [],
    [],
    [],
    ["a"],
  ]);
});
