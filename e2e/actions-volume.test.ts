import { readFileSync } from "node:fs";
import { afterEach, expect, it } from "vitest";
import { createStage, junit, passing, type Stage } from "./actions-stage.ts";

let stage: Stage;
afterEach(() => stage.close());

it("100,000 failing tests stay within every limit", async () => {
  stage = await createStage();
  const run = stage.start(stage.github.event.pullRequest(stage.pull));
  const names = Array.from(
    { length: 100_000 },
    (_, i) => `name="test ${i}"><failure message="${i} is not 1"/>`,
  );
  const collected = await run.step("collect", {
    job: "test",
    reports: { "reports/unit/junit.xml": junit(...names) },
  });
  expect(collected.outcome, collected.log).toBe("success");
  const judged = await run.step("gate", { job: "gate", with: { annotations: "true" } });
  expect(judged.outputs.get("failing"), judged.log.slice(0, 2_000)).toBe("100000");
  expect(judged.summary).toContain("100,000");
  expect(judged.droppedAnnotations).toBe(0);
  expect(judged.log.length).toBeLessThan(200_000);
  const published = await run.step("publish", {
    job: "gate",
    with: { result: judged.outputs.get("result")! },
  });
  expect(published.outputs.get("published"), published.log).toBe("true");
  expect(stage.github.requests.filter(({ path }) => !path.startsWith("/twirp/")).length).toBeLessThan(16);
  stage.github.assertClean();
});

it("3,000 changed files are judged and published", async () => {
  const files = Array.from(
    { length: 3_000 },
    (_, i) => [`src/part-${i}.ts`, `export const part${i} = ${i};\n`] as const,
  );
  stage = await createStage({ change: Object.fromEntries(files) });
  for (const [filename] of files) stage.github.add.file(stage.pull, { filename, status: "added" });
  const run = stage.start(stage.github.event.pullRequest(stage.pull));
  await run.step("collect", { job: "test", reports: { "reports/unit/junit.xml": passing } });
  const judged = await run.step("gate", { job: "gate" });
  expect(judged.outputs.get("outcome"), judged.log.slice(0, 2_000)).toBe("allow");
  const published = await run.step("publish", {
    job: "gate",
    with: { result: judged.outputs.get("result")! },
  });
  expect(published.outputs.get("published"), published.log).toBe("true");
  expect(stage.github.requests.filter(({ path }) => !path.startsWith("/twirp/")).length).toBeLessThan(16);
  stage.github.assertClean();
});

it("what a fork's run could not publish is judged anew and published on workflow_run", async () => {
  stage = await createStage();
  const run = stage.start(stage.github.event.pullRequest(stage.pull), { isFork: true });
  await run.step("collect", { job: "test", reports: { "reports/unit/junit.xml": passing } });
  for (const attempt of run.run.attempts)
    Object.assign(attempt, { status: "completed", conclusion: "success" });
  const trusted = stage.start(stage.github.event.workflowRun(run.run));
  const published = await trusted.step("publish", { job: "publish" });
  expect(published.outputs.get("published"), published.log).toBe("true");
  expect(stage.github.state.checkRuns.map(({ headSha }) => headSha)).toEqual([stage.pull.head.sha]);
  expect(stage.github.state.comments.map(({ issue, body }) => [issue, body.includes("Allow")])).toEqual([
    [1, true],
  ]);
  stage.github.assertClean();
});

it("a gate that breaks leaves a failing check, and no verdict of before", async () => {
  stage = await createStage();
  const run = stage.start(stage.github.event.pullRequest(stage.pull));
  const gate = run.checkout("gate");
  gate.write({ "policies/broken.yml": "version: 1\nrules: [" });
  const judged = await run.step("gate", { job: "gate", with: { config: "policies/broken.yml" } });
  expect([judged.exitCode, judged.outputs.get("outcome")]).toEqual([2, undefined]);
  const result = judged.outputs.get("result")!;
  const published = await run.step("publish", { job: "gate", with: { result } });
  expect(published.exitCode).toBe(2);
  expect(stage.github.state.checkRuns.map(({ conclusion }) => conclusion)).toEqual(["failure"]);
  expect(() => readFileSync(`${result}/decision.json`)).toThrow();
});
