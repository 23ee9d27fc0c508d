import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, symlinkSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Decision } from "@tollgate/model";
import { createRepository, type TemporaryRepository } from "@tollgate/testkit";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Finished, outsideCi, root, runTollgate } from "./run-tollgate.ts";

const junit = (...cases: readonly string[]): string =>
  `<testsuite name="cart">${cases.join("")}</testsuite>\n`;
const passed = '<testcase classname="cart" name="adds" time="0.1"/>';
const failed = '<testcase classname="cart" name="re&#10;moves &lt;b>"><failure message="no"/></testcase>';
const skipped = '<testcase classname="cart" name="pays"><skipped/></testcase>';
const lcov = "SF:packages/api/total.ts\nDA:1,1\nDA:2,1\nDA:3,0\nend_of_record\n";

let shop: TemporaryRepository;
beforeEach(() => {
  shop = createRepository();
  shop.commit("shop", {
    ".gitignore": "node_modules/\nreports/\ncoverage/\n.tollgate/\n",
    "package.json":
      '{ "name": "shop", "type": "module", "workspaces": ["packages/*"], "devDependencies": { "vitest": "5.0.0" } }\n',
    "packages/api/package.json": '{ "name": "@shop/api", "scripts": { "test": "vitest run" } }\n',
    "packages/api/total.ts": "export const total = 1;\nexport const more = 2;\nexport const rest = 3;\n",
    "packages/web/package.json": '{ "name": "@shop/web" }\n',
  });
});
afterEach(() => shop.cleanup());

