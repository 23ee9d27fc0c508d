import { readFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { createRepository, type TemporaryRepository } from "@tollgate/testkit";
import { type FakeGithub, type FakeGithubOptions, startFakeGithub } from "@tollgate/testkit/github";
import {
  type ArtifactService,
  addArtifactService,
  runWorkflow,
  type WorkflowResult,
} from "@tollgate/testkit/runner";
import { afterEach, expect, it } from "vitest";
import { builtActions, counted } from "./actions-stage.ts";
import { root, runTollgate } from "./run-tollgate.ts";

/** The workflows that people copy, run step by step with the built actions. */

type Files = Readonly<Record<string, string>>;
type Trigger = ReturnType<FakeGithub["event"]["push"]>;
type Pull = FakeGithub["state"]["pulls"][number];

/** Writes a JUnit report for a shard; fails with the shard that `failing` names. */
const testScript = (failing: string): string => `
import { mkdirSync, writeFileSync } from "node:fs";
const shard = /--shard=(\\d)/.exec(process.argv.join(" "))?.[1] ?? "1";
const fails = shard === "${failing}";
const failure = fails ? '<failure message="2 is not 1"/>' : "";
mkdirSync("reports", { recursive: true });
const test = '<testcase classname="cart" name="adds ' + shard + '" file="cart.test.js">' + failure + "</testcase>";
writeFileSync("reports/junit.xml", '<testsuite name="cart">' + test + "</testsuite>");
process.exitCode = fails ? 1 : 0;
`;

const manifest = { name: "shop", version: "1.0.0", type: "module" };
const lock = { lockfileVersion: 3, requires: true, packages: { "": { name: "shop", version: "1.0.0" } } };

function npmShop(...scripts: readonly string[]): Files {
  const tests = Object.fromEntries(scripts.map((name) => [name, "node test.js"]));
  return {
    ".gitignore": "reports/\n.tollgate/\n",
    "package.json": `${JSON.stringify({ ...manifest, scripts: tests })}\n`,
    "package-lock.json": `${JSON.stringify({ name: "shop", version: "1.0.0", ...lock })}\n`,
    "cart.test.js": "",
    "test.js": testScript("none"),
    "tollgate.yml": "version: 1\n",
  };
}

const turboShop: Files = {
  ".gitignore": "reports/\n.tollgate/\n.turbo/\nnode_modules/\n",
  "package.json": `${JSON.stringify({ name: "shop", private: true, packageManager: "pnpm@12.21.0" })}\n`,
  "pnpm-workspace.yaml": "packages: [packages/*]\npmOnFail: ignore\n",
  "pnpm-lock.yaml": "lockfileVersion: '9.0'\nimporters:\n  .: {}\n  packages/cart: {}\n",
  "turbo.json": `${JSON.stringify({ tasks: { test: { outputs: ["reports/**"] } } })}\n`,
  "packages/cart/package.json": `${JSON.stringify({ ...manifest, name: "@shop/cart", scripts: { test: "node test.js" } })}\n`,
  "packages/cart/cart.test.js": "",
  "packages/cart/test.js": testScript("none"),
  "tollgate.yml": "version: 1\n",
};

let shop: TemporaryRepository;
let github: FakeGithub;
let artifacts: ArtifactService;

async function open(files: Files, options: FakeGithubOptions = {}): Promise<void> {
  shop = createRepository();
  shop.commit("shop", files);
  github = await startFakeGithub(options);
  artifacts = addArtifactService(github);
  github.learn(shop.root);
}
afterEach(async () => {
  await github.close();
  shop.cleanup();
  github.assertClean();
});

/** Runs a workflow of the docs. */
function run(name: string, trigger: Trigger, serverUrl?: string): Promise<WorkflowResult> {
  const source = readFileSync(join(root, "docs/workflows", `${name}.yml`), "utf8");
  return runSource(source, `.github/workflows/${name}.yml`, trigger, serverUrl);
}

async function runSource(
  source: string,
  path: string,
  trigger: Trigger,
  serverUrl?: string,
): Promise<WorkflowResult> {
  const actions = ["collect", "gate", "publish"].map((each) => [
    `OWNER/tollgate/actions/${each}`,
    join(builtActions, each),
  ]);
  return await runWorkflow(source, {
    github,
    artifacts,
    trigger,
    path,
    actions: Object.fromEntries(actions),
    repositories: { "octo/shop": shop.root },
    machine: {
      ...counted(),
      npm_config_offline: "true",
      npm_config_update_notifier: "false",
      TURBO_TELEMETRY_DISABLED: "1",
      PATH: [join(root, "node_modules/.bin"), process.env["PATH"] ?? ""].join(delimiter),
    },
    ...(serverUrl === undefined ? {} : { serverUrl }),
  });
}

type Change = { readonly failing?: string; readonly repository?: string; readonly files?: Files };

/** A pull request in which the given shard of the tests fails. */
function pullRequest({ failing = "1", repository = "octo/shop", files = {} }: Change = {}): Pull {
  const base = shop.git("rev-parse", "main");
  shop.branch("change");
  const sha = shop.commit("a change", { "test.js": testScript(failing), ...files });
  shop.git("switch", "--quiet", "--detach", "main");
  shop.git("merge", "--quiet", "--no-ff", "--message=merge", "change");
  const mergeSha = shop.git("rev-parse", "HEAD");
  shop.git("update-ref", "refs/pull/1/head", sha);
  shop.git("update-ref", "refs/pull/1/merge", mergeSha);
  shop.git("switch", "--quiet", "main");
  shop.git("branch", "--quiet", "-D", "change");
  const head = { repository, branch: "change", sha };
  return github.add.pullRequest({ head, base: { branch: "main", sha: base }, mergeSha });
}

const results = ({ jobs }: WorkflowResult): Record<string, string> =>
  Object.fromEntries([...jobs].map(([name, { result }]) => [name, result]));
const checks = (): readonly string[] =>
  github.state.checkRuns.map(({ headSha, conclusion, title }) => `${headSha} ${conclusion} ${title}`);

it("one job judges a push, and the pull request after it", async () => {
  await open(npmShop("test"));
  const first = await run("single-job", github.event.push("main"));
  expect(first.conclusion, first.jobs.get("test")?.log).toBe("success");
  const pull = pullRequest();
  const second = await run("single-job", github.event.pullRequest(pull));
  expect(second.jobs.get("test")?.steps.map(({ outcome }) => outcome)).toEqual([
    "success",
    "success",
    "success",
    "failure",
    "success",
    "failure",
    "success",
  ]);
  expect(second.conclusion).toBe("failure");
  expect(second.jobs.get("test")?.summaries.join()).toContain("1 of 1 test fails (1 new)");
  expect(checks()).toEqual([
    `${shop.git("rev-parse", "main")} success Allow: All 6 rules pass.`,
    `${pull.head.sha} failure Block: 1 of 1 test fails (1 new).`,
  ]);
  expect(github.state.comments).toHaveLength(1);
});

it("shards come together in one verdict", async () => {
  await open(npmShop("test"));
  const pull = pullRequest({ failing: "3" });
  const result = await run("matrix", github.event.pullRequest(pull));
  expect(results(result)).toEqual({
    "test (1)": "success",
    "test (2)": "success",
    "test (3)": "failure",
    "test (4)": "success",
    gate: "failure",
  });
  expect(checks()).toEqual([`${pull.head.sha} failure Block: 1 of 4 tests fails.`]);
  expect(github.state.comments.map(({ body }) => body.includes("adds 3"))).toEqual([true]);
});

it("a fork's change is judged by the base, and published by the second workflow", async () => {
  await open(npmShop("test"));
  const pushed = await run("forks", github.event.push("main"));
  const nothing = await run("tollgate-publish", github.event.workflowRun(pushed.run));
  expect(results(nothing)).toEqual({ publish: "skipped" });

  // what it says of itself is not heard
  const lax = "version: 1\nrules: { no-failing-tests: { mode: observe } }\n";
  const pull = pullRequest({ repository: "mallory/shop", files: { "tollgate.yml": lax } });
  const first = await run("forks", github.event.pullRequest(pull));
  expect(results(first)).toEqual({ test: "failure", gate: "failure" });
  expect([checks(), github.state.comments]).toEqual([[], []]);

  const second = await run("tollgate-publish", github.event.workflowRun(first.run));
  expect(results(second), second.jobs.get("publish")?.log).toEqual({ publish: "success" });
  expect(checks()).toEqual([`${pull.head.sha} failure Block: 1 of 1 test fails (1 new).`]);
  expect(github.state.comments.map(({ issue }) => issue)).toEqual([pull.number]);
});

it("a monorepo with turbo tells which package fails", async () => {
  await open(turboShop);
  const pull = pullRequest({ files: { "packages/cart/test.js": testScript("1") } });
  const result = await run("turbo", github.event.pullRequest(pull));
  expect(results(result), result.jobs.get("test")?.log).toEqual({ test: "failure", gate: "failure" });
  expect(checks()).toEqual([`${pull.head.sha} failure Block: 1 of 1 test fails.`]);
  expect(github.state.comments.map(({ body }) => body.includes("@shop/cart"))).toEqual([true]);
});

it("the merge queue gets its verdict on the group", async () => {
  await open(npmShop("test:unit", "test:e2e"));
  const pull = pullRequest({ failing: "none" });
  github.add.commit({ sha: pull.mergeSha! });
  const result = await run("merge-queue", github.event.mergeGroup(pull, pull.mergeSha!));
  expect(results(result), result.jobs.get("gate")?.log).toEqual({
    unit: "success",
    e2e: "success",
    gate: "success",
  });
  expect(checks()).toEqual([`${pull.mergeSha} success Allow: All 6 rules pass.`]);
});

it("a server of one's own gets bundles by the actions that it has", async () => {
  await open(npmShop("test"), { ghes: "3.19" });
  const pull = pullRequest({ failing: "2" });
  const result = await run("ghes", github.event.pullRequest(pull), "https://github.example.com");
  expect(results(result)).toEqual({ "test (1)": "success", "test (2)": "failure", gate: "failure" });
  expect(checks()).toEqual([`${pull.head.sha} failure Block: 1 of 2 tests fails.`]);
});

it("what tollgate init writes runs as it is", async () => {
  await open(turboShop);
  shop.git("remote", "add", "origin", "https://github.com/octo/shop.git");
  shop.write({
    "packages/cart/reports/junit.xml": "<testsuite name='cart'><testcase name='adds'/></testsuite>",
  });
  shop.remove("tollgate.yml");
  expect(runTollgate(shop.root, ["init"]).status).toBe(0);
  const path = ".github/workflows/tollgate.yml";
  const source = readFileSync(join(shop.root, path), "utf8");
  shop.commit("tollgate");
  github.learn(shop.root);
  const result = await runSource(source, path, github.event.push("main"));
  const logs = [...result.jobs.values()].map(({ log }) => log).join("\n");
  expect(new Set(Object.values(results(result))), logs).toEqual(new Set(["success"]));
  expect(checks()).toEqual([expect.stringContaining("success Allow")]);
});
