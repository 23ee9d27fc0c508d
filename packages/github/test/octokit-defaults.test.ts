import { type FakeGithub, startFakeGithub } from "@tollgate/testkit/github";
import { Octokit } from "octokit";
import { afterEach, beforeEach, describe, expect, it } from "vitest";

let fake: FakeGithub;
let octokit: Octokit;

beforeEach(async () => {
  const time = Date.UTC(2026, 0, 1, 12);
  fake = await startFakeGithub({ now: () => time });
  fake.add.pullRequest();
  octokit = new Octokit({
    auth: fake.token({ permissions: { "pull-requests": "write" } }),
    baseUrl: fake.apiUrl,
    retry: { retryAfterBaseValue: 1 },
    throttle: { enabled: false },
    log: { debug() {}, info() {}, warn() {}, error() {} },
  });
});
afterEach(() => fake.close());

const where = { operation: "issues/create-comment" };
const comment = () =>
  octokit.rest.issues.createComment({
    owner: "octo",
    repo: "shop",
    issue_number: 1,
    body: "<!-- gate --> Hello",
  });

// Why the writer decides itself when to send again. Measured with octokit 5 and its plugins.
describe("Octokit with its own retries", () => {
  it.each(["html-502", "reset-before"] as const)("gets over %s", async (kind) => {
    fake.inject({ kind }, where);
    await comment();
    expect(fake.state.comments).toHaveLength(1);
    fake.assertClean();
  });

  it.each(["done-then-lost", "done-then-502"] as const)("writes twice after %s", async (kind) => {
    fake.inject({ kind }, where);
    await comment();
    expect(fake.state.comments).toHaveLength(2);
    expect(() => fake.assertClean()).toThrow("two comments of a bot with one marker");
  });

  it.each(["half-body", "empty-body"] as const)(
    "takes a 201 with %s for done, without an id",
    async (kind) => {
      fake.inject({ kind }, where);
      const { status, data } = await comment();
      expect([status, data.id]).toEqual([201, undefined]);
    },
  );

  it("comes back from 429 before the time that Retry-After gives", async () => {
    fake.inject(
      { kind: "rate-limit", limit: "secondary", status: 429, hint: "retry-after", seconds: 30 },
      where,
    );
    await expect(comment()).rejects.toThrow("secondary rate limit");
    expect(() => fake.assertClean()).toThrow("30.0 s before the time that the limit allows");
  });

  it("gives up at a 403 that says when to come back", async () => {
    fake.inject(
      { kind: "rate-limit", limit: "secondary", status: 403, hint: "retry-after", seconds: 1 },
      where,
    );
    await expect(comment()).rejects.toThrow("secondary rate limit");
    expect(fake.requests).toHaveLength(1);
  });

  it("reads pages by their links", async () => {
    for (let n = 0; n < 65; n++) fake.add.comment({ issue: 1, body: `comment ${n}` });
    const all = await octokit.paginate("GET /repos/{owner}/{repo}/issues/{issue_number}/comments", {
      owner: "octo",
      repo: "shop",
      issue_number: 1,
    });
    expect([all.length, fake.requests.length]).toEqual([65, 3]);
    fake.assertClean();
  });
});
