import { expect, it } from "vitest";
import { findBaseRun, listRunJobs } from "../src/index.ts";
import { setStage } from "./stage.ts";

it("a run that GitHub lists without a job is none, as the job that asks is one", async () => {
  const stage = await setStage();
  const github = await stage.client({ token: stage.fake.token({ permissions: { actions: "read" } }) });
  const { id } = stage.fake.add.run({});
  await expect(listRunJobs(github, { run: id, attempt: 1 })).rejects.toThrow("no list of the jobs of a run");
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
