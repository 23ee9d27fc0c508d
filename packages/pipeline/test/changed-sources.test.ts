import { symlinkSync } from "node:fs";
import { join } from "node:path";
import type { ChangedSource } from "@tollgate/merge";
import type { Bundle, ChangedFile, ChangeSet, Evidence, RepoTree } from "@tollgate/model";
import { aFile, createRepository, evidence, type TemporaryRepository } from "@tollgate/testkit";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { readChangedSources } from "../src/sources/changed-sources.ts";

const types = "export type Cart = {\n  readonly total: number;\n};\n";
const code = "export type Total = number;\nexport const zero: Total = 0;\n";

let shop: TemporaryRepository;
beforeEach(() => {
  shop = createRepository();
});
afterEach(() => shop.cleanup());

describe("texts of changed files", () => {
  it("say their lines and which of them hold code", async () => {
    shop.write({ "src/types.ts": types, "src/zero.ts": code, "src/cart.ts": code, "README.md": "# Shop\n" });
    const paths = ["src/types.ts", "src/zero.ts", "src/cart.ts", "README.md"];
    const zero = { lines: 2, hasOtherLineEnds: false, code: { executable: [2], starts: [2] } };
    expect(await read(paths, ["src/cart.ts"])).toEqual(
      new Map([
        ["src/types.ts", { lines: 3, hasOtherLineEnds: false, code: { executable: [], starts: [] } }],
        ["src/zero.ts", zero],
        ["src/cart.ts", zero],
      ]),
    );
  });

  it("say in which pieces they are compared with the base, where lines were added", async () => {
    shop.write({ "src/zero.ts": "a( 1 )\n", "src/zero.py": "a( 1 )\n" });
    const paths = ["src/zero.ts", "src/zero.py"];
    const sources = await readChangedSources(treeOf(shop.root, paths), changesOf(paths), bundleAbout(paths));
    expect([...sources.values()].map(({ text }) => [text?.tokens?.keys, text?.lines.keys])).toEqual([
      [["\na", "(", "1", ")"], ["a( 1 )"]],
      [undefined, ["a( 1 )"]],
    ]);
  });

  it("are not needed when nothing is measured", async () => {
    shop.write({ "src/types.ts": types });
    expect(await read(["src/types.ts"], [])).toEqual(new Map());
  });

  it.each<[string, string, string, number, boolean]>([
    ["has a mistake", "src/odd.ts", "export type = ;\n", 1, false],
    ["is of a language that is not parsed", "src/odd.vue", "<template/>\nno end", 2, false],
    ["is empty and in another language", "src/odd.py", "", 0, false],
    ["has lines that end in carriage returns", "src/odd.ts", "a();\rb();\n", 1, true],
    ["has a line separator", "src/odd.ts", "a('\u2028');\n", 1, true],
    ["is in another language with a line separator", "src/odd.py", "a('\u2028')\n", 1, false],
    ["is in another language with a carriage return", "src/odd.py", "a()\r", 1, true],
  ])("say the lines only when a file %s", async (_what, path, text, lines, hasOtherLineEnds) => {
    shop.write({ [path]: text });
    expect(await read([path], ["src/cart.ts"])).toEqual(new Map([[path, { lines, hasOtherLineEnds }]]));
  });

  it("say the lines of whatever is measured, and of what the change only shortens", async () => {
    shop.write({ "lib/cart.zig": "a\r\nb\r\n", "src/zero.ts": code });
    const changes = {
      baseSha: "b",
      files: changesOf(["lib/cart.zig", "src/zero.ts"]).files.map((file) => ({ ...file, added: [] })),
    };
    const tree = treeOf(shop.root, ["lib/cart.zig", "src/zero.ts"]);
    expect(await readChangedSources(tree, changes, bundleAbout(["lib/cart.zig"]))).toEqual(
      new Map([
        ["lib/cart.zig", { lines: 2, hasOtherLineEnds: false }],
        ["src/zero.ts", { lines: 2, hasOtherLineEnds: false }],
      ]),
    );
  });

  it.each<[string, Readonly<Record<string, string>>]>([
    ["is too large", { "src/odd.ts": `// ${"x".repeat(2 * 1024 * 1024)}\n` }],
    ["is not there", {}],
  ])("say nothing when the file %s", async (_what, files) => {
    shop.write(files);
    expect(await read(["src/odd.ts"], ["src/cart.ts"])).toEqual(new Map());
  });

  it("are not read through links", async () => {
    shop.write({ "outside/types.ts": types, "shop/src/types.ts": types });
    symlinkSync(join(shop.root, "outside/types.ts"), join(shop.root, "shop/src/link.ts"));
    symlinkSync(join(shop.root, "outside"), join(shop.root, "shop/linked"));
    const paths = ["src/types.ts", "src/link.ts", "linked/types.ts"];
    const found = await read(paths, ["src/cart.ts"], join(shop.root, "shop"));
    expect([...found.keys()]).toEqual(["src/types.ts"]);
  });

  it("are read of files of the tree only", async () => {
    shop.write({ "src/types.ts": types });
    const changes = changesOf(["src/types.ts"]);
    const tree = { ...treeOf(shop.root, []), files: ["src/cart.ts"] };
    expect(await readChangedSources(tree, changes, bundleAbout(["src/cart.ts"]))).toEqual(new Map());
  });
});

function read(
  changed: readonly string[],
  measured: readonly string[],
  root = shop.root,
): Promise<ReadonlyMap<string, ChangedSource>> {
  return withoutText(readChangedSources(treeOf(root, changed), changesOf(changed), bundleAbout(measured)));
}

async function withoutText(
  sources: Promise<ReadonlyMap<string, ChangedSource>>,
): Promise<ReadonlyMap<string, ChangedSource>> {
  return new Map([...(await sources)].map(([path, { text: _text, ...source }]) => [path, source]));
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
      removed: [],
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
