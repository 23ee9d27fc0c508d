import { symlinkSync } from "node:fs";
import { join } from "node:path";
import type { Bundle, ChangedFile, ChangeSet, Evidence, RepoTree } from "@tollgate/model";
import { aFile, createRepository, evidence, type TemporaryRepository } from "@tollgate/testkit";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { readExecutableLines } from "../src/executable-lines.ts";

const types = "export type Cart = {\n  readonly total: number;\n};\n";
const code = "export type Total = number;\nexport const zero: Total = 0;\n";

let shop: TemporaryRepository;
beforeEach(() => {
  shop = createRepository();
});
afterEach(() => shop.cleanup());

describe("executable lines of changed files", () => {
  it("are read where no coverage mentions the file", async () => {
    shop.write({ "src/types.ts": types, "src/zero.ts": code, "src/cart.ts": code, "README.md": "# Shop\n" });
    const paths = ["src/types.ts", "src/zero.ts", "src/cart.ts", "README.md"];
    expect(await read(paths, ["src/cart.ts"])).toEqual(
      new Map([
        ["src/types.ts", []],
        ["src/zero.ts", [2]],
      ]),
    );
  });

  it("are not needed when nothing is measured", async () => {
    shop.write({ "src/types.ts": types });
    expect(await read(["src/types.ts"], [])).toEqual(new Map());
  });

  it.each<[string, Readonly<Record<string, string>>]>([
    ["has a mistake", { "src/odd.ts": "export type = ;\n" }],
    ["is too large", { "src/odd.ts": `// ${"x".repeat(2 * 1024 * 1024)}\n` }],
    ["is not there", {}],
  ])("are unknown when the file %s", async (_what, files) => {
    shop.write(files);
    expect(await read(["src/odd.ts"], ["src/cart.ts"])).toEqual(new Map());
  });

  it("are not read through links", async () => {
    shop.write({ "outside/types.ts": types, "shop/src/types.ts": types });
    symlinkSync(join(shop.root, "outside/types.ts"), join(shop.root, "shop/src/link.ts"));
    symlinkSync(join(shop.root, "outside"), join(shop.root, "shop/linked"));
    const paths = ["src/types.ts", "src/link.ts", "linked/types.ts"];
    expect(await read(paths, ["src/cart.ts"], join(shop.root, "shop"))).toEqual(
      new Map([["src/types.ts", []]]),
    );
  });

  it("are read of files of the tree only", async () => {
    shop.write({ "src/types.ts": types });
    const changes = changesOf(["src/types.ts"]);
    const tree = { ...treeOf(shop.root, []), files: ["src/cart.ts"] };
    expect(await readExecutableLines(tree, changes, bundleAbout(["src/cart.ts"]))).toEqual(new Map());
  });
});

function read(
  changed: readonly string[],
  measured: readonly string[],
  root = shop.root,
): Promise<ReadonlyMap<string, readonly number[]>> {
  return readExecutableLines(treeOf(root, changed), changesOf(changed), bundleAbout(measured));
}

function treeOf(root: string, files: readonly string[]): RepoTree {
  return { root, files, hasGit: true, packages: [{ name: "shop", dir: "", scripts: [] }] };
}

function changesOf(paths: readonly string[]): ChangeSet {
  const files = paths.map(
    (path): ChangedFile => ({
      path,
      change: "modified",
      content: "text",
      added: [[1, 9]],
      blank: [],
      removed: 0,
    }),
  );
  return { baseSha: "b", files };
}

function bundleAbout(paths: readonly string[]): Bundle {
  const [sample] = fc.sample(evidence, { numRuns: 1, seed: 1 });
  const files = paths.map((path) => {
    const { map, counts } = aFile({ path, lines: { 1: 1 } });
    return { path, package: "shop", map, counts };
  });
  return { evidence: [{ ...sample, coverage: { files } } as Evidence] }; // there is one
}
