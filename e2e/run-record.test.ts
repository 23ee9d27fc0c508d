import { spawn } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import type { Decision } from "@tollgate/model";
import { createRepository, type TemporaryRepository } from "@tollgate/testkit";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { entry, outsideCi, root, runTollgate } from "./run-tollgate.ts";

let shop: TemporaryRepository;
beforeEach(() => {
  shop = createRepository();
  shop.commit("shop", {
    ".gitignore": "reports/\nnode_modules\n.turbo\n*.tollgate\n.tollgate/out\n",
    "package.json": '{ "name": "shop", "private": true, "scripts": { "test": "node test.cjs" } }\n',
    "test.cjs": test("reports/unit/junit.xml", '<testcase name="adds"/>'),
    "e2e.cjs": test("reports/e2e/junit.xml", '<testcase name="pays"/>'),
    "tollgate.yml": "version: 1\n",
  });
});
afterEach(() => shop.cleanup());

describe("a command behind --", () => {
  it("that succeeds and writes a report is allowed, in one step and in two", () => {
    expect(tollgate("run", "--", "node", "test.cjs").status).toBe(0);
    expect(tollgate("collect", "--out", "a.tollgate", "--", "node", "test.cjs").status).toBe(0);
    expect(tollgate("gate", "a.tollgate").status).toBe(0);
    expect(shop.git("status", "--porcelain")).toBe("");
  });

  it("that fails although no test of it does is blocked, and collecting it is no failure", () => {
    const collected = tollgate("collect", "--out", "a.tollgate", "--", "node", "test.cjs", "3");
    expect(collected.status).toBe(0);
    const { status, stdout } = tollgate("gate", "--json", "a.tollgate");
    expect(status).toBe(1);
    expect(failedRuns(JSON.parse(stdout))).toMatchObject({
      answer: "fail",
      effect: "block",
      violations: [{ message: "`node test.cjs 3` failed with exit code 3, and none of its tests did" }],
    });
  });

  it("that fails with a failing test is told by the test", () => {
    shop.write({ "bad.cjs": test("reports/unit/junit.xml", '<testcase name="adds"><failure/></testcase>') });
    const { status, stdout } = tollgate("run", "--json", "--", "node", "bad.cjs", "1");
    expect(status).toBe(1);
    const decision: Decision = JSON.parse(stdout);
    expect(failedRuns(decision)).toMatchObject({ answer: "pass" });
    expect(decision.counts).toMatchObject({ failing: 1 });
  });

  it("is run also where a report is a link to itself, which is told", () => {
    mkdirSync(join(shop.root, "reports"));
    symlinkSync("junit.xml", join(shop.root, "reports/junit.xml"));
    const { status, stdout } = tollgate("run", "--", "node", "test.cjs");
    expect(status).toBe(1);
    expect(stdout).toContain("reports/junit.xml");
  });

  it("that writes no report leaves evidence missing", () => {
    const { status, stdout } = tollgate("run", "--", "node", "--eval", "0");
    expect(status).toBe(1);
    expect(stdout.replace(/\s+/g, " ")).toContain(
      "reports of `node --eval 0` did not arrive (it ran and wrote none)",
    );
  });

  it("prints to standard error where standard output is JSON, and gets its own options", () => {
    shop.write({ "loud.cjs": `console.log(process.argv.slice(2).join());require("./test.cjs")` });
    const { stdout, stderr } = tollgate("run", "--json", "--", "node", "loud.cjs", "0", "--help", "--job");
    expect(JSON.parse(stdout)).toMatchObject({ outcome: "allow" });
    expect(stderr).toContain("0,--help,--job");
    expect(tollgate("collect", "--", "node", "loud.cjs", "0").stdout).toMatch(/^0\n/);
  });

  it("that cannot be started is misuse, and still blocks the gate", () => {
    const collected = tollgate("collect", "--out", "a.tollgate", "--", "no-such-runner");
    expect(collected.status).toBe(2);
    expect(tollgate("gate", "a.tollgate").stdout).toContain("there is no such command");
    expect(tollgate("collect", "--").status).toBe(2);
    expect(tollgate("collect", "--exit-code", "0", "--", "node", "test.cjs").status).toBe(2);
  });

  it("is not run where its options are misuse", () => {
    for (const option of [
      "--base=gone",
      "--shard=3/2",
      "--attempt=0",
      "--environment=node",
      "--config=gone.yml",
    ]) {
      const { status, stdout } = tollgate("run", option, "--", "node", "--print", "'it ran'");
      expect(status, option).toBe(2);
      expect(stdout, option).toBe("");
    }
  });
});

