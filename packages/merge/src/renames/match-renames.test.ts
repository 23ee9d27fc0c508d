import type { MergedCase } from "@tollgate/model";
import { aCase } from "@tollgate/testkit";
import { describe, expect, it } from "vitest";
import { matchRenames } from "./match-renames.ts";

const file = "packages/api/src/cart.test.ts";

function found(
  before: readonly MergedCase[],
  now: readonly MergedCase[],
  movedTo: Readonly<Record<string, string>> = {},
): readonly string[] {
  const matches = matchRenames(before, now, new Map(Object.entries(movedTo)));
  return [...matches].map(([fresh, old]) => `${told(old)} -> ${told(fresh)}`);
}

function told(test: MergedCase): string {
  return [test.file, ...test.suite, test.name].join(" ");
}

describe("a test has another name", () => {
  it("where git says that its file moved", () => {
    const old = [aCase(), aCase({ name: "removes" })];
    const now = old.map((test) => ({
      ...test,
      file: "packages/api/test/basket.test.ts",
      package: "@shop/all",
    }));
    expect(found(old, now, { [file]: "packages/api/test/basket.test.ts" })).toEqual([
      "packages/api/src/cart.test.ts cart adds -> packages/api/test/basket.test.ts cart adds",
      "packages/api/src/cart.test.ts cart removes -> packages/api/test/basket.test.ts cart removes",
    ]);
  });

  it("where only its package has another name", () => {
    expect(found([aCase()], [aCase({ package: "@shop/backend" })])).toHaveLength(1);
  });

  it.each([
    ["another file of its package", { file: "packages/api/src/total.test.ts" }],
    ["a file of the same name elsewhere", { file: "packages/web/cart.test.ts", package: "@shop/web" }],
    ["no file", { file: undefined }],
  ])("where its title stands in %s", (_where, members) => {
    expect(found([aCase()], [aCase(members as Partial<MergedCase>)])).toHaveLength(1);
  });

  it("where its line and suite stayed", () => {
    expect(found([aCase({ line: 7 })], [aCase({ line: 7, name: "adds twice" })])).toEqual([
      `${file} cart adds -> ${file} cart adds twice`,
    ]);
  });

  it("where it stands between the same two tests", () => {
    const suite = (names: readonly string[], from: number): readonly MergedCase[] =>
      names.map((name, i) => aCase({ name, line: from + i * 3 }));
    expect(found(suite(["a", "b", "c"], 7), suite(["a", "z", "c"], 9))).toEqual([
      `${file} cart b -> ${file} cart z`,
    ]);
  });

  it("where its suite has another name", () => {
    expect(found([aCase()], [aCase({ suite: ["basket"] })])).toHaveLength(1);
  });

  it("where what is another in every run differs", () => {
    const [a, b] = ["9f1c2b7a-4d3e-4f6a-8b5c-0d1e2f3a4b5c", "0c7de41b-93aa-4b1f-9e02-6fd3a8c5b714"];
    const old = aCase({ name: `adds ${a}`, status: "failed" });
    expect(found([old], [aCase({ name: `adds ${b}` })])).toEqual([
      `${file} cart adds ${a} -> ${file} cart adds ${b}`,
    ]);
  });
});

describe("nothing is guessed", () => {
  it.each([
    ["two tests may be the new one", [aCase({ file: "a.test.ts" }), aCase({ file: "b.test.ts" })], [aCase()]],
    ["two tests may be the old one", [aCase()], [aCase({ file: "a.test.ts" }), aCase({ file: "b.test.ts" })]],
    [
      "a title stands in a foreign file",
      [aCase()],
      [aCase({ file: "packages/web/page.test.ts", package: "w" })],
    ],
    ["another kind tests it", [aCase()], [aCase({ kind: "e2e", file: "packages/api/e2e.test.ts" })]],
    ["a browser differs", [aCase({ environment: "chromium" })], [aCase({ environment: "firefox" })]],
    ["nothing tells the place", [aCase()], [aCase({ name: "subtracts" })]],
    ["another line has it", [aCase({ line: 7 })], [aCase({ line: 8, name: "subtracts" })]],
    [
      "the last of a suite went and another came",
      [aCase({ name: "a", line: 1 }), aCase({ name: "b", line: 4 })],
      [aCase({ name: "a", line: 2 }), aCase({ name: "z", line: 5 })],
    ],
    [
      "several tests share a line",
      [aCase({ name: "adds 1", line: 7 }), aCase({ name: "adds 2", line: 7 })],
      [aCase({ name: "adds 3", line: 7 }), aCase({ name: "adds 4", line: 7 })],
    ],
    [
      "several tests differ by what is made",
      [aCase({ name: "on localhost:49731" }), aCase({ name: "on localhost:49732" })],
      [aCase({ name: "on localhost:50711" }), aCase({ name: "on localhost:50712" })],
    ],
  ])("where %s", (_why, before, now) => {
    expect(found(before, now)).toEqual([]);
  });

  it("where the test itself is still there", () => {
    expect(found([aCase()], [aCase(), aCase({ file: "packages/api/src/copy.test.ts" })])).toEqual([]);
  });
});
