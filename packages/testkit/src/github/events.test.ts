import { afterEach, beforeEach, expect, it } from "vitest";
import { createRepository } from "../temporary-repository.ts";
import { type FakeGithub, startFakeGithub } from "./start.ts";

let fake: FakeGithub;

beforeEach(async () => {
  fake = await startFakeGithub();
});
afterEach(() => fake.close());

it("pull_request runs on the test merge commit", () => {
  const pull = fake.add.pullRequest({ head: { repository: "grace/shop", branch: "fix" } });
  const { event, ...rest } = fake.event.pullRequest(pull);
  expect(rest).toEqual({
    repository: "octo/shop",
    eventName: "pull_request",
    sha: pull.mergeSha,
    ref: "refs/pull/1/merge",
    headRef: "fix",
    baseRef: "main",
  });
  expect(event).toMatchObject({
    action: "synchronize",
    number: 1,
    repository: { full_name: "octo/shop" },
    pull_request: { number: 1, head: { sha: pull.head.sha, repo: { full_name: "grace/shop" } } },
  });
  expect(JSON.stringify(event)).not.toContain("Hello-World");
  pull.mergeSha = null;
  expect(() => fake.event.pullRequest(pull)).toThrow("conflicts");
});

it("pull_request_target runs on the default branch, on GHES on the base branch", async () => {
  const pull = fake.add.pullRequest({ base: { branch: "next" } });
  expect(() => fake.event.pullRequestTarget(pull)).toThrow("no commit is known on main");
  fake.add.branch("main", fake.add.commit().sha);
  const tip = fake.state.repositories.get("octo/shop")!.branches.get("main");
  expect(fake.event.pullRequestTarget(pull)).toMatchObject({
    sha: tip,
    ref: "refs/heads/main",
    headRef: "feature",
  });
  const server = await startFakeGithub({ ghes: "3.18" });
  const there = server.add.pullRequest({ base: { branch: "next" } });
  expect(server.event.pullRequestTarget(there)).toMatchObject({
    sha: there.base.sha,
    ref: "refs/heads/next",
  });
  await server.close();
});

it("push names what was there before", () => {
  const before = fake.add.commit();
  const after = fake.add.commit({ parents: [before.sha] });
  fake.add.branch("main", before.sha);
  expect(fake.event.push("main").event).toMatchObject({ before: "0".repeat(40), after: before.sha });
  fake.add.branch("main", after.sha);
  const { sha, ref, event } = fake.event.push("main", { forced: true });
  expect([sha, ref]).toEqual([after.sha, "refs/heads/main"]);
  expect(event).toMatchObject({
    before: before.sha,
    after: after.sha,
    forced: true,
    head_commit: { id: after.sha },
  });
});

it("merge_group names no pull request but in its branch", () => {
  const pull = fake.add.pullRequest();
  const { sha } = fake.add.commit({ parents: [pull.base.sha] });
  const trigger = fake.event.mergeGroup(pull, sha);
  expect([trigger.sha, trigger.ref]).toEqual([
    sha,
    `refs/heads/gh-readonly-queue/main/pr-1-${pull.base.sha}`,
  ]);
  expect(trigger.event).toMatchObject({ merge_group: { head_sha: sha, base_sha: pull.base.sha } });
  expect(trigger.event).not.toHaveProperty("pull_request");
});

it("workflow_run of a fork names commit and repository, and no pull request", () => {
  const pull = fake.add.pullRequest({ head: { repository: "grace/shop" } });
  const source = { event: "pull_request", headSha: pull.head.sha, headRepository: "grace/shop" };
  const run = fake.add.run({ ...source, status: "completed", conclusion: "failure" });
  const { sha, event } = fake.event.workflowRun(run);
  expect(sha).toBe(pull.base.sha);
  expect(event).toMatchObject({
    action: "completed",
    workflow: { name: "ci", path: ".github/workflows/ci.yml" },
    workflow_run: {
      id: run.id,
      event: "pull_request",
      run_attempt: 1,
      head_sha: pull.head.sha,
      head_repository: { full_name: "grace/shop" },
      pull_requests: [],
    },
  });
  fake.add.attempt(run, []);
  expect(fake.event.workflowRun(run).event).toMatchObject({
    action: "requested",
    workflow_run: { run_attempt: 2 },
  });
});

it("schedule and workflow_dispatch run on a branch's tip", () => {
  const { sha } = fake.add.commit();
  fake.add.branch("main", sha);
  expect(fake.event.schedule("0 3 * * *")).toMatchObject({ sha, event: { schedule: "0 3 * * *" } });
  expect(fake.event.workflowDispatch("main")).toMatchObject({ sha, event: { ref: "refs/heads/main" } });
});

it("commits and branches are learned from a git repository", () => {
  const git = createRepository();
  const first = git.commit("first", { "a.ts": "1" });
  git.branch("fix");
  const second = git.commit("second", { "a.ts": "2" });
  fake.learn(git.root);
  expect(fake.state.commits.get(second)).toMatchObject({ parents: [first], message: "second" });
  expect(Object.fromEntries(fake.state.repositories.get("octo/shop")!.branches)).toEqual({
    main: first,
    fix: second,
  });
  git.cleanup();
});
