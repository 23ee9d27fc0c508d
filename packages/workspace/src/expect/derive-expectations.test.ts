import { expectedTests } from "@tollgate/model";
import { describe, expect, it } from "vitest";
import { snapshotOf } from "../testing/snapshot-of.ts";
import { type DeriveFrom, deriveExpectations } from "./derive-expectations.ts";

const workspace = {
  "package.json": { name: "shop", workspaces: ["packages/*"], scripts: { test: "turbo run test" } },
};
const api = (scripts: object, more: object = {}) => ({
  "packages/api/package.json": { name: "@shop/api", scripts, ...more },
});

describe("with turbo's test tasks", () => {
  it("a package is expected for each task that it has a script for, with both places", async () => {
    const files = {
      ...workspace,
      ...api({ build: "tsc", "test:unit": "vitest run", "test:e2e": "playwright test" }),
      "packages/web/package.json": { name: "@shop/web", scripts: { build: "vite build" } },
      "turbo.json": '{\n  // all tasks\n  "tasks": {\n    "build": {},\n    "test:unit": {},\n  }\n}\n',
    };
    expect(deriveExpectations(await snapshotOf(files), undefined)).toEqual([
      {
        package: "@shop/api",
        kind: "unit",
        from: "turbo",
        because: 'packages/api/package.json:5 has the script, turbo.json:5 the task "test:unit"',
        place: { path: "packages/api/package.json", line: 5, column: 1 },
        task: "@shop/api#test:unit",
        required: true,
      },
    ]);
  });

  it("tasks of one package count for it alone, those of the root for the root", async () => {
    const files = {
      "package.json": { name: "shop", workspaces: ["packages/*"], scripts: { "test:unit": "vitest" } },
      ...api({ test: "vitest", e2e: "playwright test" }),
      "packages/web/package.json": { name: "@shop/web", scripts: { test: "vitest", e2e: "cypress run" } },
    };
    const tasks = (names: readonly string[]) => ({
      ...files,
      "turbo.json": { tasks: Object.fromEntries(names.map((name) => [name, {}])) },
    });
    expect(await tell(tasks(["@shop/api#test"]))).toEqual(["tests of @shop/api"]);
    expect(await tell(tasks(["e2e", "//#test:unit"]))).toEqual([
      "unit tests of shop",
      "e2e tests of @shop/api",
      "e2e tests of @shop/web",
    ]);
  });

  it("a package's own turbo.json adds tasks, also those of one that it extends", async () => {
    const files = {
      ...workspace,
      ...api({ "test:contract": "pact" }),
      "packages/web/package.json": { name: "@shop/web", scripts: { "test:contract": "pact" } },
      "packages/cli/package.json": { name: "@shop/cli", scripts: { "test:contract": "pact" } },
      "turbo.json": { tasks: { test: {} } },
      "packages/api/turbo.json": { extends: ["//"], tasks: { "test:contract": {} } },
      "packages/web/turbo.jsonc": { extends: ["//", "@shop/api"] },
    };
    expect(await tell(files)).toEqual(["tests of @shop/api", "tests of @shop/web"]);
  });

  it("what runs on is expected of nobody", async () => {
    const files = {
      ...workspace,
      ...api({ test: "vitest" }),
      "turbo.json": { tasks: { test: { persistent: true } } },
    };
    expect(await tell(files, "turbo")).toEqual([]);
  });

  it("turbo 1's pipeline is read, and a package that stands alone has the root's tasks", async () => {
    const files = {
      "package.json": { name: "shop", scripts: { test: "vitest" } },
      "turbo.json": { pipeline: { test: {} } },
    };
    expect(await tell(files)).toEqual(["tests of shop"]);
  });

  it("a turbo.json that is not readable is an error", async () => {
    const { problems } = await snapshotOf({ ...workspace, "turbo.json": "{ tasks" });
    expect(problems).toMatchObject([{ code: "expectations-unknown", severity: "error", path: "turbo.json" }]);
  });
});

describe("without test tasks", () => {
  it("the test scripts of every package are expected, each kind once", async () => {
    const files = {
      ...workspace,
      ...api({
        test: "vitest",
        "test:ci": "vitest --ci",
        "test:watch": "vitest",
        "test:e2e": "playwright test",
      }),
      "turbo.json": { tasks: { build: {} } },
    };
    expect(await tell(files)).toEqual(["tests of shop", "tests of @shop/api", "e2e tests of @shop/api"]);
    const [root] = deriveExpectations(await snapshotOf(files), undefined);
    expect(root).toMatchObject({
      from: "scripts",
      because: 'package.json:7 has the script "test"',
      below: true,
    });
  });

  it("npm's placeholder is none", async () => {
    expect(
      await tell({
        "package.json": { name: "shop", scripts: { test: 'echo "Error: no test specified" && exit 1' } },
      }),
    ).toEqual([]);
  });

  it("a package that says that it may have no tests is expected once it has some", async () => {
    const files = { ...api({ test: "vitest run --passWithNoTests" }), "packages/api/src/pay.ts": "" };
    expect(await tell(files)).toEqual([]);
    expect(await tell({ ...files, "packages/api/src/pay.test.ts": "" })).toEqual(["tests of @shop/api"]);
  });

  it("nothing is taken from scripts where the policy says turbo", async () => {
    expect(await tell({ ...workspace, ...api({ test: "vitest" }) }, "turbo")).toEqual([]);
  });
});

async function tell(files: Parameters<typeof snapshotOf>[0], from?: DeriveFrom): Promise<readonly string[]> {
  return deriveExpectations(await snapshotOf(files), from).map(expectedTests);
}
