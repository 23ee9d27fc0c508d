import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createStage, failing, passing, type Stage, type StageRun } from "./actions-stage.ts";

let stage: Stage;
beforeEach(async () => {
  stage = await createStage();
});
afterEach(() => stage.close());

/** Collects in one job, judges and publishes in another. */
async function wholeRun(run: StageRun, report: string) {
  const collected = await run.step("collect", { job: "test", reports: { "reports/unit/junit.xml": report } });
  const judged = await run.step("gate", { job: "gate" });
  const published = await run.step("publish", {
    job: "gate",
    with: { result: judged.outputs.get("result") ?? "" },
  });
  return { collected, judged, published };
}

describe("a pull request", () => {
  it("that passes is collected, judged and published", async () => {
    const run = stage.start(stage.github.event.pullRequest(stage.pull));
    const { collected, judged, published } = await wholeRun(run, passing);
    expect(collected.outcome, collected.log).toBe("success");
    expect(Object.fromEntries(collected.outputs)).toMatchObject({
      artifact: "tollgate-bundle-test-1of1-attempt1",
      reports: "1",
      problems: "0",
    });
    expect(judged.outcome, judged.log).toBe("success");
    expect(judged.outputs.get("outcome")).toBe("allow");
    expect(judged.outputs.get("tests")).toBe("2");
    expect(judged.summary).toContain("Allow");
    expect(published.outcome, published.log).toBe("success");
    expect(published.outputs.get("published")).toBe("true");
    expect(published.outputs.get("comment-url")).toMatch(/^https?:/);
    const { checkRuns, comments, artifacts } = stage.github.state;
    expect(checkRuns.map(({ conclusion, headSha }) => [conclusion, headSha])).toEqual([
      ["success", stage.pull.head.sha],
    ]);
    expect(comments.map(({ issue }) => issue)).toEqual([1]);
    expect(artifacts.map(({ name }) => name)).toEqual([
      "tollgate-bundle-test-1of1-attempt1",
      "tollgate-result-tollgate-attempt1",
    ]);
    expect(stage.github.requests.filter(({ path }) => !path.startsWith("/twirp/")).length).toBeLessThan(16);
    stage.github.assertClean();
  });

  it("that fails is collected without failing, blocks, and is published as a failure", async () => {
    const run = stage.start(stage.github.event.pullRequest(stage.pull));
    const { collected, judged, published } = await wholeRun(run, failing);
    expect(collected.outcome).toBe("success");
    expect([judged.outcome, judged.exitCode]).toEqual(["failure", 1]);
    expect(judged.outputs.get("outcome")).toBe("block");
    expect(published.outcome).toBe("success");
    expect(stage.github.state.checkRuns.map(({ conclusion }) => conclusion)).toEqual(["failure"]);
    stage.github.assertClean();
  });

  it("without a bundle is no pass", async () => {
    const run = stage.start(stage.github.event.pullRequest(stage.pull));
    const judged = await run.step("gate", { job: "gate" });
    expect(judged.outputs.get("outcome")).toBe("hold");
    expect(judged.exitCode).toBe(1);
    expect(judged.log).toContain("no artifact of the run has a name that begins with");
  });

  it("is compared with the run of the base branch, whose distance is told", async () => {
    const base = stage.start(stage.github.event.push("main"));
    const { judged: onMain } = await wholeRun(base, passing);
    expect(onMain.outputs.get("outcome"), onMain.log).toBe("allow");
    for (const attempt of base.run.attempts)
      Object.assign(attempt, { status: "completed", conclusion: "success" });
    const run = stage.start(stage.github.event.pullRequest(stage.pull));
    const { judged } = await wholeRun(run, failing);
    expect(judged.log).toContain("1 of 2 tests fails (1 new)");
    const decision = readFileSync(judged.outputs.get("decision")!, "utf8");
    expect(JSON.parse(decision).inputs.baseline.how).toMatch(/^run \d+ of main \([0-9a-f]{7}\), at /);
    stage.github.assertClean();
  });
});

it("a merge group is judged and has a check, and no comment", async () => {
  const sha = stage.pull.mergeSha!;
  const run = stage.start(stage.github.event.mergeGroup(stage.pull, sha));
  const { judged, published } = await wholeRun(run, passing);
  expect(judged.outputs.get("outcome"), judged.log).toBe("allow");
  expect(published.outputs.get("comment-url")).toBe("");
  expect(stage.github.state.checkRuns.map(({ headSha }) => headSha)).toEqual([sha]);
  expect(stage.github.state.comments).toEqual([]);
  stage.github.assertClean();
});

it("a push is judged and has a check, and no comment", async () => {
  const run = stage.start(stage.github.event.push("main"));
  const { published } = await wholeRun(run, passing);
  expect(published.outputs.get("published"), published.log).toBe("true");
  expect(stage.github.state.comments).toEqual([]);
  stage.github.assertClean();
});

