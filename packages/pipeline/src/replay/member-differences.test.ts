import { describe, expect, it } from "vitest";
import { memberDifferences } from "./member-differences.ts";

describe("differences of two JSON values", () => {
  it("are none between equal ones in any order", () => {
    expect(memberDifferences({ a: [1, { b: null }], c: "x" }, { c: "x", a: [1, { b: null }] })).toEqual([]);
  });

  it("are named by the deepest member", () => {
    expect(memberDifferences({ a: [1, { b: 2 }], c: 1 }, { a: [1, { b: 3 }, 4], d: 1 })).toEqual([
      { member: "a[1].b", recorded: 2, replayed: 3 },
      { member: "a[2]", replayed: 4 },
      { member: "c", recorded: 1 },
      { member: "d", replayed: 1 },
    ]);
  });

  it("tell a list from an object, and nothing from null", () => {
    expect(memberDifferences({ a: [], b: null }, { a: {}, b: [] })).toEqual([
      { member: "a", recorded: [], replayed: {} },
      { member: "b", recorded: null, replayed: [] },
    ]);
  });

  it("take no member of all objects for one of their own", () => {
    expect(memberDifferences(JSON.parse('{"__proto__":1,"toString":1}'), {})).toEqual([
      { member: "__proto__", recorded: 1 },
      { member: "toString", recorded: 1 },
    ]);
  });
});
