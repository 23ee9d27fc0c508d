import { expect, it } from "vitest";
import { nearestNames } from "./nearest-names.ts";

it.each([
  ["covrage", ["coverage", "changed-coverage"], ["coverage"]],
  ["lnies", ["lines", "branches"], ["lines"]],
  ["payments", ["@shop/payments", "@shop/api"], ["@shop/payments"]],
  ["@shop/apis", ["@shop/api", "@shop/web"], ["@shop/api"]],
  ["junit", ["junit-xml", "jest-json"], ["junit-xml"]],
  ["Enforce", ["observe", "enforce"], ["enforce"]],
  ["zzz", ["lines"], []],
  ["", ["lines"], []],
])("%j among %j means %j", (name, candidates, near) => {
  expect(nearestNames(name, candidates)).toEqual(near);
});

it("names three at most", () => {
  expect(nearestNames("ab", ["a", "b", "abc", "abd", "abe"])).toHaveLength(3);
});