describe("tollgate init", () => {
  it.each([
    ["node_modules/\nreports/\n.tollgate/\n", true],
    ["reports/\n", true],
    ["/.tollgate/*\n", true],
    [".tollgate/*\n!.tollgate/waivers/\n", false],
    ["reports/\n/.tollgate/out/\n", false],
  ])("says how git ignores outputs and no waivers: %j", (text, isTold) => {
    shop.write({ ".gitignore": text, "packages/api/reports/unit/junit.xml": junit(passed) });
    const advice = "write `.tollgate/*` and below it `!.tollgate/waivers/` into .gitignore.";
    expect(init().stdout.includes(advice)).toBe(isTold);
  });

  it("proposes as many findings as there are today, and run passes by it", () => {
    const result = (level: string) => ({ level, message: { text: "it leaks" } });
    const results = [result("error"), result("error"), result("warning")];
    shop.write({
      "packages/api/reports/unit/junit.xml": junit(passed),
      "reports/scan.sarif": JSON.stringify({
        version: "2.1.0",
        runs: [{ tool: { driver: { name: "Scan" } }, results }],
      }),
    });
    expect(init().stdout).toContain("Judged by this policy, today's reports pass.");
    expect(settings()).toEqual([
      "version: 1",
      "reports:",
      "  - kind: analysis",
      '    files: ["reports/scan.sarif"]',
      "    format: sarif",
      "  - kind: unit",
      '    files: ["packages/api/reports/unit/junit.xml"]',
      "rules:",
      "  minimum-tests:",
      "    - { kind: unit, min: 1 }",
      "  findings: { level: error, max: 2 }",
    ]);
    expect(run().outcome).toBe("allow");
  });

  it("proposes what today's reports keep, and run passes by it", () => {
    shop.write({
      "packages/api/reports/unit/junit.xml": junit(passed),
      "packages/web/reports/unit/junit.xml": junit(passed, skipped),
      "e2e/reports/junit.xml": junit(passed),
      "coverage/lcov.info": lcov,
    });
    const { status, stdout, stderr } = init();
    expect(stderr).toBe("");
    expect(status).toBe(0);
    expect(stdout).toContain("Written: tollgate.yml");
    expect(stdout).toContain("Judged by this policy, today's reports pass.");
    expect(settings()).toEqual([
      "version: 1",
      "reports:",
      "  - kind: e2e",
      '    files: ["e2e/reports/junit.xml"]',
      "  - kind: unit",
      "    files:",
      '      - "coverage/lcov.info"',
      '      - "packages/*/reports/unit/junit.xml"',
      "rules:",
      "  minimum-tests:",
      "    - { kind: e2e, min: 1 }",
      "    - { kind: unit, min: 2 }",
      "  coverage:",
      "    - { metric: lines, min: 66% }",
    ]);
    const decision = run();
    expect(decision.outcome).toBe("allow");
    expect(decision.rules.every(({ answer }) => answer === "pass")).toBe(true);
    expect(run("--base", "main").outcome).toBe("allow");

    shop.remove("e2e/reports/junit.xml");
    expect(run().outcome).toBe("hold");
  });

  it("warns of tests that fail today, and hides none", () => {
    shop.write({ "packages/api/reports/unit/junit.xml": junit(passed, failed) });
    const { status, stdout } = init();
    expect(status).toBe(0);
    expect(stdout).toContain("allowed, with warnings:\n  warn: No failing tests: 1 of 2 tests fails.");
    expect(stdout).toContain("The policy only warns of failing tests, of new ones too.");
    expect(policy()).toContain("# 1 test fails today, so this rule only warns, of new failures too.");
    expect(settings()).toContain("  no-failing-tests: { mode: warn }");
    const { outcome, rules } = run();
    expect(outcome).toBe("allow");
    expect(rules.find(({ rule }) => rule === "no-failing-tests")).toMatchObject({
      answer: "fail",
      effect: "warn",
    });
    expect(stdout).toContain("In the pull request that brings it they block all the same");
    expect(run("--base", "main").outcome).toBe("block");
  });

  it.each([
    ["a cut report", { "reports/unit/junit.xml": "<testsuite><testcase" }, "block", "today's reports block"],
    ["coverage alone", { "coverage/lcov.info": lcov }, "hold", "evidence is missing today"],
  ])("does not make %s green", (_, files, outcome, words) => {
    shop.write(files);
    const { status, stdout } = init();
    expect(status).toBe(0);
    expect(stdout).toContain(words);
    expect(run().outcome).toBe(outcome);
  });

  it("names the tests that scripts ask for and that are not here", () => {
    shop.write({
      "packages/api/reports/unit/junit.xml": junit(passed),
      "packages/web/package.json": '{ "name": "@shop/web", "scripts": { "test:e2e": "playwright test" } }\n',
    });
    expect(init().stdout).toContain("Judged by this policy, evidence is missing today, which holds.");
    expect(policy()).toContain('#     - { package: "@shop/web", task: "test:e2e", reason: "why" }\n');
    expect(run().outcome).toBe("hold");
    shop.write({ "tollgate.yml": policy().replace(/^# (expect:| {2}except:| {4}- .*)$/gm, "$1") });
    expect(run().outcome).toBe("allow");
  });

  it("says what to run where there is no report", () => {
    const { status, stdout } = init();
    expect(status).toBe(0);
    expect(stdout).toContain("No report of tests or coverage was found.");
    expect(stdout).toContain(
      "npm run test --workspace packages/api -- --run --reporter=default --reporter=junit --outputFile.junit=reports/unit/junit.xml",
    );
    expect(stdout).toContain("Then remove tollgate.yml and run `npx --no-install tollgate init` again");
    expect(settings()).toEqual(["version: 1"]);
    expect(run().outcome).toBe("hold");
  });

  it("never overwrites a policy", () => {
    shop.write({ "tollgate.yml": "version: 1\n" });
    expect(init()).toEqual({
      status: 2,
      stdout: "",
      stderr:
        "There is a tollgate.yml already, and init never overwrites one.\nEdit it, or print what init would propose today: tollgate init --dry-run\n",
    });
    expect(policy()).toBe("version: 1\n");
  });

  it("only prints the policy with --dry-run", () => {
    shop.write({ "packages/api/reports/unit/junit.xml": junit(passed) });
    const { status, stdout, stderr } = init("--dry-run");
    expect(status).toBe(0);
    expect(stdout).toMatch(/^# .*\n# .*\nversion: 1\n/);
    expect(stderr).toContain("Judged by this policy, today's reports pass.");
    expect(existsSync(join(shop.root, "tollgate.yml"))).toBe(false);
  });

  it("points editors to the schema of the installed package", () => {
    const path = "node_modules/tollgate/dist/policy.schema.json";
    shop.write({ [path]: readFileSync(join(root, "packages/cli/dist/policy.schema.json"), "utf8") });
    init();
    expect(policy().split("\n")[0]).toBe(`# yaml-language-server: $schema=${path}`);
  });

  it("refuses what it does not know", () => {
    expect(init("packages")).toMatchObject({ status: 2 });
    expect(init("--force")).toMatchObject({ status: 2 });
  });
});

describe("the command that init names for vitest", () => {
  it("writes reports that a second init makes floors from", () => {
    const link = join(shop.root, "node_modules/vitest");
    mkdirSync(dirname(link), { recursive: true });
    symlinkSync(join(root, "node_modules/vitest"), link, "junction");
    shop.write({
      "packages/api/total.test.ts":
        'import { expect, test } from "vitest";\nimport { total } from "./total.ts";\ntest("is one", () => expect(total).toBe(1));\n',
    });
    const command = init()
      .stdout.split("\n")
      .find((line) => line.endsWith("# vitest"));
    const [, args = ""] = /npm run test --workspace packages\/api -- (.*?) {2}#/.exec(command ?? "") ?? [];
    expect(args).not.toBe("");
    const { status, stderr } = spawnSync(
      process.execPath,
      [join(link, "vitest.mjs"), "run", ...args.split(" ")],
      { cwd: join(shop.root, "packages/api"), encoding: "utf8", env: outsideCi() },
    );
    expect(status, stderr).toBe(0);
    shop.remove("tollgate.yml");
    expect(init().stdout).toContain("Judged by this policy, today's reports pass.");
    expect(settings()).toContain("    - { kind: unit, min: 1 }");
    expect(run().outcome).toBe("allow");
  });
});

function init(...args: readonly string[]): Finished {
  return runTollgate(shop.root, ["init", ...args]);
}

function run(...args: readonly string[]): Decision {
  return JSON.parse(runTollgate(shop.root, ["run", "--json", ...args]).stdout);
}

function policy(): string {
  return readFileSync(join(shop.root, "tollgate.yml"), "utf8");
}

/** The policy without its comments. */
function settings(): readonly string[] {
  return policy()
    .split("\n")
    .map((line) => line.replace(/ *#.*$/, ""))
    .filter((line) => line !== "");
}
