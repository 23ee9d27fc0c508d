import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { runTollgate } from "./run-tollgate.ts";
import {
  createWorkflowStage,
  logOf,
  resultsOf,
  shown,
  testOf,
  turboFiles,
  type WorkflowStage,
  type WorkflowStageOptions,
} from "./workflow-stage.ts";

/** Each workflow that docs/github-workflows.md shows, run as GitHub would: with real tests, real git and the built actions. */
let stage: WorkflowStage;
afterEach(() => stage.close());

const red = { "test/adds.test.mjs": testOf("adds", "1, 2") };
const lax = "version: 1\nrules: { no-failing-tests: { mode: observe } }\n";
const green = { "test/more.test.mjs": testOf("more") };

async function open(options?: WorkflowStageOptions): Promise<void> {
  stage = await createWorkflowStage(options);
}

/** What GitHub shows: conclusion of each check run, and the first words of each comment below its marker. */
function published() {
  const { checkRuns, comments } = stage.github.state;
  return {
    checks: checkRuns.map(({ conclusion, headSha }) => [conclusion, headSha]),
    comments: comments.map(({ issue, body }) => [issue, /Allow|Block|Hold/.exec(body)?.[0]]),
  };
}

describe("single-job.yml", () => {
  it("judges main, and pull requests against it, by the gate alone", async () => {
    await open();
    const main = await stage.run(shown("single-job.yml"), stage.github.event.push("main"));
    expect(resultsOf(main), logOf(main)).toEqual({ test: "success" });
    const good = stage.open(green);
    const passes = await stage.run(shown("single-job.yml"), stage.github.event.pullRequest(good));
    expect(resultsOf(passes), logOf(passes)).toEqual({ test: "success" });
    const bad = stage.open(red);
    const fails = await stage.run(shown("single-job.yml"), stage.github.event.pullRequest(bad));
    const named = fails.jobs.get("test")?.steps.filter(({ id }) => id !== undefined);
    expect(named?.map(({ id, outcome, conclusion }) => [id, outcome, conclusion])).toEqual([
      ["test", "failure", "success"],
      ["gate", "failure", "failure"],
    ]);
    expect(fails.conclusion).toBe("failure");
    expect(fails.jobs.get("test")?.summaries.join()).toContain("1 of 4 tests fails (1 new)");
    expect(published()).toEqual({
      checks: [
        ["success", main.run.headSha],
        ["success", good.head.sha],
        ["failure", bad.head.sha],
      ],
      comments: [
        [good.number, "Allow"],
        [bad.number, "Block"],
      ],
    });
  });

  it("does not pass when no test ran", async () => {
    await open();
    const pull = stage.open({ "run-tests.mjs": "" });
    const result = await stage.run(shown("single-job.yml"), stage.github.event.pullRequest(pull));
    expect(resultsOf(result)).toEqual({ test: "failure" });
    expect(published().checks).toEqual([["failure", pull.head.sha]]);
  });
});

describe("matrix.yml", () => {
  it("holds when a shard is lost, and names it", async () => {
    await open();
    const pull = stage.open(green);
    const lost = shown("matrix.yml").replace("shard: [1, 2, 3, 4]", "shard: [1, 2, 4]");
    const result = await stage.run(lost, stage.github.event.pullRequest(pull));
    expect(resultsOf(result)).toMatchObject({ "test (4)": "success", gate: "failure" });
    expect(logOf(result)).toMatch(/shard 3/i);
    expect(published().comments).toEqual([[pull.number, "Hold"]]);
  });

  it("takes the newest attempt of a shard that ran again", async () => {
    await open();
    const pull = stage.open({ "test/adds.test.mjs": testOf("adds", "process.env.SHOP, 'up'") });
    const trigger = stage.github.event.pullRequest(pull);
    const first = await stage.run(shown("matrix.yml"), trigger);
    expect(resultsOf(first)).toEqual({
      "test (1)": "failure",
      "test (2)": "success",
      "test (3)": "success",
      "test (4)": "success",
      gate: "failure",
    });
    const second = await stage.run(shown("matrix.yml"), trigger, { rerun: first, machine: { SHOP: "up" } });
    expect(resultsOf(second), logOf(second)).toMatchObject({ "test (1)": "success", gate: "success" });
    expect(stage.github.state.artifacts.map(({ name }) => name)).toEqual([
      "tollgate-bundle-test-1of4-attempt1",
      "tollgate-bundle-test-2of4-attempt1",
      "tollgate-bundle-test-3of4-attempt1",
      "tollgate-bundle-test-4of4-attempt1",
      "tollgate-result-tollgate-attempt1",
      "tollgate-bundle-test-1of4-attempt2",
      "tollgate-result-tollgate-attempt2",
    ]);
    expect(published()).toEqual({
      checks: [
        ["failure", pull.head.sha],
        ["success", pull.head.sha],
      ],
      comments: [[pull.number, "Allow"]],
    });
  });
});

