import { createRepository, type TemporaryRepository } from "@tollgate/testkit";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { isDirty, readCollected, readTree } from "../src/index.ts";

let shop: TemporaryRepository;
beforeEach(() => {
  shop = createRepository();
  shop.commit("shop", {
    ".gitignore": "dist/\n",
    "src/cart.ts": "1;\n",
    "src/reports/sales.ts": "2;\n",
    "golden/junit.xml": "<testsuite/>\n",
  });
});
afterEach(() => shop.cleanup());

const reports = ["coverage/unit/lcov.info", "out/junit.xml", "src/reports/junit.xml", "golden/junit.xml"];

async function dirty(files: Readonly<Record<string, string>>): Promise<boolean> {
  shop.write(files);
  const environment = { cwd: shop.root, env: shop.env };
  const { tree } = await readTree(environment);
  return isDirty({ tree, changed: readCollected(environment, tree).changed ?? [], reports }, environment);
}

describe("a checkout", () => {
  it.each([
    "dist/cart.js",
    "coverage/unit/lcov.info",
    "coverage/lcov-report/sorter.js",
    "out/junit.xml",
    "out/screenshot.png",
    "test-results/trace.zip",
    "src/reports/junit.xml",
    "golden/junit.xml",
    ".tollgate/out/comment.md",
    "unit.tollgate",
  ])("is clean with %s, which tests or builds write", async (path) => {
    expect(await dirty({ [path]: "written\n" })).toBe(false);
  });

  it.each([
    "src/cart.ts",
    "src/new.ts",
    "out/setup.ts",
    "test-results/setup.ts",
    "src/reports/new.json",
    "a b.txt",
  ])("is dirty with %s", async (path) => {
    expect(await dirty({ [path]: "changed\n" })).toBe(true);
  });

  it("is dirty with what is staged, deleted or in conflict", async () => {
    shop.remove("src/cart.ts");
    expect(await dirty({})).toBe(true);
    shop.git("rm", "--quiet", "src/cart.ts");
    expect(await dirty({})).toBe(true);
  });
});
