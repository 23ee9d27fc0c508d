import { expect, it } from "vitest";
import { branchEntities } from "../coverage-entities.ts";
import { createMapSlabs } from "../map-slabs.ts";
import { decodeMap } from "./decode-map.ts";
import { Refusal } from "./guards.ts";
import { encodeRows } from "./testing/vlq-text.ts";

const slabs = createMapSlabs();

const nothing = {
  precision: "lines",
  statements: "",
  functions: { names: [], places: "" },
  branches: { types: [], places: "", arms: "" },
  conditions: "",
};

function withBranch(armsSaid: number, arms: readonly number[], types: readonly unknown[] = ["if"]): object {
  const places = encodeRows(Int32Array.of(4, 2, armsSaid), 3);
  return { ...nothing, branches: { types, places, arms: encodeRows(Int32Array.from(arms), 2) } };
}

it("a map in columns is read", () => {
  expect(branchEntities(decodeMap(withBranch(2, [4, 9, -1, -1]), slabs))).toEqual([
    { type: "if", line: 4, column: 2, arms: [4, 9, -1, -1] },
  ]);
});

it("totals are read", () => {
  expect(decodeMap({ ...nothing, totals: [3, 0, 2] }, slabs).totals).toEqual({
    lines: 3,
    functions: 0,
    branches: 2,
  });
});

it.each([
  ["two totals", { ...nothing, totals: [3, 0] }],
  ["a negative total", { ...nothing, totals: [3, -1, 0] }],
  ["a total that no file has", { ...nothing, totals: [10_000_001, 0, 0] }],
  ["totals beside a branch", { ...withBranch(1, [4, 9]), totals: [3, 0, 1] }],
  ["totals with exact places", { ...nothing, precision: "columns", totals: [3, 0, 1] }],
  ["totals that are no list", { ...nothing, totals: 3 }],
  ["fewer arms than it says", withBranch(2, [4, 9])],
  ["more arms than it says", withBranch(1, [4, 9, -1, -1])],
  ["a branch without arms", withBranch(0, [])],
  ["a negative number of arms", withBranch(-1, [])],
  ["more types than places", withBranch(1, [4, 9], ["if", "if"])],
  ["types that are none", withBranch(1, [4, 9], [1])],
  ["more names than places", { ...nothing, functions: { names: ["add"], places: "" } }],
  ["names that are no list", { ...nothing, functions: { names: "add", places: "AAA" } }],
  ["half a statement", { ...nothing, statements: "AA" }],
  ["statements that are no text", { ...nothing, statements: 4 }],
])("a map with %s is refused", (_what, map) => {
  expect(() => decodeMap(map, slabs)).toThrow(Refusal);
});
