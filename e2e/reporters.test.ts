import { spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, rmSync, symlinkSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Decision } from "@tollgate/model";
import { createRepository, createTemporaryFolder, type TemporaryRepository } from "@tollgate/testkit";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Finished, outsideCi, root, runTollgate } from "./run-tollgate.ts";

const windows = process.platform === "win32";
const reporters = join(root, "packages/reporters");

/** The reporters as they are shipped, in a project that has the runners and nothing else of this workspace. */
describe("the packed reporters", () => {
  let folder: string;
  let shop: TemporaryRepository;
  beforeAll(() => {
    folder = createTemporaryFolder();
    must("pnpm", ["pack", "--pack-destination", folder], reporters); // builds them, too
    shop = createRepository();
    shop.commit("shop", {
      ".gitignore": "node_modules/\n.tollgate/\n",
      "package.json": '{ "name": "shop", "type": "module" }\n',
      "vitest.config.ts":
        'export default { test: { reporters: ["default", "@tollgate/reporters/vitest"], include: ["*.test.ts"] } };\n',
      "playwright.config.ts":
        'export default { testMatch: "*.spec.ts", reporter: [["list"], ["@tollgate/reporters/playwright"]] };\n',
    });
    const tarball = join(folder, readdirSync(folder).find((name) => name.endsWith(".tgz"))!);
    must("npm", ["install", "--no-save", "--no-audit", "--no-fund", "--loglevel=error", tarball], shop.root);
    for (const name of ["vitest", "@playwright/test"]) {
      const link = join(shop.root, "node_modules", name);
      mkdirSync(dirname(link), { recursive: true });
      symlinkSync(join(reporters, "node_modules", name), link, "junction");
    }
  });
  afterAll(() => {
    shop.cleanup();
    rmSync(folder, { recursive: true, force: true });
  });

  it("let green tests of vitest pass, and no run that an error outside them failed", () => {
    shop.write({ "cart.test.ts": 'import { test } from "vitest";\ntest("adds", () => {});\n' });
    expect(runNode("vitest/vitest.mjs", "run").status).toBe(0);
    expect(judge()).toMatchObject({ outcome: "allow" });

    shop.write({
      "late.test.ts": `import { test } from "vitest";
        test("is green", async () => {
          Promise.reject(new Error("nobody waits for this"));
          await new Promise((resolve) => setTimeout(resolve, 50));
        });\n`,
    });
    expect(runNode("vitest/vitest.mjs", "run").status).toBe(1);
    const { outcome, rules, counts } = judge();
    expect(outcome).toBe("block");
    const rule = rules.find((result) => result.rule === "no-failed-runs");
    expect(JSON.stringify(rule)).toContain("Unhandled Rejection: Error: nobody waits for this");
    expect(counts).toMatchObject({ tests: 2, failing: 0 });
    shop.remove("late.test.ts");
  });

  it("tell a flaky test of Playwright as end-to-end test", () => {
    shop.remove(".tollgate");
    shop.write({
      "pay.spec.ts": `import { expect, test } from "@playwright/test";
        test.describe.configure({ retries: 1 });
        test("pays", ({}, info) => { expect(info.retry).toBe(1); });\n`,
    });
    const run = runNode("@playwright/test/cli.js", "test");
    expect(run.status, run.stdout).toBe(0);
    const decision = judge();
    expect(decision.outcome).toBe("allow");
    const inspected = runTollgate(shop.root, ["inspect", "--json", ".tollgate/runs/playwright.ndjson"]);
    expect(JSON.parse(inspected.stdout)).toMatchObject({
      files: [{ format: "tollgate-tests", status: "ok", tests: { cases: 1, passed: 1, flaky: 1 } }],
    });
  });

  function runNode(tool: string, ...args: readonly string[]): Finished {
    const { status, stdout, stderr } = spawnSync(process.execPath, [join("node_modules", tool), ...args], {
      cwd: shop.root,
      encoding: "utf8",
      env: outsideCi(),
    });
    return { status, stdout, stderr };
  }

  function judge(): Decision {
    const { stdout, stderr } = runTollgate(shop.root, ["run", "--json"], { env: shop.env });
    expect(stderr).toBe("");
    return JSON.parse(stdout) as Decision; // what it prints is its own schema's
  }
});

function must(command: string, args: readonly string[], cwd: string): void {
  const { status, stderr, error } = spawnSync(command, args, {
    cwd,
    encoding: "utf8",
    shell: windows,
    env: outsideCi(),
  });
  if (error !== undefined || status !== 0)
    throw new Error(`${command} ${args.join(" ")} failed: ${error?.message ?? stderr}`);
}
