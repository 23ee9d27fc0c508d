import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type FakeGithub, startFakeGithub } from "./start.ts";
import { rawSender, type Send } from "./testing/raw.ts";

let fake: FakeGithub;
let send: Send;

beforeEach(async () => {
  fake = await startFakeGithub();
  send = rawSender(fake, fake.token({ permissions: { "pull-requests": "read", contents: "read" } }));
});
afterEach(() => fake.close());

describe("a pull request", () => {
  it("of a fork names the fork as its head", async () => {
    const pull = fake.add.pullRequest({ head: { repository: "grace/shop", branch: "fix" } });
    const { body } = await send("GET", "pulls/1");
    expect([
      body.head.repo.full_name,
      body.head.label,
      body.head.sha,
      body.base.ref,
      body.merge_commit_sha,
    ]).toEqual(["grace/shop", "grace:fix", pull.head.sha, "main", pull.mergeSha]);
    const listed = await send("GET", "pulls?head=grace:fix&state=all");
    expect(listed.body.map(({ number }: { number: number }) => number)).toEqual([1]);
    fake.assertClean();
  });

  it("of a deleted fork has no head repository", async () => {
    fake.add.pullRequest({ head: { repository: null } });
    expect((await send("GET", "pulls/1")).body.head.repo).toBeNull();
    fake.assertClean();
  });

  it("is found by its commit unless it comes from a fork", async () => {
    const own = fake.add.pullRequest();
    const foreign = fake.add.pullRequest({ head: { repository: "grace/shop" } });
    expect((await send("GET", `commits/${own.head.sha}/pulls`)).body).toHaveLength(1);
    expect((await send("GET", `commits/${foreign.head.sha}/pulls`)).body).toEqual([]);
    expect((await send("GET", `commits/${"0".repeat(40)}/pulls`)).status).toBe(422);
    fake.state.omitsForkPulls = false;
    expect((await send("GET", `commits/${foreign.head.sha}/pulls`)).body).toHaveLength(1);
    fake.assertClean();
  });

  it("is listed newest first, by state and base", async () => {
    fake.add.pullRequest({ state: "closed" });
    fake.add.pullRequest({ base: { branch: "next" } });
    fake.add.pullRequest();
    const numbers = async (query: string): Promise<readonly number[]> =>
      (await send("GET", `pulls?${query}`)).body.map(({ number }: { number: number }) => number);
    expect([await numbers(""), await numbers("state=all&direction=asc"), await numbers("base=next")]).toEqual(
      [[3, 2], [1, 2, 3], [2]],
    );
    fake.assertClean();
  });

  it("shows 3,000 files at most, some without a patch", async () => {
    const pull = fake.add.pullRequest();
    fake.add.file(pull, { filename: "logo.png", patch: undefined });
    fake.add.file(pull, { filename: "b.ts", status: "renamed", previousFilename: "a.ts" });
    for (let n = 0; n < 3_005; n++) fake.add.file(pull, { filename: `src/${n}.ts`, status: "removed" });
    const first = await send("GET", "pulls/1/files?per_page=100");
    expect([first.body[0].patch, first.body[1].previous_filename, first.body.length]).toEqual([
      undefined,
      "a.ts",
      100,
    ]);
    expect((await send("GET", "pulls/1/files?per_page=100&page=30")).body).toHaveLength(100);
    expect((await send("GET", "pulls/1/files?per_page=100&page=31")).body).toEqual([]);
    fake.assertClean();
  });

  it("has reviews", async () => {
    const pull = fake.add.pullRequest();
    fake.add.review(pull, { author: fake.add.account("grace") });
    const { body } = await send("GET", "pulls/1/reviews");
    expect([body[0].user.login, body[0].state, body[0].commit_id]).toEqual([
      "grace",
      "APPROVED",
      pull.head.sha,
    ]);
    fake.assertClean();
  });

  it("gets a new head and test merge by a push", async () => {
    const pull = fake.add.pullRequest({ head: { repository: "grace/shop" } });
    const [before, merge] = [pull.head.sha, pull.mergeSha];
    const sha = fake.add.push(pull);
    const { body } = await send("GET", "pulls/1");
    expect([body.head.sha, fake.state.commits.get(sha)?.parents]).toEqual([sha, [before]]);
    expect(body.merge_commit_sha).not.toBe(merge);
    fake.add.push(pull, { sha: before, mergeSha: null });
    expect((await send("GET", "pulls/1")).body.mergeable).toBe(false);
    fake.assertClean();
  });

  it("that does not exist is not found", async () => {
    expect([(await send("GET", "pulls/1")).status, (await send("GET", "pulls/one")).status]).toEqual([
      404, 404,
    ]);
  });

  it("searched by a head without owner fails the test", async () => {
    await send("GET", "pulls?head=fix");
    expect(() => fake.assertClean()).toThrow("head=fix names no owner");
  });
});

describe("commits", () => {
  it("are listed from a branch's tip and compared", async () => {
    const first = fake.add.commit();
    const second = fake.add.commit({ parents: [first.sha] });
    const side = fake.add.commit({ parents: [first.sha] });
    fake.add.branch("main", second.sha);
    const shas = (await send("GET", "commits?sha=main")).body.map(({ sha }: { sha: string }) => sha);
    expect(shas).toEqual([second.sha, first.sha]);
    const { body } = await send("GET", `compare/main...${side.sha}`);
    expect([body.status, body.ahead_by, body.behind_by, body.merge_base_commit.sha]).toEqual([
      "diverged",
      1,
      1,
      first.sha,
    ]);
    expect((await send("GET", "branches/main")).body.commit.sha).toBe(second.sha);
    expect((await send("GET", `commits/${side.sha}`)).body.parents[0].sha).toBe(first.sha);
    fake.assertClean();
  });

  it("that are unknown are not found", async () => {
    const { sha } = fake.add.commit();
    const other = fake.add.commit();
    const statuses = [
      await send("GET", "commits?sha=no"),
      await send("GET", "commits/no"),
      await send("GET", "branches/no"),
      await send("GET", `compare/no...${sha}`),
      await send("GET", `compare/${sha}...${other.sha}`),
    ].map(({ status }) => status);
    expect(statuses).toEqual([404, 422, 404, 404, 404]);
  });

  it("are compared across forks", async () => {
    const base = fake.add.commit();
    fake.add.pullRequest({ base: { sha: base.sha }, head: { repository: "grace/shop", branch: "fix" } });
    expect((await send("GET", "compare/main...grace:fix")).body.status).toBe("ahead");
    fake.assertClean();
  });
});
