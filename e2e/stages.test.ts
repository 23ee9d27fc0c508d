import { spawnSync } from "node:child_process";
import { chmodSync, cpSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Decision, Inspection } from "@tollgate/model";
import { createRepository, type TemporaryRepository } from "@tollgate/testkit";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { root, runTollgate } from "./run-tollgate.ts";

let shop: TemporaryRepository;
beforeEach(() => {
  shop = createRepository();
  shop.commit("shop", {
    ".gitignore": "reports/\n.tollgate/\n*.tollgate\n",
    "package.json": '{ "name": "shop" }\n',
    "src/a.ts": "export const a = 1;\nexport const b = 2;\n",
    "tollgate.yml": "version: 1\nrules:\n  coverage: { metric: lines, min: 100% }\n",
  });
});
afterEach(() => shop.cleanup());

const first = suite("a.test.ts", ["one", "two"]);
const second = suite("b.test.ts", ["three"]);

describe("collect, merge and gate", () => {
  it("judge shards as one run would have been judged", () => {
    shop.write({
      "reports/unit/TEST-a.xml": first,
      "reports/unit/TEST-b.xml": second,
      "reports/unit/lcov.info": lcov(1, 1),
    });
    const whole = runTollgate(shop.root, ["run", "--json"]);
    shop.remove("reports");

    shop.write({ "reports/unit/TEST-a.xml": first, "reports/unit/lcov.info": lcov(1, 0) });
    expect(runTollgate(shop.root, ["collect", "--shard", "1/2", "--out", "1.tollgate"]).status).toBe(0);
    shop.remove("reports");
    shop.write({ "reports/unit/TEST-b.xml": second, "reports/unit/lcov.info": lcov(0, 1) });
    expect(runTollgate(shop.root, ["collect", "--shard", "2/2", "--out", "2.tollgate"]).status).toBe(0);
    expect(
      runTollgate(shop.root, ["merge", "--out", "all.tollgate", "2.tollgate", "1.tollgate", "2.tollgate"])
        .status,
    ).toBe(0);

    const parts = decisionFrom(runTollgate(shop.root, ["gate", "--json", "1.tollgate", "2.tollgate"]).stdout);
    const united = decisionFrom(runTollgate(shop.root, ["gate", "--json", "all.tollgate"]).stdout);
    expect(united).toEqual(parts);
    const { outcome, counts, rules } = decisionFrom(whole.stdout);
    expect(outcome).toBe("allow");
    expect(parts.counts).toEqual(counts);
    expect(parts.outcome).toBe(outcome);
    expect(answersOf(parts)).toEqual(answersOf({ rules }));
  });

  it("hold when a shard covers too little by itself", () => {
    shop.write({ "reports/unit/TEST-a.xml": first, "reports/unit/lcov.info": lcov(1, 0) });
    runTollgate(shop.root, ["collect", "--shard", "1/2", "--out", "1.tollgate"]);
    expect(runTollgate(shop.root, ["gate", "1.tollgate"]).status).toBe(1);
  });

  it("block a damaged bundle and keep the rest", () => {
    shop.write({ "reports/unit/TEST-a.xml": first, "reports/unit/lcov.info": lcov(1, 1) });
    runTollgate(shop.root, ["collect", "--out", "1.tollgate"]);
    writeFileSync(
      join(shop.root, "2.tollgate"),
      readFileSync(join(shop.root, "1.tollgate")).subarray(0, 200),
    );
    const { status, stdout } = runTollgate(shop.root, ["gate", "--json", "1.tollgate", "2.tollgate"]);
    expect(status).toBe(1);
    expect(decisionFrom(stdout)).toMatchObject({ outcome: "block", counts: { tests: 2 } });
    const merged = runTollgate(shop.root, ["merge", "--out", "all.tollgate", "1.tollgate", "2.tollgate"]);
    expect(merged.status).toBe(1);
    expect(merged.stderr).toContain("2.tollgate");
  });

  it("do not take evidence of another commit", () => {
    shop.write({ "reports/unit/TEST-a.xml": first, "reports/unit/lcov.info": lcov(1, 1) });
    runTollgate(shop.root, ["collect", "--out", "1.tollgate"]);
    shop.commit("another", { "src/c.ts": "export const c = 3;\n" });
    const { status, stdout } = runTollgate(shop.root, ["gate", "1.tollgate"]);
    expect(status).toBe(1);
    expect(stdout).toContain("collected on commit");
  });

  it("let the newest attempt decide, if it runs what failed", () => {
    const failed = first.replace(
      /<testcase([^>]*)\/>/,
      "<testcase$1><failure>no network</failure></testcase>",
    );
    expect(failed).toContain("<failure>");
    const attempts = { 1: failed, 2: first, 3: first.replace('name="one"', 'name="another"') };
    for (const [attempt, report] of Object.entries(attempts)) {
      shop.write({ "reports/unit/TEST-a.xml": report, "reports/unit/lcov.info": lcov(1, 1) });
      runTollgate(shop.root, [
        "collect",
        "--job",
        "test",
        "--attempt",
        attempt,
        "--out",
        `${attempt}.tollgate`,
      ]);
    }
    expect(runTollgate(shop.root, ["gate", "1.tollgate"]).status).toBe(1);
    const recovered = runTollgate(shop.root, ["gate", "1.tollgate", "2.tollgate"]);
    expect(recovered.status).toBe(0);
    expect(recovered.stdout).toContain("passed only in a later CI attempt, failed in attempt 1 of test");
    const unproven = runTollgate(shop.root, ["gate", "1.tollgate", "3.tollgate"]);
    expect(unproven.status).toBe(1);
    expect(unproven.stdout).toContain("failed in attempt 1 of test and did not run in the newest one");
  });
});

