import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Decision } from "@tollgate/model";
import { replaySchema } from "@tollgate/model/schemas";
import { createRepository, type TemporaryRepository } from "@tollgate/testkit";
import { Ajv2020 } from "ajv/dist/2020.js";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Finished, runTollgate } from "./run-tollgate.ts";

const policy =
  "version: 1\nrules:\n  coverage: { metric: lines, min: 60% }\n  changed-coverage: { metric: lines, min: 50% }\n";
const out = ".tollgate/out";

let shop: TemporaryRepository;
beforeEach(() => {
  shop = createRepository();
  shop.commit("shop", {
    ".gitignore": "reports/\ncoverage/\n.tollgate/out/\nkept/\n",
    CODEOWNERS: "* @shop/core\n",
    "package.json": '{ "name": "shop", "scripts": { "test": "vitest run" } }\n',
    "src/total.ts": "export const a = 1;\nexport const b = 2;\n",
    "tollgate.yml": policy,
  });
  shop.branch("cart");
  shop.commit("cart", { "src/cart.ts": "export const c = 3;\nexport const d = 4;\n" });
  shop.write({ "reports/unit/junit.xml": passing, "coverage/lcov.info": lcov(1) });
});
afterEach(() => shop.cleanup());

describe("tollgate replay", () => {
  it("gives the same bytes, wherever the checkout is by now", () => {
    expect(run("--base", "main").status).toBe(0);
    keep();
    expect(replay()).toMatchObject({ status: 0, stdout: expect.stringContaining("The same bytes.") });

    shop.commit("more", { "src/cart.ts": "export const c = 5;\n", "tollgate.yml": "version: 1\n" });
    shop.git("switch", "--quiet", "main");
    shop.commit("main moves on", { "src/total.ts": "export const a = 6;\n", CODEOWNERS: "* @shop/all\n" });
    shop.git("switch", "--quiet", "cart");
    shop.git("merge", "--quiet", "--no-edit", "main");
    shop.write({ "src/total.ts": "not saved\n", "reports/unit/junit.xml": "broken" });
    const again = replay();
    expect(again, again.stdout).toMatchObject({ status: 0 });
    expect(leftFolders()).toEqual([]);
    expect(shop.git("worktree", "list").split("\n")).toHaveLength(1);
  });

  it("gives the same bytes for what runners tell of runs, and tests of attachments", () => {
    const suite = `<testcase classname="cart" name="adds"><system-out>[[ATTACHMENT|reports/shots/adds.png]]</system-out></testcase>`;
    shop.write({
      "reports/unit/junit.xml": `<testsuite name="cart">${suite}</testsuite>`,
      "reports/shots/adds.png": "png",
      "reports/unit/vitest.json": JSON.stringify({
        ...{ numTotalTests: 1, numPassedTests: 1, numTotalTestSuites: 1, success: true, startTime: 1 },
        testResults: [
          {
            ...{ name: join(shop.root, "src/cart.test.ts"), status: "passed", message: "" },
            ...{ startTime: 1, endTime: 2 },
            assertionResults: [
              {
                ...{ ancestorTitles: ["cart"], fullName: "cart adds", title: "adds", status: "passed" },
                ...{ duration: 1, failureMessages: [], meta: {} },
              },
            ],
          },
        ],
      }),
    });
    run("--base", "main");
    keep();
    expect(replay()).toMatchObject({ stderr: "", stdout: expect.stringContaining("The same bytes.") });
  });

  it("gives the same bytes for a blocked change, a base and bundles of other jobs", () => {
    shop.git("switch", "--quiet", "main");
    runTollgate(shop.root, ["collect", "--out", "kept/base.tollgate"]);
    shop.git("switch", "--quiet", "cart");
    shop.write({ "reports/unit/junit.xml": failing });
    runTollgate(shop.root, ["collect", "--out", "kept/unit.tollgate"]);
    writeFileSync(join(shop.root, "kept/cut.tollgate"), "cut");
    const gated = runTollgate(shop.root, [
      ...["gate", "--base", "main", "--base-report", "kept/base.tollgate"],
      ...["kept/unit.tollgate", "kept/cut.tollgate"],
    ]);
    expect(gated.status).toBe(1);
    expect(decisionOf().inputs).toMatchObject({
      baseline: { how: "bundle base.tollgate", bundle: expect.stringMatching(/^sha256:/) },
      options: { base: "main" },
      problems: [{ code: "bundle-refused" }],
      texts: [
        { what: "owners", path: "CODEOWNERS" },
        { what: "policy", path: "tollgate.yml" },
      ],
    });
    keep();
    shop.remove("kept/unit.tollgate");
    expect(replay()).toMatchObject({ status: 0 });
    rmSync(join(shop.root, "kept/base.tollgate"));
    expect(answerOf(replay("--json"))).toMatchObject({
      result: "cannot",
      reason: expect.stringMatching(/no such file/),
    });
  });

  it("names the members of a decision that do not follow from its evidence", () => {
    shop.write({ "reports/unit/junit.xml": failing });
    expect(run().status).toBe(1);
    keep();
    change((text) => text.replace('"outcome": "block"', '"outcome": "allow"'));
    expect(replay()).toMatchObject({
      status: 1,
      stdout: expect.stringContaining('outcome: the decision has "allow", judging again gives "block"'),
    });
    const answer = answerOf(replay("--json"));
    expect(answer).toMatchObject({
      result: "differs",
      differences: [{ member: "outcome", recorded: "allow", replayed: "block" }],
    });
    change((text) => JSON.stringify({ ...JSON.parse(text), outcome: "block" }));
    expect(replay()).toMatchObject({ status: 1, stdout: expect.stringContaining("the same members") });
  });

  it.each([
    [
      "another bundle",
      (): void =>
        void runTollgate(shop.root, ["collect", "--job", "other", "--out", "kept/evidence.tollgate"]),
      /its digest is sha256/,
    ],
    [
      "a cut bundle",
      (): void =>
        writeFileSync(kept("evidence.tollgate"), readFileSync(kept("evidence.tollgate")).subarray(0, 99)),
      /evidence\.tollgate/,
    ],
    [
      "another version",
      (): void => change((text) => text.replace(/"engine": "tollgate [^"]*"/, '"engine": "tollgate 99.0.0"')),
      /npx tollgate@99\.0\.0 replay/,
    ],
    [
      "another policy",
      (): void => change((text) => text.replace(/"policy": "sha256:../, '"policy": "sha256:00')),
      /The policy, a waiver or CODEOWNERS/,
    ],
    [
      "another merge base",
      (): void =>
        change((text) =>
          text.replace(/"mergeBaseSha": "[^"]*"/, `"mergeBaseSha": "${shop.git("rev-parse", "HEAD")}"`),
        ),
      /The change set/,
    ],
    [
      "a commit that is not here",
      (): void => change((text) => text.replace(/"headSha": "[^"]*"/, `"headSha": "${"1".repeat(40)}"`)),
      /is not in this clone.*\n.*git fetch/,
    ],
  ])("cannot tell with %s", (_, spoil, says) => {
    expect(run("--base", "main").status).toBe(0);
    keep();
    spoil();
    const { status, stdout } = replay();
    expect(stdout).toMatch(says);
    expect(status).toBe(2);
  });

  it("cannot tell of files that no commit has", () => {
    shop.write({ "src/new.ts": "export const e = 5;\n" });
    run();
    keep();
    expect(replay()).toMatchObject({ status: 2, stdout: expect.stringContaining("src/new.ts") });
  });

  it("is not troubled by reports that git does not ignore", () => {
    shop.commit("tidy", { ".gitignore": ".tollgate/out/\nkept/\n", "reports/README.md": "here\n" });
    shop.git("rm", "--quiet", "--cached", "-r", "reports/unit", "coverage");
    shop.git("commit", "--quiet", "--amend", "--no-edit");
    run();
    expect(decisionOf().subject.dirty).toBe(true);
    keep();
    const again = replay();
    expect(again, again.stdout).toMatchObject({ status: 0 });
  });

  it("works in a shallow clone and below the root", () => {
    const clone = shop.clone("--depth=1", "--branch", "cart");
    clone.write({ "reports/unit/junit.xml": passing, "coverage/lcov.info": lcov(1) });
    runTollgate(clone.root, ["run"]);
    const again = runTollgate(join(clone.root, "src"), ["replay", `../${out}/decision.json`]);
    expect(again, again.stdout).toMatchObject({ status: 0 });
  });

  it("sees no more history than the judged clone had, and says where it sees less", () => {
    const clone = shop.clone("--depth=2", "--branch", "cart");
    clone.write({ "reports/unit/junit.xml": passing, "coverage/lcov.info": lcov(1) });
    runTollgate(clone.root, ["run"]);
    for (const name of ["decision.json", "evidence.tollgate"])
      shop.write({ [`kept/${name}`]: readFileSync(join(clone.root, out, name)) });
    const again = replay();
    expect(again, again.stdout).toMatchObject({ status: 0 });

    run();
    keep();
    const shallow = shop.clone("--depth=1", "--branch", "cart");
    for (const name of ["decision.json", "evidence.tollgate"])
      shallow.write({ [`kept/${name}`]: readFileSync(kept(name)) });
    const { status, stdout } = runTollgate(shallow.root, ["replay", "kept/decision.json"]);
    expect(stdout).toMatch(/not in this clone|less history/);
    expect(status).toBe(2);
  });

  it("gives the same bytes for a pull request that changes its own policy", () => {
    const base = shop.git("rev-parse", "main");
    const head = shop.commit("lax", {
      "tollgate.yml": "version: 1\nrules:\n  coverage: { metric: lines, min: 1% }\n",
    });
    shop.write({
      "coverage/lcov.info": lcov(0),
      "reports/event.json": JSON.stringify({
        pull_request: { number: 7, base: { ref: "main", sha: base }, head: { sha: head } },
      }),
    });
    const env = {
      ...{ GITHUB_ACTIONS: "true", GITHUB_EVENT_NAME: "pull_request", GITHUB_REPOSITORY: "shop/storefront" },
      ...{ GITHUB_EVENT_PATH: join(shop.root, "reports/event.json"), GITHUB_SHA: head },
    };
    runTollgate(shop.root, ["run", "reports/unit/junit.xml", "coverage/lcov.info"], { env });
    const { policyChange, subject } = decisionOf();
    expect(subject).toMatchObject({ pullRequest: 7, event: "pull_request" });
    expect(policyChange?.rules.map(({ rule }) => rule)).toContain("coverage");
    keep();
    shop.git("switch", "--quiet", "main");
    shop.commit("main moves on", { "tollgate.yml": "version: 1\n" });
    const again = replay();
    expect(again, again.stdout).toMatchObject({ status: 0 });
  });

  it("refuses what is no decision", () => {
    expect(runTollgate(shop.root, ["replay"])).toMatchObject({ status: 2 });
    expect(runTollgate(shop.root, ["replay", "gone.json"])).toMatchObject({ status: 2 });
    expect(runTollgate(shop.root, ["replay", "package.json"])).toMatchObject({ status: 2 });
  });
});

describe("a chain of decisions", () => {
  it("holds as each names the one before it", () => {
    run();
    const files = ["kept/1.json", "kept/2.json", "kept/3.json"];
    keep("1.json");
    run("--previous", `${out}/decision.json`);
    keep("2.json");
    run("--previous", "kept/2.json");
    keep("3.json");
    expect(chain("kept/3.json", ...files)).toMatchObject({
      status: 0,
      stdout: expect.stringContaining("3 decisions in one chain"),
    });
    expect(chain("kept/2.json", "kept/3.json").stdout).toContain("which was not given");
    expect(runTollgate(shop.root, ["replay", `${out}/decision.json`]).status).toBe(0);

    expect(chain("kept/1.json", "kept/3.json")).toMatchObject({
      status: 1,
      stdout: expect.stringMatching(/kept\/3\.json follows sha256:/),
    });
    writeFileSync(
      join(shop.root, "kept/2.json"),
      readFileSync(join(shop.root, "kept/2.json"), "utf8").replace('"allow"', '"block"'),
    );
    expect(chain(...files)).toMatchObject({
      status: 1,
      stdout: expect.stringContaining("was changed since"),
    });
    expect(chain().status).toBe(2);
    expect(run("--previous", "package.json").status).toBe(2);
  });
});

function run(...args: readonly string[]): Finished {
  return runTollgate(shop.root, ["run", ...args]);
}

function replay(...args: readonly string[]): Finished {
  return runTollgate(shop.root, ["replay", "kept/decision.json", ...args]);
}

function chain(...files: readonly string[]): Finished {
  return runTollgate(shop.root, ["replay", "--chain", ...files]);
}

/** Away from where the next run writes. */
function keep(name = "decision.json"): void {
  shop.write({ [`kept/${name}`]: readFileSync(join(shop.root, out, "decision.json")) });
  for (const bundle of readdirSync(join(shop.root, out)).filter((file) => file.endsWith(".tollgate")))
    shop.write({ [`kept/${bundle}`]: readFileSync(join(shop.root, out, bundle)) });
}

function kept(name: string): string {
  return join(shop.root, "kept", name);
}

function change(edit: (text: string) => string): void {
  const before = readFileSync(kept("decision.json"), "utf8");
  const after = edit(before);
  expect(after).not.toBe(before);
  writeFileSync(kept("decision.json"), after);
}

function decisionOf(): Decision {
  return JSON.parse(readFileSync(join(shop.root, out, "decision.json"), "utf8"));
}

function answerOf({ stdout }: Finished): unknown {
  const answer: unknown = JSON.parse(stdout);
  const ajv = new Ajv2020({ strict: false });
  expect(ajv.validate(replaySchema, answer), JSON.stringify(ajv.errors)).toBe(true);
  return answer;
}

function leftFolders(): readonly string[] {
  return readdirSync(tmpdir()).filter((name) => name.startsWith(`tollgate-checkout-`) && isOurs(name));
}

/** Other tests may be at work. */
function isOurs(name: string): boolean {
  try {
    const alternates = readFileSync(join(tmpdir(), name, "checkout/.git/objects/info/alternates"), "utf8");
    return alternates.includes(shop.root);
  } catch {
    return false;
  }
}

const passing =
  '<testsuites><testsuite name="cart" tests="1"><testcase classname="cart" name="adds" time="0.1"/></testsuite></testsuites>\n';
const failing =
  '<testsuites><testsuite name="cart" tests="1" failures="1"><testcase classname="cart" name="adds"><failure message="2 is not 1">at cart.ts:3</failure></testcase></testsuite></testsuites>\n';

function lcov(hits: number): string {
  return ["total", "cart"].map((name) => `SF:src/${name}.ts\nDA:1,1\nDA:2,${hits}\nend_of_record\n`).join("");
}
