import { expect, it } from "vitest";
import { findBaseRun, type Github, listRunJobs } from "../src/index.ts";
import { setStage } from "./stage.ts";

it("the job that asks is not among the jobs of its run", async () => {
  const stage = await setStage();
  const jobs = [
    { name: "test", status: "completed", runner_name: "Runner 1" },
    { name: "verdict", status: "in_progress", runner_name: "Runner 1" },
    { name: "other", status: "in_progress", runner_name: "Runner 2" },
  ];
  const github: Github = { ...(await stage.client()), pages: () => Promise.resolve(jobs) };
  const listed = async (ownRunner?: string): Promise<readonly unknown[]> =>
    (await listRunJobs(github, { run: 1, attempt: 1, ...(ownRunner === undefined ? {} : { ownRunner }) }))
      .jobs;
  expect(await listed("Runner 1")).toEqual([jobs[0], jobs[2]]);
  expect(await listed()).toEqual(jobs);
});

it("a workflow that GitHub does not know has no base that could be guessed", async () => {
  const stage = await setStage();
  const github = await stage.client({ token: stage.fake.token({ permissions: { actions: "read" } }) });
  const finding = findBaseRun(github, {
    ...{ workflow: 1, branch: "main", gate: "tollgate", folder: "none" },
    ...{ placeOf: () => 0, refuses: () => undefined },
  });
  await expect(finding).rejects.toThrow("no list of a workflow's runs");
});
