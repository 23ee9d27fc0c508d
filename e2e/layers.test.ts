import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Decision } from "@tollgate/model";
import { createRepository, type TemporaryRepository } from "@tollgate/testkit";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Finished, runTollgate } from "./run-tollgate.ts";

/** A policy in layers: an organisation's, the repository's, a package's. */

const tests = (name: string): string =>
  `<testsuite name="${name}"><testcase classname="${name}" name="adds" time="0.1"/></testsuite>\n`;
const org = "version: 1\nrules:\n  minimum-tests: { min: 1 }\n";
const root = "version: 1\nextends: [./org.yml]\n";
const ofApi = "version: 1\nrules:\n  minimum-tests: { min: 3 }\n";

let shop: TemporaryRepository;
beforeEach(() => {
  shop = createRepository();
  shop.commit("shop", {
    ".gitignore": "reports/\n.tollgate/out/\n",
    "package.json": '{ "name": "shop", "workspaces": ["packages/*"] }\n',
    "packages/api/package.json": '{ "name": "@shop/api" }\n',
    "packages/web/package.json": '{ "name": "@shop/web" }\n',
    "org.yml": org,
    "tollgate.yml": root,
    "packages/api/tollgate.yml": ofApi,
  });
  shop.branch("change");
  shop.write({
    "packages/api/reports/junit.xml": tests("api"),
    "packages/web/reports/junit.xml": tests("web"),
  });
});
afterEach(() => shop.cleanup());

describe("a policy in layers", () => {
  it("judges by all of them, and tells which one asks", () => {
    const { status } = run("--base", "main");
    expect(status).toBe(1);
    const decision = read();
    expect(decision.policy?.layers?.map(({ level, path }) => `${level} ${path}`)).toEqual([
      "organisation org.yml",
      "repository tollgate.yml",
      "package packages/api/tollgate.yml",
    ]);
    expect(decision.rules.filter(({ effect }) => effect === "block")).toMatchObject([
      {
        rule: "minimum-tests",
        scope: { package: "@shop/api" },
        message: "1 test of @shop/api ran, at least 3 are wanted.",
        place: { path: "packages/api/tollgate.yml", line: 3 },
      },
    ]);
    const { stdout } = runTollgate(shop.root, ["explain", "rule", "minimum-tests"]);
    expect(stdout).toContain("asked by  packages/api/tollgate.yml:3:3 (package)");
    expect(stdout).toContain("asked by  org.yml:3:3 (organisation)");
  });

  it("is explained without a run", () => {
    const { status, stdout } = runTollgate(shop.root, ["explain", "policy", "--base", "main"]);
    expect(status).toBe(0);
    const commit = shop.git("rev-parse", "--short=7", "main");
    const lines = stdout.split("\n").map((line) => line.trim().replace(/ +/g, " "));
    expect(lines).toContain("no-failing-tests repository enforce error a built-in rule");
    expect(lines.filter((line) => !line.endsWith("a built-in rule"))).toEqual([
      `Judged by tollgate.yml of main (${commit}).`,
      "",
      "organisation org.yml",
      "repository tollgate.yml",
      "package packages/api/tollgate.yml @shop/api",
      "",
      "Rule Scope Mode Severity Options Asked by",
      "minimum-tests repository enforce error min 1 org.yml:3:3 (organisation)",
      "minimum-tests @shop/api enforce error min 3 packages/api/tollgate.yml:3:3 (package)",
      "",
      "No label overrides the rules.",
      "There is no waiver.",
      "",
    ]);
  });

  it("is refused where one of them loosens, with both places", () => {
    shop.write({ "tollgate.yml": `${root}rules:\n  no-failing-tests: { mode: warn }\n` });
    const { status, stderr } = run();
    expect(status).toBe(2);
    expect(stderr).toContain(
      "tollgate.yml:4:3: no-failing-tests (repository) asks for less than the built-in rule",
    );
    expect(stderr).toContain("write a waiver");
  });

  it("is that of the base in every layer", () => {
    shop.commit("looser", { "org.yml": "version: 1\n", "packages/api/tollgate.yml": "version: 1\n" });
    const { status } = run("--base", "main");
    expect(status).toBe(1);
    expect(read().policyChange).toMatchObject({
      files: ["org.yml", "packages/api/tollgate.yml"],
      outcome: "allow",
      rules: [{ rule: "minimum-tests", scope: { package: "@shop/api" } }],
    });
  });

  it("keeps a package's policy that moves with its package", () => {
    shop.git("mv", "packages/api", "packages/backend");
    shop.commit("moved");
    expect(run("--base", "main").status).toBe(1);
    expect(read().rules.filter(({ effect }) => effect === "block")).toMatchObject([
      { rule: "minimum-tests", scope: { package: "@shop/api" } },
    ]);
  });

  it("says so where a change takes a package away with its policy", () => {
    shop.remove("packages/api");
    shop.commit("gone");
    const { stdout } = run("--base", "main");
    expect(stdout.replace(/\s+/g, " ")).toContain(
      "The policy packages/api/tollgate.yml of main is about @shop/api, which the workspace does not have any more: it judges nothing.",
    );
  });
});

function run(...args: readonly string[]): Finished {
  return runTollgate(shop.root, ["run", ...args]);
}

function read(): Decision {
  return JSON.parse(readFileSync(join(shop.root, ".tollgate/out/decision.json"), "utf8"));
}
