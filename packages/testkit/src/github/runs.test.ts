import { createHash } from "node:crypto";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type FakeGithub, startFakeGithub } from "./start.ts";
import { rawSender, type Send, stoppedClock } from "./testing/raw.ts";

const clock = stoppedClock();
let fake: FakeGithub;
let send: Send;

beforeEach(async () => {
  fake = await startFakeGithub({ now: clock.now });
  send = rawSender(fake, fake.token({ permissions: { actions: "read" } }));
});
afterEach(() => fake.close());

describe("workflow runs", () => {
  it("are found by workflow, branch, event, commit and outcome", async () => {
    const done = fake.add.run({ status: "completed", conclusion: "success" });
    fake.add.run({ event: "pull_request", headBranch: "fix", headRepository: "grace/shop" });
    const ids = async (query: string): Promise<readonly number[]> =>
      (await send("GET", query)).body.workflow_runs.map(({ id }: { id: number }) => id);
    const path = "actions/workflows/ci.yml/runs";
    expect(await ids(`${path}?branch=main&event=push&status=success`)).toEqual([done.id]);
    expect(await ids(`actions/runs?head_sha=${done.headSha}&status=completed`)).toEqual([done.id]);
    expect(await ids(path)).toHaveLength(2);
    fake.assertClean();
  });

  it("of a fork name no pull request", async () => {
    const pull = fake.add.pullRequest();
    const foreign = fake.add.pullRequest({ head: { repository: "grace/shop" } });
    const own = fake.add.run({ event: "pull_request", headSha: pull.head.sha });
    const other = fake.add.run({ headSha: foreign.head.sha, headRepository: "grace/shop" });
    const { body } = await send("GET", `actions/runs/${own.id}`);
    expect(body.pull_requests[0].number).toBe(1);
    const answer = await send("GET", `actions/runs/${other.id}`);
    expect([answer.body.pull_requests, answer.body.head_repository.full_name]).toEqual([[], "grace/shop"]);
    fake.assertClean();
  });

  it("have attempts, each with its jobs", async () => {
    const run = fake.add.run();
    fake.add.job(run, { name: "lint" });
    fake.add.job(run, { name: "test", conclusion: "failure" });
    fake.add.attempt(run, ["test"]);
    fake.add.job(run, { name: "test" });
    const names = async (path: string): Promise<readonly string[]> =>
      (await send("GET", `actions/runs/${run.id}/${path}`)).body.jobs.map(
        (job: { name: string; run_attempt: number; conclusion: string }) =>
          `${job.name} ${job.run_attempt} ${job.conclusion}`,
      );
    expect(await names("attempts/1/jobs")).toEqual(["lint 1 success", "test 1 failure"]);
    expect(await names("jobs")).toEqual(["lint 2 success", "test 2 success"]);
    expect(await names("jobs?filter=all")).toHaveLength(4);
    expect((await send("GET", `actions/runs/${run.id}/attempts/1`)).body.run_attempt).toBe(1);
    expect((await send("GET", `actions/runs/${run.id}`)).body.run_attempt).toBe(2);
    expect((await send("GET", `actions/runs/${run.id}/attempts/3`)).status).toBe(404);
    const job = fake.state.jobs[0]!;
    expect((await send("GET", `actions/jobs/${job.id}`)).body.name).toBe("lint");
    fake.assertClean();
  });

  it("belong to workflows", async () => {
    const workflow = fake.add.workflow();
    expect((await send("GET", "actions/workflows")).body.workflows[0].path).toBe(".github/workflows/ci.yml");
    expect((await send("GET", `actions/workflows/${workflow.id}`)).body.name).toBe("ci");
    const missing = [
      "actions/workflows/no.yml",
      "actions/workflows/no.yml/runs",
      "actions/runs/1",
      "actions/jobs/1",
    ];
    for (const path of missing) expect((await send("GET", path)).status).toBe(404);
    fake.assertClean();
  });
});

describe("artifacts", () => {
  const bytes = Buffer.from("PK zip");

  it("are listed with their digest, by run, name and repository", async () => {
    const run = fake.add.run();
    const artifact = fake.add.artifact(run, { name: "bundle", bytes });
    fake.add.artifact(fake.add.run(), { name: "other", bytes });
    const { body } = await send("GET", `actions/runs/${run.id}/artifacts?name=bundle`);
    expect(body.artifacts).toEqual([
      expect.objectContaining({
        id: artifact.id,
        digest: `sha256:${createHash("sha256").update(bytes).digest("hex")}`,
        expired: false,
        workflow_run: expect.objectContaining({ id: run.id, head_sha: run.headSha }),
      }),
    ]);
    expect((await send("GET", "actions/artifacts")).body.total_count).toBe(2);
    expect((await send("GET", `actions/artifacts/${artifact.id}`)).body.name).toBe("bundle");
    fake.assertClean();
  });

  it("are downloaded from another origin by a link of one minute", async () => {
    const { id } = fake.add.artifact(fake.add.run(), { name: "bundle", bytes });
    const answer = await send("GET", `actions/artifacts/${id}/zip`);
    const link = answer.headers.get("location")!;
    expect([answer.status, new URL(link).origin]).toEqual([302, fake.blobOrigin]);
    expect(Buffer.from(await (await fetch(link)).arrayBuffer())).toEqual(bytes);
    expect((await fetch(`${link}x`)).status).toBe(403);
    fake.assertClean();
    expect((await fetch(link, { headers: { authorization: "Bearer x" } })).status).toBe(400);
    expect(fake.downloads.map(({ headers }) => headers.authorization)).toEqual([
      undefined,
      undefined,
      "Bearer x",
    ]);
    expect(() => fake.assertClean()).toThrow("a credential for the blob store");
    clock.advance(60_000);
    expect((await fetch(link)).status).toBe(403);
  });

  it("expire, can be removed, and come as zip only", async () => {
    const late = fake.add.artifact(fake.add.run(), { name: "a", bytes, expiresAt: "2026-01-01T00:00:00Z" });
    const { id } = fake.add.artifact(fake.add.run(), { name: "b", bytes });
    expect((await send("GET", `actions/artifacts/${late.id}`)).body.expired).toBe(true);
    expect((await send("GET", `actions/artifacts/${late.id}/zip`)).status).toBe(410);
    expect((await send("GET", `actions/artifacts/${id}/tar`)).status).toBe(404);
    const writer = rawSender(fake, fake.token({ permissions: { actions: "write" } }));
    expect((await writer("DELETE", `actions/artifacts/${id}`)).status).toBe(204);
    expect((await send("GET", `actions/artifacts/${id}`)).status).toBe(404);
    expect((await fetch(`${fake.blobOrigin}/artifacts/1.zip`)).status).toBe(404);
  });
});
