import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { createRepository, type TemporaryRepository } from "@tollgate/testkit";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { lint } from "../scripts/lint-workflows/lint.ts";
import { type Finished, runTollgate } from "./run-tollgate.ts";

const file = ".github/workflows/tollgate.yml";

let shop: TemporaryRepository;
beforeEach(() => {
  shop = createRepository();
  shop.commit("shop", {
    ".gitignore": "node_modules/\nreports/\n.tollgate/*\n!.tollgate/waivers/\n",
    "package.json": '{ "name": "shop", "private": true, "packageManager": "pnpm@12.21.0" }\n',
    "pnpm-lock.yaml": "lockfileVersion: '9.0'\n",
    "pnpm-workspace.yaml": "packages: [packages/*]\n",
    "turbo.json": '{ "tasks": { "test": { "outputs": ["reports/**"] } } }\n',
    "packages/api/package.json": '{ "name": "@shop/api", "scripts": { "test": "vitest run" } }\n',
  });
  shop.write({
    "packages/api/reports/unit/junit.xml": '<testsuite name="cart"><testcase name="adds"/></testsuite>\n',
  });
  shop.git("remote", "add", "origin", "https://github.com/acme/shop.git");
});
afterEach(() => shop.cleanup());

describe("tollgate init in a repository on GitHub", () => {
  it("writes a workflow that our own lint has nothing against", () => {
    const { status, stdout, stderr } = init();
    expect(stderr).toBe("");
    expect(status).toBe(0);
    expect(stdout).toContain(`Written: ${file}\nPut the release into it: OWNER is`);
    expect(findings(workflow())).toEqual([]);
    const { jobs, on } = parse(workflow());
    expect(on.push).toEqual({ branches: ["main"] });
    expect(jobs.test.steps.map(({ run }: { run?: string }) => run).filter(Boolean)).toEqual([
      "pnpm install --frozen-lockfile",
      "pnpm exec turbo run test --continue --summarize\n",
    ]);
  });

  it.each(["package-lock.json", "yarn.lock"])(
    "writes one for %s that the lint has nothing against",
    (lockfile) => {
      for (const name of ["pnpm-lock.yaml", "pnpm-workspace.yaml", "turbo.json"])
        shop.git("rm", "--quiet", name);
      shop.write({
        [lockfile]: "{}\n",
        "package.json":
          '{ "name": "shop", "scripts": { "test": "jest" }, "devDependencies": { "jest": "30.0.0" } }\n',
      });
      shop.git("add", ".");
      init();
      expect(findings(workflow())).toEqual([]);
      expect(workflow()).toContain(lockfile === "yarn.lock" ? "yarn test\n" : "npm test\n");
    },
  );

  it("only prints it by --dry-run", () => {
    const { stdout, stderr } = init("--dry-run");
    expect(existsSync(join(shop.root, file))).toBe(false);
    expect(stdout).toMatch(/^# |^version: 1/m);
    expect(stdout).not.toContain("jobs:");
    const text = stderr.slice(stderr.indexOf("# Written by"), stderr.indexOf("Put the release"));
    expect(parse(text).jobs.gate.needs).toEqual(["test"]);
    expect(findings(text)).toEqual([]);
  });

  it.each([file, ".github/workflows/ci.yaml"])("leaves %s as it is, and tells what to add to it", (path) => {
    const own = "on: pull_request\njobs: {}\n";
    shop.write({ [path]: own });
    const { status, stdout } = init();
    expect(status).toBe(0);
    expect(readFileSync(join(shop.root, path), "utf8")).toBe(own);
    expect(existsSync(join(shop.root, file))).toBe(path === file);
    expect(stdout).toContain(`There is a workflow already, ${path}. Add to the job that runs the tests:`);
    const steps = stdout.slice(stdout.indexOf("    permissions:"), stdout.indexOf("Put the release"));
    expect(findings(`jobs:\n  test:\n${steps}`)).toEqual([]);
    expect(parse(`jobs:\n  test:\n${steps}`).jobs.test.steps).toHaveLength(3);
  });

  it("tells of the workflow that runs tests, and of the one that has Tollgate", () => {
    shop.write({
      ".github/workflows/codeql.yml": "on: pull_request\njobs: {}\n",
      ".github/workflows/main.yml": "on: pull_request\njobs: { a: { steps: [{ run: pnpm test }] } }\n",
    });
    expect(init().stdout).toContain(
      "There is a workflow already, .github/workflows/main.yml. Add to the job",
    );
    shop.remove("tollgate.yml");
    shop.write({
      ".github/workflows/quality.yml": "on: pull_request\njobs: { a: { steps: [{ run: tollgate run }] } }\n",
    });
    expect(init().stdout).toContain("\nThe workflow .github/workflows/quality.yml has Tollgate already.\n");
  });

  it("says of its own workflow that all is there", () => {
    init();
    shop.remove("tollgate.yml");
    const { stdout } = init();
    expect(stdout).toContain(`\nThe workflow ${file} has Tollgate already.\n`);
    expect(stdout).not.toContain("Put the release into it");
  });

  it("names what turbo's tools have to be told, and its cache", () => {
    shop.remove("packages/api/reports");
    const { stdout } = init();
    const command = "pnpm exec turbo run test --continue --summarize -- --run --reporter=default";
    expect(stdout).toContain(`  ${command}`);
    expect(stdout).toContain('give the task "test" `"outputs": ["reports/**"]`');
    expect(stdout).toContain(`pnpm exec tollgate run -- ${command}`);
    expect(workflow()).toContain(command);
    expect(findings(workflow())).toEqual([]);
  });

  it("writes beside a workflow that is for something else", () => {
    shop.write({ ".github/workflows/pages.yml": "on: push\njobs: {}\n" });
    init();
    expect(existsSync(join(shop.root, file))).toBe(true);
  });
});

it("writes no workflow elsewhere, or where nothing runs tests", () => {
  shop.git("remote", "set-url", "origin", "https://gitlab.com/acme/shop.git");
  init();
  expect(existsSync(join(shop.root, ".github"))).toBe(false);
  shop.remove("tollgate.yml");
  shop.git("rm", "--quiet", "-r", "turbo.json", "packages");
  shop.git("remote", "set-url", "origin", "git@github.com:acme/shop.git");
  const { status, stdout } = init();
  expect(status).toBe(0);
  expect(stdout).not.toContain("workflow");
});

function init(...args: readonly string[]): Finished {
  return runTollgate(shop.root, ["init", ...args]);
}

function workflow(): string {
  return readFileSync(join(shop.root, file), "utf8");
}

function findings(text: string) {
  return lint({ path: file, text, firstLine: 1, isExample: true });
}