describe("explain", () => {
  it("tells how each rule came to its answer", () => {
    shop.write({ "reports/unit/TEST-a.xml": first, "reports/unit/lcov.info": lcov(1, 0) });
    runTollgate(shop.root, ["run"]);
    const { status, stdout } = runTollgate(shop.root, ["explain", "rule", "coverage"]);
    expect(status).toBe(0);
    expect(stdout).toContain("tollgate.yml:3");
    expect(stdout).toMatch(/1 of 2|50/);
    expect(runTollgate(shop.root, ["explain", "rule"]).stdout).toContain("no-failing-tests");
    expect(runTollgate(shop.root, ["explain", "rule", "covrage"])).toMatchObject({ status: 2 });
  });
});

describe("inspect", () => {
  it("has one entry for every file given, of any format", () => {
    shop.write({ "a.xml": first, "b.info": lcov(1, 0), "c.json": "{", "d.txt": "hello\n" });
    const { status, stdout } = runTollgate(shop.root, [
      "inspect",
      "--json",
      "a.xml",
      "b.info",
      "c.json",
      "d.txt",
      "gone.xml",
      "src",
      "a.xml",
    ]);
    expect(status).toBe(1);
    const { schema, files }: Inspection = JSON.parse(stdout);
    expect(schema).toBe("tollgate/inspect/1");
    expect(files.map(({ path, format, status: of }) => [path, format, of])).toEqual([
      ["a.xml", "junit-xml", "ok"],
      ["b.info", "lcov", "ok"],
      ["c.json", null, "unrecognised"],
      ["d.txt", null, "unrecognised"],
      ["gone.xml", null, "invalid"],
      ["src", null, "invalid"],
      ["a.xml", "junit-xml", "ok"],
    ]);
    expect(files[0]!.tests).toEqual({
      entries: 2,
      cases: 2,
      passed: 2,
      failed: 0,
      errored: 0,
      skipped: 0,
      todo: 0,
      flaky: 0,
      attempts: 2,
    });
    expect(files[1]!.coverage).toMatchObject({ files: 1, lines: { found: 2, hit: 1 } });
    for (const { problems, status: of } of files) expect(problems.length > 0 || of === "ok").toBe(true);
    for (const { problems } of files) for (const { remedy } of problems) expect(remedy).not.toBe("");
  });

  it("answers 0 when all are ok, in words for people", () => {
    shop.write({ "a.xml": first });
    const { status, stdout } = runTollgate(shop.root, ["inspect", "a.xml"]);
    expect(status).toBe(0);
    expect(stdout).toContain("a.xml");
    expect(stdout).toContain("junit-xml");
  });

  it("says what the writer of a report cannot tell, and what mends it", () => {
    const jest = first
      .replace(/<testsuites?[^>]*>/, '<testsuites name="jest tests">$&')
      .concat("</testsuites>");
    shop.write({ "jest.xml": jest });
    const { stdout } = runTollgate(shop.root, ["inspect", "jest.xml"]);
    expect(stdout).toContain("written by jest-junit");
    expect(stdout).toContain("cannot tell files that did not load");
    const { files }: Inspection = JSON.parse(
      runTollgate(shop.root, ["inspect", "--json", "jest.xml"]).stdout,
    );
    expect(files[0]!.losses?.find(({ fact }) => fact === "load")?.mend).toContain("reportTestSuiteErrors");
  });

  it("says that a file may not be read", () => {
    // The super-user may read everything: such a test runs the command line as nobody, from a copy that nobody may read.
    const isRoot = process.getuid?.() === 0;
    const tool = join(shop.root, "tool");
    cpSync(join(root, "packages/cli/bin"), join(tool, "bin"), { recursive: true });
    cpSync(join(root, "packages/cli/dist"), join(tool, "dist"), { recursive: true });
    writeFileSync(join(tool, "package.json"), '{ "type": "module" }\n');
    mkdirSync(join(shop.root, "open"));
    shop.write({ "open/junit.xml": first });
    chmodSync(shop.root, 0o755);
    chmodSync(join(shop.root, "open/junit.xml"), 0o000);
    const { status, stdout, error } = spawnSync(
      process.execPath,
      [join(tool, "bin/tollgate.cjs"), "inspect", "--json", "open/junit.xml"],
      {
        cwd: shop.root,
        encoding: "utf8",
        env: { PATH: process.env["PATH"], CI: "true" },
        ...(isRoot ? { uid: 65_534, gid: 65_534 } : {}),
      },
    );
    if (error !== undefined) {
      console.warn(`skipped: this machine does not let nobody run Node (${error.message})`);
      return;
    }
    expect(status).toBe(1);
    expect(JSON.parse(stdout).files[0]).toMatchObject({
      status: "invalid",
      problems: [{ code: "unreadable-file" }],
    });
  });
});

function suite(file: string, names: readonly string[]): string {
  return `<testsuite name="${file}">${names.map((name) => `<testcase classname="${file}" name="${name}" time="0.01"/>`).join("")}</testsuite>\n`;
}

function lcov(a: number, b: number): string {
  return `SF:src/a.ts\nDA:1,${a}\nDA:2,${b}\nend_of_record\n`;
}

function decisionFrom(stdout: string): Decision {
  return JSON.parse(stdout);
}

function answersOf({ rules }: Pick<Decision, "rules">): readonly string[] {
  return rules.map(({ rule, answer, message }) => `${rule} ${answer} ${message}`);
}