describe("a command that is stopped", () => {
  const slow = `${test("reports/unit/junit.xml", '<testcase name="adds"/>')}
    console.log("ready"); setInterval(() => {}, 1000);`;

  it("by a signal to Tollgate is interrupted, and what it left is collected", async () => {
    shop.write({ "slow.cjs": slow.replace("process.exit", "void") });
    const status = await stopped("SIGTERM", "collect", "--out", "a.tollgate", "--", "node", "slow.cjs");
    expect(status).toBe(143);
    const { stdout } = tollgate("gate", "--json", "a.tollgate");
    const decision: Decision = JSON.parse(stdout);
    expect(decision.outcome).toBe("block");
    expect(decision.counts).toMatchObject({ tests: 1 });
    expect(failedRuns(decision)?.violations[0]?.message).toBe("`node slow.cjs` was interrupted");
  });

  it("together with Tollgate leaves a run without an end", async () => {
    shop.write({ "slow.cjs": slow.replace("process.exit", "void") });
    await stopped("SIGKILL", "collect", "--", "node", "slow.cjs");
    const { status, stdout } = tollgate("run");
    expect(status).toBe(1);
    expect(stdout).toContain("`node slow.cjs` was interrupted");
  });

  /** Ends with what Tollgate ended with when its process group got a signal. */
  function stopped(signal: NodeJS.Signals, ...args: readonly string[]): Promise<number | null> {
    return new Promise((resolve, reject) => {
      const child = spawn(process.execPath, [entry, ...args], {
        cwd: shop.root,
        env: outsideCi(),
        detached: true,
        stdio: ["ignore", "pipe", "inherit"],
      });
      child.on("error", reject);
      child.on("close", (code) => resolve(code));
      child.stdout.once("data", () => process.kill(signal === "SIGKILL" ? -child.pid! : child.pid!, signal));
    });
  }
});

