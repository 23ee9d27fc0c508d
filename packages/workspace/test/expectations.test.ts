import { symlinkSync } from "node:fs";
import { join } from "node:path";
import { type ExpectPolicy, expectedTests, type RepoTree } from "@tollgate/model";
import { createRepository, type TemporaryRepository } from "@tollgate/testkit";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { readExpectations, readPackageInputs, readSubject, readTree } from "../src/index.ts";

let shop: TemporaryRepository;
beforeEach(() => {
  shop = createRepository();
  shop.commit("shop", {
    "package.json": JSON.stringify({ name: "shop", workspaces: ["packages/*"] }),
    "turbo.json": JSON.stringify({ tasks: { test: {} } }),
    "packages/api/package.json": JSON.stringify({ name: "@shop/api", scripts: { test: "vitest run" } }),
    "packages/web/package.json": JSON.stringify({ name: "@shop/web", scripts: { test: "vitest run" } }),
    "packages/web/page.ts": "",
  });
});
afterEach(() => shop.cleanup());

const place = { path: "tollgate.yml", line: 2, column: 1 };

async function read(expectPolicy?: Partial<ExpectPolicy>, changed?: readonly string[]) {
  const environment = { cwd: shop.root, env: shop.env };
  const { tree } = await readTree(environment);
  const { subject } = readSubject(environment, tree, { base: "main" });
  const settled = await readExpectations(environment, tree, {
    subject,
    policy: {
      reports: [],
      ...(expectPolicy === undefined ? {} : { expect: { entries: [], except: [], place, ...expectPolicy } }),
    },
    ...(changed === undefined ? {} : { changed }),
  });
  return {
    tests: settled.expectations.map(expectedTests),
    problems: settled.problems.map(({ code, severity }) => `${severity} ${code}`),
  };
}

describe("what must arrive", () => {
  it("is what the work tree says, united with the merge base", async () => {
    shop.branch("feature");
    shop.commit("scripts", {
      "packages/web/package.json": JSON.stringify({ name: "@shop/web" }),
      "packages/cli/package.json": JSON.stringify({ name: "@shop/cli", scripts: { test: "vitest run" } }),
    });
    expect(await read()).toEqual({
      tests: ["tests of @shop/api", "tests of @shop/cli", "tests of @shop/web"],
      problems: ["warning expectation-removed"],
    });
  });

  it("does not ask the base where no manifest changed", async () => {
    shop.branch("feature");
    shop.commit("scripts", { "packages/web/package.json": JSON.stringify({ name: "@shop/web" }) });
    expect(await read(undefined, ["packages/web/page.ts"])).toEqual({
      tests: ["tests of @shop/api"],
      problems: [],
    });
  });

  it("is nothing but the policy's where that says so", async () => {
    expect(await read({ from: "none" })).toEqual({ tests: [], problems: [] });
    const entries = [{ package: "@shop/web", kind: "e2e", required: true, place }];
    expect(await read({ from: "none", entries })).toEqual({
      tests: ["e2e tests of @shop/web"],
      problems: [],
    });
  });

  it("is not known where turbo.json is asked for or broken", async () => {
    shop.write({ "turbo.json": "{" });
    expect(await read()).toMatchObject({ problems: ["error expectations-unknown"] });
    shop.remove("turbo.json");
    expect(await read({ from: "turbo" }, [])).toEqual({
      tests: [],
      problems: ["error expectations-unknown"],
    });
    expect(await read({ from: "scripts" }, [])).toMatchObject({ problems: [] });
  });
});

describe("the inputs of a package", () => {
  const inputsAt = (tree: RepoTree, changed: readonly string[] = []) =>
    readPackageInputs({ cwd: shop.root, env: shop.env }, tree, {
      ...{ headSha: shop.git("rev-parse", "HEAD"), changed },
      reports: ["packages/web/reports/junit.xml"],
    });
  const tree = async () => (await readTree({ cwd: shop.root, env: shop.env })).tree;

  it("are the same on a commit that changes another package", async () => {
    const before = shop.git("rev-parse", "HEAD");
    shop.commit("api", { "packages/api/cart.ts": "" });
    const inputs = inputsAt(await tree());
    expect(inputs.compare("@shop/web", before)).toMatchObject({ same: true });
    expect(inputs.compare("@shop/api", before)).toEqual({
      same: false,
      reason: "its inputs differ, first in packages/api/cart.ts",
    });
    expect(inputs.isInput("@shop/web", "packages/api/cart.ts")).toBe(false);
    expect(inputs.isSameFile("packages/api/cart.ts", before)).toBe(false);
    expect(inputs.isSameFile("packages/api/package.json", before)).toBe(true);
    expect(inputs.isSameFile("packages/api/unknown.ts", before)).toBe(false);
    expect(
      inputsAt(await tree(), ["packages/api/package.json"]).isSameFile("packages/api/package.json", before),
    ).toBe(false);
  });

  it("are not known of a commit that is not here", async () => {
    expect(inputsAt(await tree()).compare("@shop/web", "f".repeat(40))).toMatchObject({
      reason: expect.stringContaining("not in this clone"),
    });
  });

  it("are not those of the commit where the work tree has others; what tests write is none", async () => {
    const head = shop.git("rev-parse", "HEAD");
    shop.write({ "packages/web/reports/junit.xml": "", "packages/api/new.ts": "" });
    expect(inputsAt(await tree()).compare("@shop/web", head)).toMatchObject({ same: true });
    expect(inputsAt(await tree(), ["packages/web/page.ts"]).compare("@shop/web", head)).toMatchObject({
      same: false,
    });
    shop.write({ "packages/web/new.ts": "" });
    expect(inputsAt(await tree()).compare("@shop/web", head)).toEqual({
      same: false,
      reason: "inputs of the package are changed or new here",
    });
  });

  it.skipIf(process.platform === "win32")("follow a link into another package", async () => {
    symlinkSync("../api", join(shop.root, "packages/web/linked"));
    shop.commit("link");
    expect(inputsAt(await tree()).isInput("@shop/web", "packages/api/package.json")).toBe(true);
  });
});
