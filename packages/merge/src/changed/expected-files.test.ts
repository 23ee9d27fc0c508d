import type { PackageRef } from "@tollgate/model";
import { aCase, aFile } from "@tollgate/testkit";
import { describe, expect, it } from "vitest";
import { expectedFiles } from "./expected-files.ts";

const root: PackageRef = { name: "shop", dir: "", scripts: ["test"] };
const api: PackageRef = { name: "@shop/api", dir: "packages/api", scripts: ["build"] };
const web: PackageRef = { name: "@shop/web", dir: "packages/web", scripts: [] };

const cart = aFile({ path: "packages/api/src/cart.ts", lines: { 1: 1 } });

/** The package that should have measured the path in a workspace where `cart.ts` of the API is measured. */
function ownerOf(path: string, packages: readonly PackageRef[] = [root, api, web]): string | undefined {
  return expectedFiles([cart], [], packages)(path);
}

describe("a measured package", () => {
  it.each([
    "src/new.ts",
    "lib/x.js",
    "index.js",
    "src2/b.jsx",
    "src/core/b.mjs",
    "src/b.cjs",
    "src/b.tsx",
    "src/b.mts",
    "src/b.cts",
    "src/Page.vue",
    "src/Page.svelte",
    "scripts/seed.ts",
    "src/e2e/pay.js",
    "src/test/pay.js",
    "src/tests/pay.js",
    "src/fixtures/pay.js",
    "src/payment.config.js",
    "src/payment.setup.js",
    "src/latest.ts",
    "src/spec.ts",
  ])("is expected to measure %s", (path) => {
    expect(ownerOf(`packages/api/${path}`)).toBe("@shop/api");
  });

  it.each([
    "src/new.test.ts",
    "src/new.spec.mjs",
    "src/new.stories.tsx",
    "src/types.d.ts",
    "src/types.d.mts",
    "src/client.generated.ts",
    "src/__generated__/client.ts",
    "src/__tests__/cart.ts",
    "src/__mocks__/cart.ts",
    "test/orders.ts",
    "tests/deep/orders.ts",
    "spec/orders.js",
    "e2e/orders.js",
    "fixtures/orders.js",
    "vitest.config.ts",
    "vitest.unit.config.ts",
    "jest.setup.js",
    ".eslintrc.cjs",
    ".storybook/preview.tsx",
    "src/notes.md",
    "src/cart.py",
    "LICENSE",
  ])("is not expected to measure %s", (path) => {
    expect(ownerOf(`packages/api/${path}`)).toBeUndefined();
  });

  it("is not expected to measure a file that a report names as a test", () => {
    const expects = expectedFiles([cart], [aCase({ file: "packages/api/checks/cart.ts" })], [root, api]);
    expect(expects("packages/api/checks/cart.ts")).toBeUndefined();
    expect(expects("packages/api/checks/help.ts")).toBe("@shop/api");
  });

  it("knows the tests of the JVM, Python, Go and Ruby by their ways", () => {
    const paths = ["src/main/java/A.java", "a.py", "a.go", "a.rb"];
    const coverage = paths.map((path) => aFile({ path, package: "shop", lines: { 1: 1 } }));
    const expects = expectedFiles(coverage, [], [root]);
    const product = ["src/main/kotlin/B.kt", "shop/b.py", "pkg/b.go", "lib/b.rb", "src/test/b.py"];
    const tests = [
      "src/test/java/ATest.java",
      "src/integrationTest/kotlin/Db.kt",
      "shop/test_b.py",
      "shop/b_test.py",
      "shop/conftest.py",
      "shop/b.pyi",
      "shop/b_pb2.py",
      "pkg/b_test.go",
      "lib/b_spec.rb",
    ];
    for (const path of product) expect(expects(path), path).toBe("shop");
    for (const path of tests) expect(expects(path), path).toBeUndefined();
  });
});

describe("a package that measured nothing", () => {
  it.each<[readonly string[], string | undefined]>([
    [["build", "test:unit"], "@shop/web"],
    [["integration"], "@shop/web"],
    [["pretest"], "@shop/web"],
    [["checkE2E"], "@shop/web"],
    [["build", "publish:latest", "inspect"], undefined],
    [[], undefined],
  ])("with the scripts %j is one of %s", (scripts, owner) => {
    expect(ownerOf("packages/web/src/new.ts", [root, api, { ...web, scripts }])).toBe(owner);
  });

  it("is tested where it has tests", () => {
    const tests = [aCase({ package: "@shop/web", file: "packages/web/src/page.test.ts" })];
    expect(expectedFiles([cart], tests, [root, api, web])("packages/web/src/page.ts")).toBe("@shop/web");
  });

  it("is a test as a whole below a folder of tests, until it is measured", () => {
    const e2e: PackageRef = { name: "@shop/e2e", dir: "e2e", scripts: ["test:e2e"] };
    const packages = [root, api, e2e];
    expect(ownerOf("e2e/start-shop.ts", packages)).toBeUndefined();
    const coverage = [cart, aFile({ path: "e2e/steps.ts", package: "@shop/e2e", lines: { 1: 1 } })];
    expect(expectedFiles(coverage, [], packages)("e2e/start-shop.ts")).toBe("@shop/e2e");
  });
});

describe("the root", () => {
  it("of a workspace with members is tested by evidence only", () => {
    expect(ownerOf("scripts/build.ts")).toBeUndefined();
    const tests = [aCase({ package: "shop", file: "test/layers.test.ts" })];
    expect(expectedFiles([cart], tests, [root, api])("scripts/build.ts")).toBe("shop");
    const coverage = [cart, aFile({ path: "scripts/a.ts", package: "shop", lines: { 1: 1 } })];
    expect(expectedFiles(coverage, [], [root, api])("bench/run.ts")).toBe("shop");
  });

  it("is a package as any other where it is the only one", () => {
    const other = { ...cart, package: "gone" };
    expect(expectedFiles([other], [], [root])("scripts/build.ts")).toBe("shop");
    expect(expectedFiles([other], [], [{ ...root, scripts: [] }])("scripts/build.ts")).toBeUndefined();
  });
});

it("expects nothing where nothing is measured", () => {
  expect(expectedFiles([], [aCase()], [root, api])("packages/api/src/cart.ts")).toBeUndefined();
});