describe("shards", () => {
  const shard = (run: StageRun, index: number, report: string) =>
    run.step("collect", {
      job: `test-${index}`,
      env: { GITHUB_JOB: "test" },
      with: { shard: `${index}/2`, job: "test" },
      reports: { "reports/unit/junit.xml": report },
    });

  it("of a matrix are judged together, and one that is missing is seen", async () => {
    const run = stage.start(stage.github.event.pullRequest(stage.pull));
    await shard(run, 1, passing);
    const early = await run.step("gate", { job: "gate", with: { "upload-result": "false" } });
    expect(early.outputs.get("outcome")).toBe("hold");
    await shard(run, 2, passing.replaceAll('name="', 'name="2 '));
    const judged = await run.step("gate", { job: "gate" });
    expect(judged.outputs.get("outcome"), judged.log).toBe("allow");
    expect(judged.outputs.get("tests")).toBe("4");
  });

  it("that ran again count as the newest attempt says", async () => {
    const run = stage.start(stage.github.event.pullRequest(stage.pull));
    await shard(run, 1, failing);
    await shard(run, 2, passing.replaceAll('name="', 'name="2 '));
    const first = await run.step("gate", { job: "gate" });
    expect(first.outputs.get("outcome")).toBe("block");
    run.rerun(["test-1", "gate"]);
    await shard(run, 1, passing);
    const second = await run.step("gate", { job: "gate" });
    expect(second.outputs.get("outcome"), second.log).toBe("allow");
    expect(second.outputs.get("tests")).toBe("4");
    expect(stage.github.state.artifacts.map(({ name }) => name)).toEqual([
      "tollgate-bundle-test-1of2-attempt1",
      "tollgate-bundle-test-2of2-attempt1",
      "tollgate-result-tollgate-attempt1",
      "tollgate-bundle-test-1of2-attempt2",
      "tollgate-result-tollgate-attempt2",
    ]);
  });

  it("of one name are told how to differ", async () => {
    const run = stage.start(stage.github.event.pullRequest(stage.pull));
    await shard(run, 1, passing);
    const again = await shard(run, 1, passing);
    expect(again.exitCode).toBe(2);
    expect(again.log).toContain("Legs of a matrix differ by `shard` or `environment`");
  });
});

it("an unreadable report fails collect, and is in the bundle nevertheless", async () => {
  const run = stage.start(stage.github.event.pullRequest(stage.pull));
  const reports = { "reports/unit/junit.xml": passing.slice(0, 60) };
  const collected = await run.step("collect", { job: "test", reports });
  expect([collected.exitCode, collected.outputs.get("problems")]).toEqual([1, "1"]);
  expect(collected.annotations.map(({ message }) => message).join()).toContain("1 report cannot be read");
  const judged = await run.step("gate", { job: "gate" });
  expect(judged.outputs.get("outcome")).toBe("block");
});

it("an unreadable report does not fail collect where the policy only warns", async () => {
  await stage.close();
  stage = await createStage({ policy: "version: 1\nrules:\n  no-unreadable-evidence: { mode: warn }\n" });
  const run = stage.start(stage.github.event.pullRequest(stage.pull));
  const reports = { "reports/unit/junit.xml": passing.slice(0, 60) };
  const collected = await run.step("collect", { job: "test", reports });
  expect([collected.exitCode, collected.outputs.get("problems")]).toEqual([0, "1"]);
});

it("the outcome of the step of the tests is evidence", async () => {
  const run = stage.start(stage.github.event.pullRequest(stage.pull));
  await run.step("collect", {
    job: "test",
    with: { run: "failure" },
    reports: { "reports/unit/junit.xml": passing },
  });
  const judged = await run.step("gate", { job: "gate" });
  expect(judged.outputs.get("outcome")).toBe("block");
  expect(judged.log).toContain("the run of the tests failed, and none of its tests did");
});

describe("GitHub Enterprise Server", () => {
  it("gets bundles by path", async () => {
    await stage.close();
    stage = await createStage({ github: { ghes: "3.19" } });
    const run = stage.start(stage.github.event.pullRequest(stage.pull), {
      serverUrl: "https://github.example.com",
    });
    const collected = await run.step("collect", {
      job: "test",
      reports: { "reports/unit/junit.xml": passing },
    });
    expect(collected.outcome, collected.log).toBe("success");
    expect(collected.outputs.has("artifact")).toBe(false);
    expect(collected.annotations.map(({ message }) => message).join()).toContain("actions/cache");
    const bundle = readFileSync(collected.outputs.get("bundle")!);
    const gate = run.checkout("gate");
    gate.write({ "bundles/test.tollgate": bundle });
    const judged = await run.step("gate", { job: "gate", with: { bundles: "bundles" } });
    expect(judged.outputs.get("outcome"), judged.log).toBe("allow");
    expect(existsSync(join(gate.root, ".tollgate/out/decision.json"))).toBe(true);
    expect(stage.github.state.artifacts).toEqual([]);
    const published = await run.step("publish", {
      job: "gate",
      with: { result: judged.outputs.get("result")! },
    });
    expect(published.outputs.get("published"), published.log).toBe("true");
    stage.github.assertClean();
  });
});
