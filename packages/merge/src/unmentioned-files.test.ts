import type { PackageRef } from "@tollgate/model";
import { aFile } from "@tollgate/testkit";
import { describe, expect, it } from "vitest";
import { type TreeContext, unmentionedFiles } from "./unmentioned-files.ts";

const packages: readonly PackageRef[] = [{ name: "@shop/api", dir: "packages/api", scripts: ["test"] }];
const cart = aFile({ path: "packages/api/src/cart.ts", lines: { 1: 1 } });
const treeFiles = [
  "packages/api/src/pay.ts",
  "packages/api/src/cart.ts",
  "packages/api/src/cart.test.ts",
  "packages/api/README.md",
  "packages/api/src/types.ts",
  "tools/seed.ts",
];

function pathsOf(context: Partial<TreeContext> = {}, coverage = [cart]): readonly string[] {
  return unmentionedFiles(coverage, [], { packages, treeFiles, ...context }).map(({ path }) => path);
}

describe("sources that no report mentions", () => {
  it("are those of a measured language in a tested package, by path", () => {
    expect(pathsOf()).toEqual(["packages/api/src/pay.ts", "packages/api/src/types.ts"]);
  });

  it("are none that have no code", () => {
    const sizes = new Map([["packages/api/src/types.ts", { lines: 0, functions: 0, branches: 0 }]]);
    expect(pathsOf({ sizes })).toEqual(["packages/api/src/pay.ts"]);
  });

  it("are none where nothing is measured, or the files are not known", () => {
    expect(pathsOf({}, [])).toEqual([]);
    expect(unmentionedFiles([cart], [], { packages })).toEqual([]);
  });
});
