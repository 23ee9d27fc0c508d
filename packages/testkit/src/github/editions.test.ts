import { expect, it } from "vitest";
import { startFakeGithub } from "./start.ts";
import { rawSender } from "./testing/raw.ts";

it.each(["3.17", "3.19"] as const)("what the fake says, GHES %s says too", async (ghes) => {
  const fake = await startFakeGithub({ ghes });
  const pull = fake.add.pullRequest();
  fake.add.file(pull, { filename: "a.ts" });
  fake.add.review(pull, { author: fake.add.account("grace") });
  fake.add.comment({ issue: 1, body: "Hello" });
  fake.add.checkRun({ name: "tollgate", headSha: pull.head.sha });
  const run = fake.add.run({ headSha: pull.head.sha });
  const job = fake.add.job(run, { name: "test" });
  const artifact = fake.add.artifact(run, { name: "bundle", bytes: Buffer.from("zip") });
  const send = rawSender(fake, fake.token({ kind: "personal" }));
  const sha = pull.head.sha;
  const paths = [
    "/repos/octo/shop",
    ...["pulls", "pulls/1", "pulls/1/files", "pulls/1/reviews", "issues/1/comments"],
    ...["", "/check-runs", "/check-suites", "/pulls", "/status", "/statuses"].map(
      (end) => `commits/${sha}${end}`,
    ),
    ...["commits", "branches/main", `compare/main...${sha}`],
    ...["actions/workflows", "actions/workflows/ci.yml", "actions/workflows/ci.yml/runs", "actions/runs"],
    ...["", "/jobs", "/artifacts", "/attempts/1", "/attempts/1/jobs"].map(
      (end) => `actions/runs/${run.id}${end}`,
    ),
    ...[`actions/jobs/${job.id}`, "actions/artifacts", `actions/artifacts/${artifact.id}`],
  ];
  for (const path of paths) expect([path, (await send("GET", path)).status]).toEqual([path, 200]);
  expect((await send("GET", `actions/artifacts/${artifact.id}`)).body).not.toHaveProperty("digest");
  expect((await send("POST", `statuses/${sha}`, { state: "success" })).status).toBe(201);
  expect((await send("POST", "issues/1/comments", { body: "Hello" })).status).toBe(201);
  const app = rawSender(fake, fake.token({ permissions: { checks: "write" } }));
  const check = { name: "tollgate", head_sha: sha, conclusion: "success" };
  expect((await app("POST", "check-runs", check)).status).toBe(201);
  fake.assertClean();
  await fake.close();
});
