import { createRepository, type TemporaryRepository } from "@tollgate/testkit";
import { readTree } from "@tollgate/workspace";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { readRulingFiles, readRulingOwners, rulingOf } from "../src/policy/ruling.ts";

let shop: TemporaryRepository;
let main: string;
beforeEach(() => {
  shop = createRepository();
  shop.commit("old", { ".gitignore": "*.log\n", CODEOWNERS: "* @shop/nobody\n" });
  shop.branch("change");
  shop.git("switch", "--quiet", "main");
  main = shop.commit("main", {
    ".tollgate/waivers/cart.yml": "rule: coverage\n",
    CODEOWNERS: "* @shop/core\n",
  });
  shop.git("switch", "--quiet", "change");
  shop.commit("change", { CODEOWNERS: "* @shop/me\n" });
  shop.write({ ".tollgate/waivers/mine.yml": "rule: coverage\n", ".tollgate/waivers/x.log": "" });
});
afterEach(() => shop.cleanup());

const asked = ["CODEOWNERS", ".tollgate/waivers"];

async function here(): Promise<Parameters<typeof readRulingFiles>> {
  const environment = {
    cwd: shop.root,
    env: shop.env,
    stdout: () => {},
    stderr: () => {},
    color: false,
    width: 80,
    interactive: false,
    now: () => 0,
  };
  const { tree } = await readTree(environment);
  return [environment, tree, { from: "work-tree" }, asked];
}

describe("who rules", () => {
  it.each([
    ["the work tree", {}, undefined, { from: "work-tree" }],
    ["the work tree of a push", { event: "push", baseSha: "a" }, undefined, { from: "work-tree" }],
    ["a base that is asked for", { baseSha: "a" }, "v1", { from: "base", ref: "v1", commit: "a" }],
    [
      "the base of a pull request",
      { event: "pull_request", baseRef: "main", baseSha: "a" },
      undefined,
      { from: "base", ref: "main", commit: "a" },
    ],
    [
      "the base of a merge group that is not there",
      { event: "merge_group", baseRef: "main" },
      undefined,
      { from: "base", ref: "main" },
    ],
  ])("is %s", (_, subject, base, ruling) => {
    expect(rulingOf(subject, base)).toEqual(ruling);
  });
});

describe("files by which is judged", () => {
  it("are those of the work tree, new ones too", async () => {
    const [environment, tree, ruling] = await here();
    const files = readRulingFiles(environment, tree, ruling, asked);
    expect([...files!.keys()]).toEqual([".tollgate/waivers/mine.yml", "CODEOWNERS"]);
    expect(readRulingOwners(environment, tree, ruling)?.findOwners("a.ts")).toEqual(["@shop/me"]);
  });

  it("are those at the tip of the base, not where the change began", async () => {
    const [environment, tree] = await here();
    const ruling = { from: "base", ref: "main", commit: main } as const;
    const files = readRulingFiles(environment, tree, ruling, asked);
    expect([...files!.keys()]).toEqual([".tollgate/waivers/cart.yml", "CODEOWNERS"]);
    expect(readRulingOwners(environment, tree, ruling)?.findOwners("a.ts")).toEqual(["@shop/core"]);
  });

  it("are unknown where the base is not there", async () => {
    const [environment, tree] = await here();
    const missing = { from: "base", ref: "main", commit: "1".repeat(40) } as const;
    expect(readRulingFiles(environment, tree, missing, asked)).toBeUndefined();
    expect(readRulingFiles(environment, tree, { from: "base", ref: "main" }, asked)).toBeUndefined();
    expect(readRulingOwners(environment, tree, missing)).toBeUndefined();
  });
});
