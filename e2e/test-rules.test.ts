import { mkdirSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import type { Decision, RuleResult } from "@tollgate/model";
import { createRepository, type TemporaryRepository } from "@tollgate/testkit";
import { afterEach, beforeEach, expect, it } from "vitest";
import { type Finished, root, runTollgate } from "./run-tollgate.ts";

/* Rules about tests, by what node:test says on the base and on a change. */

const nodeTest = [
  process.execPath,
  "--test",
  "--test-reporter=junit",
  "--test-reporter-destination=reports/unit/junit.xml",
];

let shop: TemporaryRepository;
beforeEach(() => {
  shop = createRepository();
  shop.write({
    ".gitignore": "reports/\n.tollgate/\n*.tollgate\n",
    "package.json": '{ "name": "shop", "type": "module", "scripts": { "test": "node --test" } }\n',
  });
});
afterEach(() => shop.cleanup());

it("no-new-failures leaves known failures and blocks another one", () => {
  const policy = "version: 1\nrules:\n  no-failing-tests: { mode: observe }\n  no-new-failures: {}\n";
  base({ "tollgate.yml": policy, "cart.test.js": suite({ adds: pass, removes: fail }) });
  change({ "cart.test.js": `${suite({ adds: pass, removes: fail })}\n// another one\n` });
  const known = gate();
  expect(known.status).toBe(0);
  expect(known.stdout).toContain("cart.test.js:3\n     still failing: removes");
  expect(resultOf("no-new-failures")?.message).toBe(
    "1 of 2 tests fails, and did on the base too (bundle base.tollgate): removes.",
  );
  expect(comment()).toContain("**still failing** `removes` in `cart.test.js:3`");
  change({ "cart.test.js": suite({ adds: fail, removes: fail }) });
  const fresh = gate();
  expect(fresh.status).toBe(1);
  expect(fresh.stdout).toContain("Make 1 new failing test pass");
  expect(resultOf("no-new-failures")).toMatchObject({
    effect: "block",
    violations: [{ path: "cart.test.js", message: expect.stringContaining("adds (unit)") }],
  });
  const alone = runTollgate(shop.root, ["gate", "change.tollgate", "--base", "main"]);
  expect(alone.status).toBe(1);
  expect(resultOf("no-new-failures")).toMatchObject({ answer: "unknown", effect: "hold" });
});

it("no-disappeared-tests tells removed, skipped, renamed and unselected tests apart", () => {
  base({
    "tollgate.yml": "version: 1\nrules:\n  no-disappeared-tests: {}\n",
    "cart.test.js": suite({ adds: pass, removes: pass, counts: pass }),
    "old.test.js": suite({ "is old": pass }),
    "price.test.js": suite({ rounds: pass }),
  });
  shop.git("rm", "--quiet", "old.test.js");
  shop.git("mv", "price.test.js", "rounding.test.js");
  change({
    "cart.test.js": `${suite({ adds: pass })}\ntest.skip("counts", () => {});\n`,
  });
  expect(gate().status).toBe(1);
  expect(resultOf("no-disappeared-tests")).toMatchObject({
    answer: "fail",
    violations: [
      { message: "counts (unit): newly skipped", path: "cart.test.js" },
      { message: "removes (unit): removed from its file", path: "cart.test.js" },
      { message: "is old (unit): removed with its file", path: "old.test.js" },
    ],
  });
});

it("no-disappeared-tests holds where tests only were not run", () => {
  base({
    "tollgate.yml": "version: 1\nrules:\n  no-disappeared-tests: {}\n",
    "cart.test.js": suite({ adds: pass }),
    "price.test.js": suite({ rounds: pass }),
  });
  collect("change.tollgate", "cart.test.js");
  expect(gate().status).toBe(1);
  expect(resultOf("no-disappeared-tests")).toMatchObject({
    answer: "unknown",
    effect: "hold",
    message:
      "No test of the base is known to have disappeared; undecided, as 1 test of the base was not run here: rounds.",
  });
});

it("required-kinds asks every package with code for a test", () => {
  base({
    "package.json": '{ "name": "shop", "private": true, "workspaces": ["packages/*"] }\n',
    "packages/api/package.json": '{ "name": "@shop/api" }\n',
    "packages/api/cart.js": "export const cart = [];\n",
    "packages/api/cart.test.js": suite({ adds: pass }),
    "packages/web/package.json": '{ "name": "@shop/web" }\n',
    "packages/web/page.js": "export const page = 1;\n",
    "packages/settings/package.json": '{ "name": "@shop/settings" }\n',
    "packages/settings/tsconfig.json": "{}\n",
    "tollgate.yml": "version: 1\nrules:\n  required-kinds: { kind: unit }\n",
  });
  expect(runTollgate(shop.root, ["gate", "base.tollgate"]).status).toBe(1);
  expect(resultOf("required-kinds")).toMatchObject({
    answer: "fail",
    message:
      "1 of 2 packages has a unit test that ran; none is asked of 2 others (shop: the root of the workspace, @shop/settings: no code and no test script).",
    violations: [{ message: "@shop/web: no unit test of it ran", package: "@shop/web" }],
  });
  shop.write({
    "tollgate.yml": 'version: 1\nrules:\n  required-kinds: { kind: unit, except: ["@shop/web"] }\n',
  });
  expect(runTollgate(shop.root, ["gate", "base.tollgate"]).status).toBe(0);
});

it("duration judges budgets, and an increase against the base", () => {
  const policy = (options: string): string => `version: 1\nrules:\n  duration: ${options}\n`;
  const names = Array.from({ length: 12 }, (_, i) => `test ${i}`);
  // Without --base the policy of the work tree rules.
  const judge = (): Finished =>
    runTollgate(shop.root, ["gate", "change.tollgate", "--base-report", "base.tollgate"]);
  const tests = suite(Object.fromEntries(names.map((name) => [name, pass])));
  base({ "tollgate.yml": policy("{ maxTest: 30s }"), "slow.test.js": tests });
  collectTimed("base.tollgate", "0.010");
  collectTimed("change.tollgate", "0.120");
  expect(judge().status).toBe(0);
  const judged = (options: string): RuleResult | undefined => {
    shop.write({ "tollgate.yml": policy(options) });
    judge();
    return resultOf("duration");
  };
  expect(judged("{ max: 500ms }")).toMatchObject({ answer: "fail", effect: "block" });
  const increase = judged("{ maxIncrease: 100%, minSample: 10 }");
  expect(increase).toMatchObject({ answer: "fail", facts: [{ n: 12, unit: "basis-points" }] });
  expect(increase?.violations[0]?.message).toMatch(/^test \d+ \(unit\): took 120 ms, 10 ms on the base$/);
  expect(judged("{ maxIncrease: 100%, minSample: 13 }")).toMatchObject({ answer: "pass" });
  shop.write({ "tollgate.yml": policy("{ mode: warn }") });
  const refused = judge();
  expect(refused.status).toBe(2);
  expect(refused.stderr).toContain("none of max, maxTest, maxIncrease");
});

it("environments-agree compares the jobs of a matrix, and a rule looks at one of them", () => {
  const policy = (rules: string): string => `version: 1\nrules:\n${rules}`;
  shop.commit("matrix", {
    "cart.test.js": suite({ adds: pass, removes: 'if (process.env.OLD) throw new Error("no such API");' }),
    "tollgate.yml": policy("  environments-agree: {}\n"),
  });
  const collectOn = (node: string, env: NodeJS.ProcessEnv): void => {
    rmSync(join(shop.root, ".tollgate"), { recursive: true, force: true });
    shop.write({ "reports/unit/junit.xml": "" });
    const args = ["collect", "--environment", `node=${node}`, "--out", `${node}.tollgate`, "--", ...nodeTest];
    expect(runTollgate(shop.root, args, { env }).status).toBe(0);
  };
  collectOn("20", { OLD: "1" });
  collectOn("22", {});
  const judge = (): Finished => runTollgate(shop.root, ["gate", "20.tollgate", "22.tollgate"]);
  expect(judge().status).toBe(1);
  expect(resultOf("environments-agree")).toMatchObject({
    answer: "fail",
    message: "1 of 2 tests differs between environments (node=20 | node=22).",
    violations: [{ message: "removes (unit): failed in node=20, passed in node=22" }],
  });
  shop.write({
    "tollgate.yml": policy(
      "  no-failing-tests: [{ mode: observe }, { environment: node=22 }]\n  no-failed-runs: { mode: observe }\n",
    ),
  });
  expect(judge().status).toBe(0);
  shop.write({ "tollgate.yml": policy("  coverage: { environment: node=22, min: 1% }\n") });
  const refused = judge();
  expect(refused.status).toBe(2);
  expect(refused.stderr).toContain('the unknown key "environment"');
});

it("no-flaky-tests counts what Playwright had to retry", () => {
  shop.commit("e2e", {
    ".gitignore": "node_modules\nreports/\n.tollgate/\n",
    "playwright.config.js": 'export default { testMatch: "*.spec.js", retries: 1 };\n',
    "pay.spec.js": `import { expect, test } from "@playwright/test";
      test("pays", ({}, info) => { expect(info.retry).toBe(1); });\n`,
    "tollgate.yml": `version: 1
reports:
  - { kind: e2e, files: ["reports/e2e.json"], format: playwright-json }
rules:
  no-flaky-tests: {}\n`,
  });
  mkdirSync(join(shop.root, "node_modules/@playwright"), { recursive: true });
  const playwright = join(root, "packages/reporters/node_modules/@playwright/test");
  symlinkSync(playwright, join(shop.root, "node_modules/@playwright/test"), "junction");
  const command = [process.execPath, "node_modules/@playwright/test/cli.js", "test", "--reporter=json"];
  const env = { PLAYWRIGHT_JSON_OUTPUT_FILE: "reports/e2e.json" };
  expect(runTollgate(shop.root, ["run", "--", ...command], { env }).status).toBe(1);
  expect(resultOf("no-flaky-tests")).toMatchObject({
    answer: "fail",
    message: "1 of 1 test passed only at a later try, at most 0 may: pays.",
    violations: [{ message: "pays (e2e): passed after 1 failed try", path: "pay.spec.js", line: 2 }],
  });
  const policy = readFileSync(join(shop.root, "tollgate.yml"), "utf8");
  shop.write({ "tollgate.yml": policy.replace("{}", "{ max: 1 }") });
  expect(runTollgate(shop.root, ["run"]).status).toBe(0);
});

const pass = "";
const fail = "throw new Error('no');";

/** A test file of node:test, by the bodies of its tests. */
function suite(tests: Readonly<Record<string, string>>): string {
  const lines = Object.entries(tests).map(([name, body]) => `test("${name}", async () => { ${body} });`);
  return ['import test from "node:test";', ...lines].join("\n");
}

/** The first commit, on main, and its bundle. */
function base(files: Readonly<Record<string, string>>): void {
  shop.commit("base", files);
  collect("base.tollgate");
  shop.branch("change");
}

function change(files: Readonly<Record<string, string>>): void {
  shop.commit("change", files);
  collect("change.tollgate");
}

function collect(bundle: string, ...files: readonly string[]): void {
  rmSync(join(shop.root, ".tollgate"), { recursive: true, force: true }); // another run would be one more
  shop.write({ "reports/unit/junit.xml": "" });
  const { status } = runTollgate(shop.root, ["collect", "--out", bundle, "--", ...nodeTest, ...files]);
  expect(status).toBe(0);
}

/** What node:test says, with another time for each test: no test of ours may fail on a clock. */
function collectTimed(bundle: string, seconds: string): void {
  const report = readFileSync(join(shop.root, "reports/unit/junit.xml"), "utf8").replaceAll(
    /time="[^"]*"/g,
    `time="${seconds}"`,
  );
  rmSync(join(shop.root, ".tollgate"), { recursive: true, force: true });
  shop.write({ "reports/unit/junit.xml": report });
  expect(runTollgate(shop.root, ["collect", "--out", bundle]).status).toBe(0);
}

/** Judges the change against the base. */
function gate(): Finished {
  return runTollgate(shop.root, [
    "gate",
    "change.tollgate",
    "--base",
    "main",
    "--base-report",
    "base.tollgate",
  ]);
}

function resultOf(rule: string): RuleResult | undefined {
  const decision: Decision = JSON.parse(output("decision.json"));
  return decision.rules.find((result) => result.rule === rule);
}

function comment(): string {
  return output("comment.md");
}

function output(name: string): string {
  return readFileSync(join(shop.root, ".tollgate/out", name), "utf8");
}