describe("a report that an earlier run left behind", () => {
  it("is stale when the command did not write it", () => {
    tollgate("collect", "--", "node", "test.cjs");
    shop.remove(".tollgate");
    const { status, stdout } = tollgate("run", "--", "node", "e2e.cjs");
    expect(status).toBe(1);
    expect(stdout).toContain("`node e2e.cjs` did not write this report");
  });

  it("counts when another command of this commit wrote it", () => {
    tollgate("collect", "--out", "a.tollgate", "--", "node", "test.cjs");
    tollgate("collect", "--out", "b.tollgate", "--", "node", "e2e.cjs");
    const { status, stdout } = tollgate("gate", "--json", "a.tollgate", "b.tollgate");
    expect(status, stdout).toBe(0);
    expect(JSON.parse(stdout).counts).toMatchObject({ tests: 2 });
    expect(tollgate("run").status).toBe(0);
  });

  it("is stale when only a run on another commit wrote it", () => {
    tollgate("collect", "--", "node", "test.cjs");
    shop.commit("another", { "other.txt": "other\n" });
    const { status, stdout } = tollgate("run");
    expect(status).toBe(1);
    expect(stdout).toContain("wrote this report on commit");
    expect(tollgate("run", "--", "node", "test.cjs").status).toBe(0);
  });

  it("counts when turbo's cache answers for it and leaves it where it lies", () => {
    shop.commit("turbo", {
      "package.json": JSON.stringify({
        name: "shop",
        private: true,
        packageManager: "pnpm@12.21.0",
      }),
      "pnpm-workspace.yaml": "packages: [packages/*]\npmOnFail: ignore\n",
      "packages/api/package.json": '{ "name": "@shop/api", "scripts": { "test:unit": "node test.cjs" } }\n',
      "packages/api/test.cjs": test("reports/unit/junit.xml", '<testcase name="adds"/>'),
      "turbo.json": '{ "tasks": { "test:unit": { "outputs": ["reports/**"] } } }\n',
    });
    const turbo = [join(root, "node_modules/.bin/turbo"), "run", "test:unit", "--continue", "--summarize"];
    const first = tollgate("run", "--", ...turbo);
    expect(first.status, first.stdout + first.stderr).toBe(0);
    for (const leftover of [".turbo/runs", ".tollgate"]) shop.remove(leftover);
    expect(existsSync(join(shop.root, "packages/api/reports/unit/junit.xml"))).toBe(true);
    const second = tollgate("run", "--json", "--", ...turbo);
    expect(second.stderr).toContain("FULL TURBO");
    expect(second.status, second.stdout).toBe(0);
    expect(JSON.parse(second.stdout).counts).toMatchObject({ tests: 1 });
  });
});

describe("an exit code that the caller tells", () => {
  it("blocks like one that was watched", () => {
    tollgate("collect", "--out", "a.tollgate", "--", "node", "test.cjs");
    shop.remove(".tollgate");
    const { status, stdout } = tollgate("run", "--exit-code", "1");
    expect(status).toBe(1);
    expect(stdout).toContain("the run of the tests failed with exit code 1");
    expect(tollgate("run", "--exit-code", "0").status).toBe(0);
    expect(
      readdirSync(join(shop.root, ".tollgate/runs")).filter((name) => name.endsWith(".json")),
    ).toHaveLength(1);
  });

  it.each([
    ["success", 0, "The one run that was told succeeded"],
    ["failure", 1, "the run of the tests failed, and none of its tests did"],
    ["cancelled", 1, "the run of the tests was interrupted"],
    ["skipped", 1, "the run of the tests: its step was skipped, so nothing ran"],
  ])("may be the outcome of a step: %s", (outcome, wanted, sentence) => {
    tollgate("collect", "--out", "a.tollgate", "--", "node", "test.cjs");
    shop.remove(".tollgate");
    const { status, stdout } = tollgate("run", "--json", "--exit-code", outcome);
    expect(status).toBe(wanted);
    expect(stdout).toContain(sentence);
  });

  it("is of the package that is named", () => {
    tollgate("collect", "--out", "a.tollgate", "--", "node", "test.cjs");
    shop.remove(".tollgate");
    const { stdout } = tollgate("run", "--json", "--exit-code", "1", "--package", "@shop/e2e");
    const [violation] = failedRuns(JSON.parse(stdout))?.violations ?? [];
    expect(violation?.package).toBe("@shop/e2e");
  });

  it.each(["", "-1", "one", "1.5"])("is refused when it is %j", (code) => {
    expect(tollgate("run", `--exit-code=${code}`).status).toBe(2);
  });
});

/** A program that writes a JUnit report and ends with the code that it is given. */
function test(path: string, cases: string): string {
  return `const { dirname } = require("node:path");
const { mkdirSync, writeFileSync } = require("node:fs");
mkdirSync(dirname("${path}"), { recursive: true });
writeFileSync("${path}", '<testsuite name="shop">${cases}</testsuite>');
process.exit(Number(process.argv[2] ?? 0));
`;
}

function tollgate(...args: readonly string[]) {
  return runTollgate(shop.root, args);
}

function failedRuns({ rules }: Decision) {
  return rules.find(({ rule }) => rule === "no-failed-runs");
}
