import { expect, it } from "vitest";
import { parseCart } from "./parse-cart.ts";

it("reads lines", () => {
  const lines = [{ sku: "tea", quantity: 2 }];
  expect(parseCart(JSON.stringify({ lines }))).toEqual({ lines });
});

it.each([
  ["no JSON", "tea"],
  ["null", "null"],
  ["no lines", "{}"],
  ["an empty cart", '{ "lines": [] }'],
  ["an empty line", '{ "lines": [null] }'],
  ["half a piece", '{ "lines": [{ "sku": "tea", "quantity": 0.5 }] }'],
  ["a negative quantity", '{ "lines": [{ "sku": "tea", "quantity": -1 }] }'],
])("refuses %s", (_what, text) => {
  expect(() => parseCart(text)).toThrow("bad-request");
});
