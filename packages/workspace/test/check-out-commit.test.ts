import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { createRepository, createTemporaryFolder, type TemporaryRepository } from "@tollgate/testkit";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type CommitCheckout, checkOutCommit, hasCommit, readHistory, readShallow } from "../src/index.ts";

let shop: TemporaryRepository;
let first: string;
beforeEach(() => {
  shop = createRepository();
  first = shop.commit("first", { "src/cart.ts": "1;\n" });
  shop.commit("second", { "src/cart.ts": "2;\n" });
});
afterEach(() => shop.cleanup());

function checkOut(at: TemporaryRepository, commit: string, env = at.env): CommitCheckout {
  const checkout = checkOutCommit({ cwd: at.root, env }, commit);
  if ("reason" in checkout) throw new Error(checkout.reason);
  return checkout;
}

describe("a commit", () => {
  it("is checked out beside the work tree, which stays as it is", () => {
    shop.write({ "src/cart.ts": "3;\n", "src/new.ts": "4;\n" });
    const before = shop.git("status", "--porcelain");
    const { environment, remove } = checkOut(shop, first);
    expect(readFileSync(join(environment.cwd, "src/cart.ts"), "utf8")).toBe("1;\n");
    expect(existsSync(join(environment.cwd, "src/new.ts"))).toBe(false);
    remove();
    expect(existsSync(environment.cwd)).toBe(false);
    expect(shop.git("status", "--porcelain")).toBe(before);
    expect(shop.git("worktree", "list").split("\n")).toHaveLength(1);
  });

  it("is checked out from a worktree and from a shallow clone", () => {
    const clone = shop.clone("--depth=1");
    const head = clone.git("rev-parse", "HEAD");
    const shallow = checkOut(clone, head);
    expect(existsSync(join(shallow.environment.cwd, "src/cart.ts"))).toBe(true);
    shallow.remove();
    const folder = createTemporaryFolder();
    shop.git("worktree", "add", "--quiet", "--detach", join(folder, "tree"));
    const { environment, remove } = checkOut({ ...shop, root: join(folder, "tree") }, first);
    expect(existsSync(join(environment.cwd, "src/cart.ts"))).toBe(true);
    remove();
  });

  it("is checked out where a calling git says which repository it is in", () => {
    const env = { ...shop.env, GIT_DIR: join(shop.root, ".git"), GIT_WORK_TREE: shop.root };
    const { environment, remove } = checkOut(shop, first, env);
    expect(readFileSync(join(environment.cwd, "src/cart.ts"), "utf8")).toBe("1;\n");
    expect(readFileSync(join(shop.root, "src/cart.ts"), "utf8")).toBe("2;\n");
    remove();
  });

  it("has no more history than is asked for, also of commits that are not here", () => {
    const head = shop.git("rev-parse", "HEAD");
    const gone = "1".repeat(40);
    const checkout = checkOutCommit({ cwd: shop.root, env: shop.env }, head, {
      shallow: [gone, head, "--help"],
    });
    if ("reason" in checkout) throw new Error(checkout.reason);
    const { environment, remove } = checkout;
    expect(readHistory(environment, 10)).toEqual([head]);
    expect(readShallow(environment)).toEqual([gone, head].sort());
    remove();
  });

  it("finds what is installed for the repository, and leaves it there", () => {
    shop.write({ "node_modules/@shop/policy/tollgate.yml": "version: 1\n" });
    const { environment, remove } = checkOut(shop, first);
    const installed = join(environment.cwd, "../node_modules/@shop/policy/tollgate.yml");
    expect(readFileSync(installed, "utf8")).toBe("version: 1\n");
    remove();
    expect(existsSync(join(shop.root, "node_modules/@shop/policy/tollgate.yml"))).toBe(true);
    expect(existsSync(join(environment.cwd, ".."))).toBe(false);
  });

  it("runs no hook of the repository", () => {
    shop.write({ ".git/hooks/post-checkout": "#!/bin/sh\ntouch hooked\n" });
    shop.git("config", "core.hooksPath", join(shop.root, ".git/hooks"));
    const { environment, remove } = checkOut(shop, first);
    expect(existsSync(join(environment.cwd, "hooked"))).toBe(false);
    remove();
  });

  it.each(["1".repeat(40), "main", "--help", ""])(
    "%j is not taken where it is none of this clone",
    (name) => {
      expect(checkOutCommit({ cwd: shop.root, env: shop.env }, name)).toHaveProperty("reason");
      expect(hasCommit({ cwd: shop.root, env: shop.env }, name)).toBe(false);
    },
  );

  it("is not there outside a repository", () => {
    const folder = createTemporaryFolder();
    expect(checkOutCommit({ cwd: folder, env: shop.env }, first)).toHaveProperty("reason");
  });
});
