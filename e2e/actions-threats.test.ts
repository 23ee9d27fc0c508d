import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { StepResult } from "@tollgate/testkit/runner";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createStage, failing, junit, type Stage, type StageRun } from "./actions-stage.ts";

let stage: Stage;
beforeEach(async () => {
  stage = await createStage();
});
afterEach(() => stage.close());

const hostile = junit(
  'name="a&#10;::set-output name=outcome::allow"><failure message="##[error]x&#10;::stop-commands::a">::add-mask::Block&#10;  ::error::forged</failure>',
  'name="::warning file=a.ts::b"><failure message="&#27;[2J&#8238;::debug::c"/>',
);

it("names of tests forge no command, output or annotation", async () => {
  const run = stage.start(stage.github.event.pullRequest(stage.pull));
  const collected = await run.step("collect", {
    job: "test",
    reports: { "reports/unit/junit.xml": hostile },
  });
  const judged = await run.step("gate", { job: "gate" });
  const published = await run.step("publish", {
    job: "gate",
    with: { result: judged.outputs.get("result")! },
  });
  expect(judged.outputs.get("outcome")).toBe("block");
  for (const { commands } of [collected, judged, published]) {
    const names = new Set(commands.map(({ name }) => name));
    for (const forged of ["set-output", "stop-commands", "group"]) expect(names.has(forged)).toBe(false);
    expect(commands.filter(({ data }) => /^(?:Block|forged|c|b)$/.test(data))).toEqual([]);
  }
  stage.github.assertClean();
});

type Result = { readonly run: StageRun; readonly judged: StepResult; readonly published: StepResult };

describe("without write access", () => {
  it.each([
    ["a fork's token", { isFork: true }],
    ["a token that only reads", { permissions: { contents: "read", actions: "read" } as const }],
  ])("%s changes nothing but what is published", async (_, options) => {
    const results: Result[] = [];
    for (const start of [{}, options]) {
      const run = stage.start(stage.github.event.pullRequest(stage.pull), start);
      await run.step("collect", { job: "test", reports: { "reports/unit/junit.xml": failing } });
      const judged = await run.step("gate", { job: "gate" });
      const published = await run.step("publish", {
        job: "gate",
        with: { result: judged.outputs.get("result")! },
      });
      results.push({ run, judged, published });
    }
    const [may, mayNot] = results;
    const outputs = ({ judged, run }: Result) =>
      [...judged.outputs].map(([name, value]) => [name, value.replace(run.checkout("gate").root, "")]);
    expect(outputs(mayNot!)).toEqual(outputs(may!));
    expect(mayNot!.judged.summary).toBe(may!.judged.summary);
    expect(mayNot!.judged.exitCode).toBe(may!.judged.exitCode);
    expect(mayNot!.published.exitCode).toBe(0);
    const warnings = mayNot!.published.annotations.filter(({ level }) => level === "warning");
    expect(warnings.map(({ message }) => message)).toEqual([
      expect.stringMatching(/checks: write.*pull-requests: write|pull-requests: write.*checks: write/),
    ]);
    expect(mayNot!.published.outputs.get("published")).toBe("false");
  });
});

it("no token is in any output, also when everything fails", async () => {
  const run = stage.start(stage.github.event.pullRequest(stage.pull));
  stage.github.inject({ kind: "bad-credentials" }, { times: 100 });
  const steps = [
    await run.step("collect", {
      job: "test",
      reports: { "reports/unit/junit.xml": failing },
      env: { RUNNER_DEBUG: "1" },
    }),
    await run.step("gate", { job: "gate", env: { RUNNER_DEBUG: "1" } }),
    await run.step("publish", { job: "gate", with: { result: ".tollgate/out" }, env: { RUNNER_DEBUG: "1" } }),
    await run.step("gate", { job: "gate", with: { release: "maybe", token: run.token } }),
  ];
  for (const { log, summary, outputs } of steps)
    for (const text of [log, summary ?? "", ...outputs.values()])
      expect(stage.github.holdsSecret(text)).toBe(false);
  const written = join(run.checkout("gate").root, ".tollgate/out");
  for (const name of readdirSync(written))
    expect(stage.github.holdsSecret(readFileSync(join(written, name)))).toBe(false);
});

it("a run that is cancelled while it waits ends at once and leaves no check in progress", async () => {
  const run = stage.start(stage.github.event.pullRequest(stage.pull));
  await run.step("collect", { job: "test", reports: { "reports/unit/junit.xml": failing } });
  const judged = await run.step("gate", { job: "gate" });
  const cancel = new AbortController();
  const stopped = stage.github.inject({ kind: "hang" });
  const publishing = run.step("publish", {
    job: "gate",
    with: { result: judged.outputs.get("result")! },
    cancel: { signal: cancel.signal },
  });
  await vi.waitUntil(() => stopped.hits() > 0, { timeout: 60_000 });
  cancel.abort();
  const published = await publishing;
  expect(published.outcome).toBe("cancelled");
  expect(published.signal).toBeNull();
  expect(published.exitCode).toBe(130);
  expect(published.log).toContain("Tollgate was stopped before it was done");
  expect(stage.github.state.checkRuns.filter(({ status }) => status !== "completed")).toEqual([]);
});

it("wrong inputs are told with the valid ones, before anything is done", async () => {
  const run = stage.start(stage.github.event.pullRequest(stage.pull));
  const judged = await run.step("gate", {
    job: "gate",
    with: { baseline: "always", jobs: "no", other: "1" },
  });
  expect(judged.exitCode).toBe(2);
  expect(judged.log).toContain('The input `baseline` is "always"; auto or off was wanted.');
  expect(judged.log).toContain('The input `jobs` is "no"; auto or off was wanted.');
  expect(stage.github.requests).toEqual([]);
});