describe("turbo.yml", () => {
  it("judges every package that turbo tests", async () => {
    await open({ files: turboFiles });
    const pull = stage.open({ "packages/web/test/web.test.mjs": testOf("web", "2, 2") });
    const result = await stage.run(shown("turbo.yml"), stage.github.event.pullRequest(pull));
    expect(resultsOf(result), logOf(result)).toEqual({ test: "success", gate: "success" });
    const broken = stage.open({ "packages/web/test/web.test.mjs": testOf("web", "1, 2") });
    const blocked = await stage.run(shown("turbo.yml"), stage.github.event.pullRequest(broken));
    expect(resultsOf(blocked)).toEqual({ test: "failure", gate: "failure" });
    expect(published().comments).toEqual([
      [pull.number, "Allow"],
      [broken.number, "Block"],
    ]);
    expect(stage.github.state.comments.at(-1)?.body).toContain("@shop/web");
  });
});

describe("forks.yml and tollgate-publish.yml", () => {
  it.each([
    ["green", green, "success", "Allow"],
    // What it says of itself is not heard.
    ["red", { ...red, "tollgate.yml": lax }, "failure", "Block"],
  ] as const)(
    "show a fork's %s pull request by the second workflow",
    async (_, change, conclusion, words) => {
      await open();
      const pull = stage.open(change, "mallory/shop");
      const first = await stage.run(shown("forks.yml"), stage.github.event.pullRequest(pull));
      expect(resultsOf(first), logOf(first)).toMatchObject({ gate: conclusion });
      expect(published()).toEqual({ checks: [], comments: [] });
      const second = await stage.run(
        shown("tollgate-publish.yml"),
        stage.github.event.workflowRun(first.run),
        {
          path: ".github/workflows/tollgate-publish.yml",
        },
      );
      expect(resultsOf(second), logOf(second)).toEqual({ publish: "success" });
      expect(published()).toEqual({
        checks: [[conclusion, pull.head.sha]],
        comments: [[pull.number, words]],
      });
    },
  );
});

it("tollgate-publish.yml leaves runs of a push alone", async () => {
  await open();
  const pushed = await stage.run(shown("forks.yml"), stage.github.event.push("main"));
  const result = await stage.run(shown("tollgate-publish.yml"), stage.github.event.workflowRun(pushed.run));
  expect(resultsOf(result)).toEqual({ publish: "skipped" });
});

describe("merge-queue.yml", () => {
  it("judges a group of the queue, with a check and no comment", async () => {
    await open();
    const pull = stage.open(green);
    const group = stage.github.event.mergeGroup(pull, pull.mergeSha!);
    const result = await stage.run(shown("merge-queue.yml"), group);
    expect(resultsOf(result), logOf(result)).toEqual({ unit: "success", e2e: "success", gate: "success" });
    expect(published()).toEqual({ checks: [["success", pull.mergeSha]], comments: [] });
  });
});

describe("nightly.yml", () => {
  const files = {
    "tollgate.yml": 'version: 1\nreports: [{ kind: unit, files: ["reports/unit/**"] }]\n',
    "tollgate.nightly.yml": `version: 1
reports:
  - { kind: e2e, files: ["reports/e2e/**"] }
expect:
  from: none
  add:
    - { package: shop, kind: e2e }
`,
  };

  it("judges the tip of the main branch by its own policy, beside the check of the push", async () => {
    await open();
    const push = await stage.run(shown("single-job.yml"), stage.github.event.push("main"));
    const sha = stage.shop.commit("nightly", files);
    stage.github.learn(stage.shop.root);
    const night = await stage.run(shown("nightly.yml"), stage.github.event.schedule("17 2 * * *"));
    expect(resultsOf(night), logOf(night)).toEqual({ e2e: "success" });
    stage.shop.commit("red", red);
    stage.github.learn(stage.shop.root);
    const bad = await stage.run(shown("nightly.yml"), stage.github.event.schedule("17 2 * * *"));
    expect(resultsOf(bad)).toEqual({ e2e: "failure" });
    expect(published()).toEqual({
      checks: [
        ["success", push.run.headSha],
        ["success", sha],
        ["failure", bad.run.headSha],
      ],
      comments: [],
    });
  });
});

