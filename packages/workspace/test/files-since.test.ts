import { createRepository, type TemporaryRepository } from "@tollgate/testkit";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type FilesSince, readFilesSince, readTree, type UnknownChanges } from "../src/index.ts";

const long = Array.from({ length: 20 }, (_, i) => `export const line${i} = ${i};\n`).join("");

let shop: TemporaryRepository;
let first: string;
beforeEach(() => {
  shop = createRepository();
  first = shop.commit("shop", {
    "src/same.ts": "1;\n",
    "src/cart.ts": "1;\n2;\n3;\n",
    "src/old name.ts": long,
    "src/gone.ts": "gone();\n",
    "src/[a].ts": "1;\n",
    "src/untracked.ts": "untracked();\n",
  });
});
afterEach(() => shop.cleanup());

const since = async (commit: string, paths: readonly string[]): Promise<FilesSince | UnknownChanges> => {
  const environment = { cwd: shop.root, env: shop.env };
  const { tree } = await readTree(environment);
  return readFilesSince(environment, tree, commit, paths);
};

const all = [
  "src/same.ts",
  "src/cart.ts",
  "src/old name.ts",
  "src/gone.ts",
  "src/[a].ts",
  "src/untracked.ts",
  "src/never.ts",
];

describe("files since a commit", () => {
  beforeEach(() => {
    shop.git("mv", "src/old name.ts", "src/new.ts");
    shop.git("rm", "--quiet", "src/gone.ts");
    shop.git("rm", "--quiet", "--cached", "src/untracked.ts");
    shop.git("commit", "--quiet", "-m", "moves");
    shop.write({ "src/cart.ts": "1;\n3;\n4;\n", "src/new.ts": `// head\n${long}`, "src/[a].ts": "1;\n2;\n" });
  });

  it("are the same, changed, elsewhere, gone, or nothing tells", async () => {
    const found = (await since(first, all)) as FilesSince;
    expect([...found].map(([path, file]) => [path, typeof file === "string" ? file : file.path])).toEqual([
      ["src/same.ts", "same"],
      ["src/cart.ts", "src/cart.ts"],
      ["src/old name.ts", "src/new.ts"],
      ["src/gone.ts", "gone"],
      ["src/[a].ts", "src/[a].ts"],
      ["src/untracked.ts", "unknown"],
    ]);
    expect(found.get("src/cart.ts")).toMatchObject({ added: [[3, 3]], removed: [[2, 2]] });
    expect(found.get("src/old name.ts")).toMatchObject({ change: "renamed", added: [[1, 1]], removed: [] });
  });

  it("are found among more than a command line takes", async () => {
    const many = Object.fromEntries(
      Array.from({ length: 300 }, (_, i) => [`${"folder/".repeat(12)}${i}.ts`, "1;\n"]),
    );
    const commit = shop.commit("many", many);
    shop.write(Object.fromEntries(Object.keys(many).map((path) => [path, "0;\n1;\n"])));
    const found = (await since(commit, Object.keys(many))) as FilesSince;
    expect(
      new Set([...found.values()].map((file) => (typeof file === "string" ? file : file.change))),
    ).toEqual(new Set(["modified"]));
  });

  it("are not known where the commit is not there", async () => {
    for (const commit of ["0".repeat(40), "--output=x", "HEAD"])
      expect(await since(commit, all)).toEqual({
        reason: `the commit ${commit.slice(0, 12)} is not in this clone`,
        remedy: "Fetch the whole history: `fetch-depth: 0` in actions/checkout, or `git fetch --unshallow`.",
      });
  });
});
