import { symlinkSync } from "node:fs";
import { join } from "node:path";
import type { RepoTree } from "@tollgate/model";
import { createRepository, type TemporaryRepository } from "@tollgate/testkit";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { readReferenceSources } from "../src/sources/reference-sources.ts";

let shop: TemporaryRepository;
beforeEach(() => {
  shop = createRepository();
});
afterEach(() => shop.cleanup());

function treeOf(files: readonly string[], hasGit = true): RepoTree {
  return { root: shop.root, files, hasGit, packages: [{ name: "shop", dir: "", scripts: [] }] };
}

describe("sources on whose maps reports disagree", () => {
  it("have a map where they can be parsed", async () => {
    shop.write({ "src/cart.ts": "export const zero: number = 0;\r\nzero.toFixed();\n" });
    const sources = await readReferenceSources(treeOf(["src/cart.ts"]), ["src/cart.ts"]);
    expect(sources.get("src/cart.ts")).toMatchObject({
      lines: 3,
      md5: [expect.stringMatching(/^[0-9a-f]{32}$/), expect.anything(), expect.anything()],
      content: { map: { precision: "columns", statements: Int32Array.of(1, 28, 1, 29, 2, 0, 2, 15) } },
    });
  });

  it.each([
    [
      "has a mistake",
      "src/odd.ts",
      "const = ;\n",
      { lines: 2, content: { reason: "the file cannot be parsed" } },
    ],
    [
      "is of another language",
      "src/odd.py",
      "a = 1\n",
      { lines: 2, content: { reason: "only sources of JavaScript and TypeScript are parsed" } },
    ],
    [
      "is too large",
      "src/odd.ts",
      `// ${"x".repeat(2 * 1024 * 1024)}`,
      { content: { reason: "the file is too large, a link, or cannot be read" } },
    ],
  ])("have a reason where one %s", async (_what, path, text, expected) => {
    shop.write({ [path]: text });
    expect(await readReferenceSources(treeOf([path]), [path])).toMatchObject(new Map([[path, expected]]));
  });

  it("are not opened outside the tree, through links, or without git", async () => {
    shop.write({ "src/cart.ts": "a();\n", "outside/cart.ts": "a();\n" });
    symlinkSync(join(shop.root, "outside"), join(shop.root, "linked"));
    const reasons = async (tree: RepoTree, path: string): Promise<unknown> =>
      (await readReferenceSources(tree, [path])).get(path)?.content;
    expect(await reasons(treeOf([]), "src/cart.ts")).toEqual({ reason: "the file is not in the checkout" });
    expect(await reasons(treeOf(["src/cart.ts"], false), "src/cart.ts")).toEqual({
      reason: "there is no git to tell what is judged",
    });
    expect(await reasons(treeOf(["linked/cart.ts"]), "linked/cart.ts")).toEqual({
      reason: "the file is too large, a link, or cannot be read",
    });
  });
});