describe("a workflow for pushes that also runs at night", () => {
  it("compares with the last push", async () => {
    await open();
    const workflow = shown("single-job.yml").replace("on:\n", 'on:\n  schedule: [{ cron: "17 2 * * *" }]\n');
    await stage.run(workflow, stage.github.event.push("main"));
    stage.shop.commit("red", red);
    stage.github.learn(stage.shop.root);
    const night = await stage.run(workflow, stage.github.event.schedule("17 2 * * *"));
    expect(night.jobs.get("test")?.summaries.join()).toContain("1 of 4 tests fails (1 new)");
  });
});

describe("pull_request_target", () => {
  it("is refused by the gate: what is checked out is the base", async () => {
    await open();
    const workflow = shown("single-job.yml").replace("  pull_request:", "  pull_request_target:");
    const pull = stage.open(red);
    const result = await stage.run(workflow, stage.github.event.pullRequestTarget(pull));
    expect(resultsOf(result)).toEqual({ test: "failure" });
    expect(result.jobs.get("test")?.summaries.join()).toContain(
      "The event is about a pull request, but what is checked out is its base main.",
    );
  });
});

describe("ghes.yml", () => {
  it("lets bundles travel without the artifact service, also of the base", async () => {
    const serverUrl = "https://github.acme.example";
    await open({ github: { ghes: "3.19" }, serverUrl });
    const main = await stage.run(shown("ghes.yml"), stage.github.event.push("main"));
    expect(resultsOf(main), logOf(main)).toMatchObject({ gate: "success" });
    const pull = stage.open(red);
    const result = await stage.run(shown("ghes.yml"), stage.github.event.pullRequest(pull));
    expect(resultsOf(result), logOf(result)).toMatchObject({ gate: "failure" });
    expect(published().comments).toEqual([[pull.number, "Block"]]);
    expect(logOf(result)).toContain("1 new");
  });
});

describe("the workflow that tollgate init writes", () => {
  it.each([
    [
      "npm",
      undefined,
      ["reports/unit/junit.xml", "reports/e2e/junit.xml"],
      "npm run test:e2e || code=$?",
      "test/adds.test.mjs",
    ],
    [
      "pnpm and turbo",
      turboFiles,
      ["packages/api/reports/unit/junit.xml", "packages/web/reports/unit/junit.xml"],
      "turbo run test",
      "packages/api/test/api.test.mjs",
    ],
  ])("judges pull requests of a repository with %s", async (_, files, reports, command, test) => {
    await open(files === undefined ? {} : { files });
    stage.shop.git("remote", "add", "origin", "https://github.com/octo/shop.git");
    const report = '<testsuite name="cart"><testcase name="adds"/></testsuite>\n';
    stage.shop.write(Object.fromEntries(reports.map((name) => [name, report])));
    stage.shop.git("rm", "--quiet", "--ignore-unmatch", "tollgate.yml");
    const told = runTollgate(stage.shop.root, ["init"]);
    expect([told.status, told.stderr]).toEqual([0, ""]);
    const workflow = readFileSync(join(stage.shop.root, path), "utf8");
    expect(workflow).toContain(command);
    for (const name of reports) stage.shop.remove(name);
    stage.shop.commit("tollgate");
    stage.github.learn(stage.shop.root);
    const good = stage.open({ "README.md": "A shop.\n" });
    const passes = await stage.run(workflow, stage.github.event.pullRequest(good), { path });
    expect(resultsOf(passes), logOf(passes)).toEqual({ test: "success", gate: "success" });
    const bad = stage.open({ [test]: testOf("adds", "1, 2") });
    const fails = await stage.run(workflow, stage.github.event.pullRequest(bad), { path });
    expect(resultsOf(fails)).toEqual({ test: "failure", gate: "failure" });
    expect(published().comments).toEqual([
      [good.number, "Allow"],
      [bad.number, "Block"],
    ]);
  });
});

const path = ".github/workflows/tollgate.yml";
