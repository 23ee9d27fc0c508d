import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Decision } from "@tollgate/model";
import { createRepository, createTemporaryFolder, type TemporaryRepository } from "@tollgate/testkit";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Finished, runTollgate } from "./run-tollgate.ts";

const ignored = { ".gitignore": "reports/\ncoverage/\n.tollgate/\n.turbo/\n" };
const passing = '<testsuite name="cart"><testcase classname="cart" name="adds" time="0.1"/></testsuite>\n';
const failing =
  '<testsuite name="cart"><testcase classname="cart" name="adds"/><testcase classname="cart" name="removes"><failure message="2 is not 1">at cart.ts:3</failure></testcase></testsuite>\n';
const source = "export function total(a: number, b: number): number {\n  return a + b;\n}\n";
const lcov = "SF:src/total.ts\nDA:1,1\nDA:2,1\nend_of_record\n";

let shop: TemporaryRepository;
beforeEach(() => {
  shop = createRepository();
  shop.commit("shop", { ...ignored, "package.json": '{ "name": "shop" }\n', "src/total.ts": source });
});
afterEach(() => shop.cleanup());

describe("tollgate run", () => {
  it("allows what is tested and passes", () => {
    shop.write({ "reports/junit.xml": passing, "coverage/lcov.info": lcov });
    const { status, stdout, stderr } = run();
    expect(status, stderr).toBe(0);
    expect(stdout.toLowerCase()).toContain("allow");
    expect(readdirSync(join(shop.root, ".tollgate/out")).sort()).toEqual([
      "cobertura.xml",
      "comment.md",
      "ctrf.json",
      "decision.json",
      "evidence.tollgate",
      "gate.xml",
      "junit.xml",
      "lcov.info",
      "publication.json",
      "report.html",
      "report.json",
    ]);
  });

  it("writes istanbul's JSON and SonarQube's XML only when they are asked for", () => {
    shop.write({ "reports/junit.xml": passing, "coverage/lcov.info": lcov });
    expect(run("--also", "istanbul", "--also", "sonarqube").status).toBe(0);
    const written = readdirSync(join(shop.root, ".tollgate/out"));
    expect(written).toEqual(expect.arrayContaining(["coverage-final.json", "sonarqube.xml"]));
    expect(run().status).toBe(0);
    expect(readdirSync(join(shop.root, ".tollgate/out"))).not.toContain("sonarqube.xml");
    expect(run("--also", "html")).toMatchObject({ status: 2 });
  });

  it("blocks a failing test and says where", () => {
    shop.write({ "reports/junit.xml": failing });
    const { status, stdout } = run();
    expect(status).toBe(1);
    expect(stdout).toContain("removes");
    expect(stdout).toContain("2 is not 1");
    expect(decisionOf().outcome).toBe("block");
  });

  it("prints the decision and nothing else with --json", () => {
    shop.write({ "reports/junit.xml": failing });
    const { status, stdout } = run("--json");
    expect(status).toBe(1);
    expect(JSON.parse(stdout)).toEqual(decisionOf());
    expect(decisionOf().schema).toBe("tollgate/decision/1");
  });

  it.each<[string, Record<string, string>]>([
    ["no report at all", {}],
    ["a report without a test", { "reports/junit.xml": "<testsuites/>\n" }],
    [
      "only skipped tests",
      { "reports/junit.xml": '<testsuite name="a"><testcase name="b"><skipped/></testcase></testsuite>\n' },
    ],
    [
      "coverage that measured nothing",
      { "reports/junit.xml": passing, "coverage/coverage-final.json": "{}\n" },
    ],
    ["an empty file", { "reports/junit.xml": passing, "reports/TEST-more.xml": "" }],
    [
      "a report that is cut off",
      { "reports/junit.xml": passing, "reports/TEST-more.xml": failing.slice(0, 120) },
    ],
    [
      "another kind of file under a report's name",
      { "reports/junit.xml": passing, "reports/TEST-more.xml": "<html></html>" },
    ],
    [
      "JSON that is cut off",
      { "reports/junit.xml": passing, "coverage/coverage-final.json": '{"src/total.ts": {"path"' },
    ],
    [
      "coverage of files that are not here",
      {
        "reports/junit.xml": passing,
        "coverage/lcov.info": lcov.replace("src/total.ts", "/app/lib/gone.ts"),
      },
    ],
  ])("does not allow %s", (_what, files) => {
    shop.write(files);
    const { status, stdout, stderr } = run();
    expect(status, stderr).toBe(1);
    expect(decisionOf().outcome).not.toBe("allow");
    expect(stdout + stderr).not.toMatch(/^\s+at .*\.[jt]s:\d+/m);
  });

  it("reads a Latin-1 and a UTF-16 report", () => {
    shop.write({
      "reports/TEST-a.xml": Buffer.from(
        '<?xml version="1.0" encoding="ISO-8859-1"?><testsuite name="a"><testcase name="café"/></testsuite>',
        "latin1",
      ),
      "reports/TEST-b.xml": Buffer.from(
        '\ufeff<testsuite name="b"><testcase name="naïve"/></testsuite>',
        "utf16le",
      ),
    });
    expect(run().status).toBe(0);
    const merged = readFileSync(join(shop.root, ".tollgate/out/junit.xml"), "utf8");
    expect(merged).toContain("café");
    expect(merged).toContain("naïve");
  });

  it("blocks when a runner failed outside any test", () => {
    const task = {
      taskId: "shop#test:unit",
      task: "test:unit",
      package: "shop",
      execution: { startTime: 1, endTime: 2, exitCode: 1 },
      cache: { status: "MISS" },
    };
    shop.write({
      "reports/unit/junit.xml": passing,
      ".turbo/runs/1.json": JSON.stringify({
        id: "1",
        monorepo: false,
        version: "1",
        turboVersion: "2.11.11",
        execution: {
          command: "turbo run test:unit",
          success: 0,
          failed: 1,
          cached: 0,
          attempted: 1,
          startTime: 1,
          endTime: 2,
          exitCode: 1,
        },
        scm: { type: "git", sha: shop.git("rev-parse", "HEAD"), branch: "main" },
        tasks: [task],
      }),
    });
    const { status, stdout } = run();
    expect(status).toBe(1);
    expect(stdout).toContain("shop#test:unit");
    expect(decisionOf().outcome).toBe("block");
  });

  it("keeps equal reports of two folders apart", () => {
    const equal = "SF:src/i.js\nDA:1,1\nend_of_record\n";
    shop.commit("two services", { "svc/a/src/i.js": "export {};\n", "svc/b/src/i.js": "export {};\n" });
    shop.write({
      "reports/junit.xml": passing,
      "svc/a/coverage/lcov.info": equal,
      "svc/b/coverage/lcov.info": equal,
    });
    expect(run().status).toBe(0);
    const merged = readFileSync(join(shop.root, ".tollgate/out/lcov.info"), "utf8");
    expect(merged.match(/^SF:.*$/gm)).toEqual(["SF:svc/a/src/i.js", "SF:svc/b/src/i.js"]);
  });

  it("does not read its own output as evidence", () => {
    shop.write({ "reports/junit.xml": passing, "coverage/lcov.info": lcov });
    expect(run("--out", "reports/gate").status).toBe(0);
    expect(run("--out", "reports/gate").status).toBe(0);
    expect(decisionOf("reports/gate").counts.tests).toBe(1);
  });

  it("gives the same decision in a subfolder, byte for byte", () => {
    shop.write({ "reports/junit.xml": passing, "coverage/lcov.info": lcov });
    run();
    const above = readFileSync(join(shop.root, ".tollgate/out/decision.json"), "utf8");
    expect(runTollgate(join(shop.root, "src"), ["run"]).status).toBe(0);
    expect(readFileSync(join(shop.root, ".tollgate/out/decision.json"), "utf8")).toBe(above);
  });

  it("works without git", () => {
    shop.write({ "reports/junit.xml": passing, "coverage/lcov.info": lcov });
    rmSync(join(shop.root, ".git"), { recursive: true });
    const { status, stdout } = run();
    expect(status, stdout).toBe(0);
    expect(stdout).toContain("git");
  });

  it("works outside any workspace", () => {
    const folder = createTemporaryFolder();
    try {
      mkdirSync(join(folder, "reports"));
      writeFileSync(join(folder, "reports/junit.xml"), passing);
      expect(runTollgate(folder, ["run"]).status).toBe(0);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it("works on a detached head", () => {
    shop.commit("more", { "src/more.ts": "export const more = 1;\n" });
    shop.git("checkout", "--quiet", "--detach", "HEAD");
    shop.write({ "reports/junit.xml": passing });
    expect(run("--base", "main~1").status).toBe(0);
  });

  it("holds a rule about the change when the clone is shallow", () => {
    shop.write({ "tollgate.yml": "version: 1\nrules:\n  changed-coverage: { metric: lines, min: 80% }\n" });
    shop.commit("a policy");
    shop.branch("change");
    shop.commit("a change", { "src/more.ts": "export const more = 1;\n" });
    const clone = shop.clone("--depth=1", "--branch=change");
    clone.write({ "reports/junit.xml": passing, "coverage/lcov.info": lcov });
    const { status, stdout } = runTollgate(clone.root, ["run"], {
      env: { GITHUB_BASE_REF: "main", GITHUB_EVENT_NAME: "pull_request" },
    });
    expect(status).toBe(1);
    expect(decisionOf(".tollgate/out", clone.root).outcome).toBe("hold");
    expect(stdout).toMatch(/fetch-depth|shallow/);
  });

  it("judges the lines of the change", () => {
    shop.write({ "tollgate.yml": "version: 1\nrules:\n  changed-coverage: { metric: lines, min: 80% }\n" });
    shop.commit("a policy");
    shop.branch("change");
    shop.commit("a change", {
      "src/total.ts": `${source}export function half(a: number): number {\n  return a / 2;\n}\n`,
    });
    shop.write({
      "reports/junit.xml": passing,
      "coverage/lcov.info": lcov.replace("end_of", "DA:4,1\nDA:5,0\nend_of"),
    });
    const { status, stdout } = run("--base", "main");
    expect(status).toBe(1);
    expect(stdout).toContain("src/total.ts:5");
  });

  it("writes the job summary and the step outputs in GitHub Actions", () => {
    shop.write({ "reports/junit.xml": failing });
    const summary = join(shop.root, ".tollgate/summary.md");
    const output = join(shop.root, ".tollgate/output");
    mkdirSync(join(shop.root, ".tollgate"));
    const { status } = runTollgate(shop.root, ["run"], {
      env: { GITHUB_ACTIONS: "true", GITHUB_STEP_SUMMARY: summary, GITHUB_OUTPUT: output },
    });
    expect(status).toBe(1);
    expect(readFileSync(summary, "utf8")).toContain("removes");
    expect(readFileSync(output, "utf8")).toMatch(
      /^outcome=block\ndecision=.*decision\.json\nresult=.*\ntests=\d+\nfailing=\d+\nflaky=0\nwaivers=0\noverride=false\ncoverage=\n$/,
    );
  });

  it("tells covered lines as a step output, rounded down", () => {
    shop.write({
      "reports/junit.xml": passing,
      "coverage/lcov.info": lcov.replace("end_of", "DA:3,0\nend_of"),
    });
    const output = join(shop.root, ".tollgate/output");
    mkdirSync(join(shop.root, ".tollgate"));
    runTollgate(shop.root, ["run"], { env: { GITHUB_ACTIONS: "true", GITHUB_OUTPUT: output } });
    expect(readFileSync(output, "utf8")).toMatch(/^coverage=66\.6$/m);
  });

  it("lets no text of a report command the log, and no secret out", () => {
    const secret = `ghp_${"a1B2".repeat(9)}`;
    shop.write({
      "reports/junit.xml": `<testsuite name="a"><testcase name="b&#10;::set-output name=x::y"><failure message="##[error]token ${secret}">${secret}&#10;::warning::z</failure></testcase></testsuite>`,
    });
    const { stdout, stderr } = run();
    expect(stdout + stderr).not.toMatch(/^\s*::|##\[/m);
    const outputs = readdirSync(join(shop.root, ".tollgate/out")).filter(
      (name) => !name.endsWith(".tollgate"),
    );
    for (const name of outputs)
      expect(readFileSync(join(shop.root, ".tollgate/out", name), "utf8"), name).not.toContain(secret);
    expect(stdout + stderr).not.toContain(secret);
  });
});

describe("misuse", () => {
  it.each<[string, readonly string[], RegExp]>([
    ["an unknown command", ["jugde"], /no command "jugde"/],
    ["an unknown option", ["run", "--bse", "main"], /--bse/],
    ["an unknown base", ["run", "--base", "nowhere"], /nowhere/],
    ["a base that is an option", ["run", "--base=--upload-pack=touch x"], /upload-pack/],
    ["a policy that is not there", ["run", "--config", "gone.yml"], /gone\.yml/],
    ["a base report that is not there", ["run", "--base-report", "gone.tollgate"], /no such file/],
    ["a bad shard", ["collect", "--shard", "3/2"], /3\/2/],
    ["no file to inspect", ["inspect"], /No file was given/],
    ["no bundle to judge", ["gate"], /No bundle was given/],
    ["a merge without a name", ["merge", "a.tollgate"], /wants bundles and the name/],
    ["a topic that is not explained", ["explain", "weather"], /not understood/],
    ["a decision that is not there", ["explain", "rule"], /no decision to explain/],
  ])("answers 2 to %s, in words", (_what, args, words) => {
    shop.write({ "reports/junit.xml": passing });
    const { status, stderr, stdout } = runTollgate(shop.root, args);
    expect(status, stdout + stderr).toBe(2);
    expect(stderr).toMatch(words);
    expect(stderr).not.toMatch(/^\s+at /m);
  });

  it("lists every problem of a policy at once", () => {
    shop.write({
      "reports/junit.xml": passing,
      "tollgate.yml":
        "version: 1\nrulez: {}\nrules:\n  coverage: { metric: lins, min: 80% }\n  no-failing-test: {}\n",
    });
    const { status, stderr } = run();
    expect(status).toBe(2);
    for (const line of [2, 4, 5]) expect(stderr).toContain(`tollgate.yml:${line}:`);
    expect(stderr).toContain("no-failing-tests");
  });

  it("says which options there are", () => {
    const { status, stdout } = runTollgate(shop.root, ["run", "--help"]);
    expect(status).toBe(0);
    expect(stdout).toContain("--base-report");
    expect(runTollgate(shop.root, ["help"]).stdout).toContain("inspect");
  });
});

function run(...args: readonly string[]): Finished {
  return runTollgate(shop.root, ["run", ...args]);
}

function decisionOf(folder = ".tollgate/out", root = shop.root): Decision {
  const path = join(root, folder, "decision.json");
  expect(existsSync(path)).toBe(true);
  return JSON.parse(readFileSync(path, "utf8"));
}
