import { describe, expect, it } from "vitest";
import { type Link, verifyChain } from "./chain.ts";

const date = "2026-11-25";
const one: Link = { file: "1.json", digest: "a", date };
const two: Link = { file: "2.json", digest: "b", date, previous: "a" };
const three: Link = { file: "3.json", digest: "c", date, previous: "b" };

describe("decisions", () => {
  it("are a chain in any order, and given twice", () => {
    expect(verifyChain([three, one, two, one])).toEqual({ links: [one, two, three], faults: [] });
  });

  it("are a chain from any decision on", () => {
    expect(verifyChain([two, three])).toEqual({ links: [two, three], faults: [] });
  });

  it.each<[string, readonly Link[], RegExp]>([
    ["one is missing", [one, three], /^3\.json follows b, and no file given is that one/],
    ["one was changed", [one, { ...two, digest: "x" }, three], /^3\.json follows b/],
    ["two follow one", [one, two, { ...three, previous: "a" }], /^2\.json and 3\.json both follow 1\.json/],
    ["two are first", [one, { file: "2.json", digest: "b", date }], /^2\.json names no decision before it/],
    ["a later one is of an earlier day", [one, { ...two, date: "2026-11-24" }], /of 2026-11-24 and follows/],
    ["they are of two repositories", [one, { ...two, repository: "shop/web" }], /2\.json is of shop\/web/],
  ])("are no chain where %s", (_, links, fault) => {
    expect(verifyChain(links).faults).toContainEqual(expect.stringMatching(fault));
  });
});
