import { digestOf, type RepoPath } from "@tollgate/model";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { snapshotOf } from "../testing/snapshot-of.ts";
import type { TreeEntry } from "./commit-tree.ts";
import { createInputHash, differingPaths } from "./input-hash.ts";
import { createInputScopes } from "./input-scope.ts";

const manifest = (name: string, dependencies: object = {}) => ({ name, dependencies });

const files: Readonly<Record<RepoPath, string | object>> = {
  "package.json": {
    name: "shop",
    workspaces: ["packages/*"],
    devDependencies: { "@shop/config": "workspace:*" },
  },
  "pnpm-lock.yaml": "lock",
  "tools/setup.ts": "",
  "packages/config/package.json": manifest("@shop/config"),
  "packages/config/vitest.ts": "",
  "packages/pricing/package.json": manifest("@shop/pricing", { cart: "workspace:@shop/cart@*" }),
  "packages/pricing/price.ts": "",
  "packages/cart/package.json": manifest("@shop/cart", { other: "link:../linked" }),
  "packages/cart/cart.ts": "",
  "packages/linked/package.json": manifest("@shop/linked"),
  "packages/linked/index.ts": "",
  "packages/api/package.json": manifest("@shop/api"),
  "packages/api/api.ts": "",
  "packages/web/package.json": manifest("@shop/web", { "@shop/pricing": "workspace:*" }),
  "packages/web/page.ts": "",
  "packages/e2e/package.json": manifest("@shop/e2e"),
  "packages/e2e/start.ts": `spawn("node", ["../web/page.ts"])`,
  "packages/go/go.mod": "module shop/go",
  "packages/go/main.go": "",
};

/** Folders that are inputs; all else is none. */
const inputsOf: Readonly<Record<string, readonly string[]>> = {
  "@shop/api": ["api", "config"],
  "@shop/web": ["web", "pricing", "cart", "linked", "config"],
  "@shop/e2e": ["e2e", "web", "pricing", "cart", "linked", "config"],
};

const isOutside = (path: RepoPath): boolean => !path.startsWith("packages/");

describe("the input hash of a package", async () => {
  const snapshot = await snapshotOf(files);
  const scopeOf = createInputScopes({ snapshot, textOf: (path) => String(files[path]) });
  const entries = entriesOf(files);
  const hashOf = (of: ReadonlyMap<RepoPath, TreeEntry>, owner: string) =>
    createInputHash(of, snapshot.packages)(scopeOf(owner));

  it.each(Object.keys(inputsOf))("of %s changes with any input, and with nothing else", (owner) => {
    const before = hashOf(entries, owner);
    const folders = inputsOf[owner]!.map((name) => `packages/${name}/`);
    const isInput = (path: RepoPath): boolean =>
      isOutside(path) || folders.some((folder) => path.startsWith(folder));
    const path = fc.oneof(
      fc.constantFrom(...Object.keys(files)),
      fc
        .tuple(
          fc.constantFrom("", "packages/web/", "packages/api/", "packages/cart/src/"),
          fc.stringMatching(/^[a-z]{1,8}\.ts$/),
        )
        .map(([folder, name]) => folder + name),
    );
    const change = fc.constantFrom("text", "mode", "gone");
    fc.assert(
      fc.property(path, change, (changed, how) => {
        const after = new Map(entries);
        const known = after.get(changed);
        if (how === "gone") after.delete(changed);
        else
          after.set(changed, {
            mode: how === "mode" ? "100755" : "100644",
            id: how === "mode" && known ? known.id : "new",
          });
        const differs = how !== "gone" || known !== undefined;
        expect(hashOf(after, owner) !== before).toBe(differs && isInput(changed));
        expect(differingPaths(entries, after).find(scopeOf(owner).isInput)).toBe(
          differs && isInput(changed) ? changed : undefined,
        );
      }),
      { numRuns: 1000 },
    );
  });

  it("does not depend on the order of the files", () => {
    const turned = new Map([...entries].reverse());
    expect(hashOf(turned, "@shop/web")).toBe(hashOf(entries, "@shop/web"));
  });

  it.each(["shop", "go", "unknown"])(
    "of %s, of whose dependencies nothing is known, is over everything",
    (owner) => {
      expect(Object.keys(files).every(scopeOf(owner).isInput)).toBe(true);
    },
  );

  it("follows tasks of other packages that turbo.json waits for", async () => {
    const more = {
      ...files,
      "turbo.json": { tasks: { "@shop/api#test": { dependsOn: ["@shop/cart#build"] } } },
    };
    const { isInput } = createInputScopes({ snapshot: await snapshotOf(more), textOf: () => undefined })(
      "@shop/api",
    );
    expect(isInput("packages/linked/index.ts")).toBe(true);
    expect(isInput("packages/web/page.ts")).toBe(false);
  });
});

function entriesOf(texts: Readonly<Record<RepoPath, string | object>>): ReadonlyMap<RepoPath, TreeEntry> {
  return new Map(
    Object.entries(texts).map(([path, text]) => [
      path,
      { mode: "100644", id: digestOf(JSON.stringify(text)) },
    ]),
  );
}
