import { request } from "node:http";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type FakeGithub, startFakeGithub } from "./start.ts";
import { rawSender, type Send } from "./testing/raw.ts";

let fake: FakeGithub;
let send: Send;

beforeEach(async () => {
  fake = await startFakeGithub();
  fake.add.pullRequest();
  send = rawSender(
    fake,
    fake.token({ permissions: { checks: "write", contents: "read", pull_requests: "write" } }),
  );
});
afterEach(() => fake.close());

const whats = (): readonly string[] => fake.violations.map(({ what }) => what);

describe("a request", () => {
  it("to an unknown route is not found", async () => {
    expect((await send("GET", "tollgates")).status).toBe(404);
    expect(whats()).toEqual(["GitHub has no such route"]);
  });

  it("to a route that the fake does not know yet says so", async () => {
    expect((await send("GET", "labels")).status).toBe(501);
    expect(whats()).toEqual(["the fake cannot do issues/list-labels-for-repo yet"]);
  });

  it("to another repository is not found", async () => {
    expect((await send("GET", "/repos/octo/other/pulls")).status).toBe(404);
    expect((await send("GET", "/repos/OCTO/Shop")).status).toBe(200);
    fake.add.repository({ fullName: "octo/secret", isPrivate: true });
    fake.add.pullRequest({ head: { repository: "grace/shop" } });
    expect((await send("GET", "/repos/octo/secret")).status).toBe(404);
    expect((await send("GET", "/repos/grace/shop")).body.fork).toBe(true);
    expect((await send("POST", "/repos/grace/shop/check-runs", { name: "x", head_sha: "y" })).status).toBe(
      403,
    );
    expect((await send("GET", "/repos/octo/shop")).body.full_name).toBe("octo/shop");
  });

  it("with broken JSON is refused", async () => {
    const answer = await send("POST", "issues/1/comments", '{"body":');
    expect([answer.status, answer.body.message]).toEqual([400, "Problems parsing JSON"]);
    expect((await send("POST", "issues/1/comments", "[]")).status).toBe(400);
    expect((await send("POST", "issues/1/comments")).status).toBe(422);
  });

  it("with text that no database takes is refused", async () => {
    expect((await send("POST", "issues/1/comments", { body: "a\0b" })).status).toBe(422);
    expect((await send("POST", "issues/1/comments", { body: "a\ud800b" })).status).toBe(400);
    expect((await send("GET", "branches/%ff")).status).toBe(404);
  });

  it("with a parameter of the wrong kind is refused", async () => {
    const answer = await send("GET", "pulls?state=merged");
    expect([answer.status, answer.body.message]).toEqual([422, expect.stringContaining('"merged"')]);
  });

  it("with what GitHub ignores fails the test", async () => {
    await send("GET", "pulls?per_page=101&limit=3");
    await send("POST", "issues/1/comments", { body: "x", pinned: true }, { "content-type": "text/plain" });
    expect(whats()).toEqual([
      "unknown parameter limit",
      "per_page 101 is over 100",
      "unknown member /pinned of the body",
      'the body\'s type is "text/plain" instead of application/json',
    ]);
    expect(() => fake.assertClean()).toThrow("GET /repos/octo/shop/pulls: unknown parameter limit");
  });

  it("without a User-Agent is forbidden", async () => {
    const status = await new Promise((resolve) =>
      request(`${fake.apiUrl}/user`, (response) => resolve(response.resume().statusCode)).end(),
    );
    expect(status).toBe(403);
  });

  it("for anything but JSON is refused", async () => {
    expect((await send("GET", "pulls", undefined, { accept: "text/xml" })).status).toBe(415);
    expect((await send("GET", "pulls", undefined, { accept: "application/vnd.github+json" })).status).toBe(
      200,
    );
  });

  it("that the fake answers as GitHub never would fails the test", async () => {
    const pull = fake.state.pulls[0]!;
    pull.updatedAt = "yesterday";
    await send("GET", "pulls/1");
    expect(whats()).toEqual([expect.stringMatching(/^the fake's own 200 is wrong: \/updated_at must match/)]);
  });

  it("is recorded with its operation and answer", async () => {
    await send("GET", "pulls/1");
    expect(fake.requests).toEqual([
      expect.objectContaining({
        method: "GET",
        path: "/repos/octo/shop/pulls/1",
        operation: "pulls/get",
        status: 200,
      }),
    ]);
  });

  it("with a secret outside the Authorization header fails the test", async () => {
    fake.secrets.push("hunter2");
    const token = fake.token();
    await send("POST", "issues/1/comments", { body: `my password is hunter2, my token ${token}` });
    await send("GET", `pulls?head=a:${token}`);
    await send("GET", "pulls", undefined, { "x-debug": "hunter2" });
    expect(whats()).toEqual([
      "a secret in the body",
      "a secret in the query",
      "a secret in the header x-debug",
    ]);
  });

  it("with an ETag that still holds is answered 304 and costs nothing", async () => {
    const first = await send("GET", "pulls/1");
    const { remaining } = fake.limits;
    const again = await send("GET", "pulls/1", undefined, { "if-none-match": first.headers.get("etag")! });
    expect([again.status, again.body, fake.limits.remaining]).toEqual([304, "", remaining]);
    fake.state.pulls[0]!.title = "Another";
    const changed = await send("GET", "pulls/1", undefined, { "if-none-match": first.headers.get("etag")! });
    expect(changed.status).toBe(200);
    fake.assertClean();
  });
});

describe("a token", () => {
  it("that is missing or unknown is refused", async () => {
    const none = await fetch(`${fake.apiUrl}/repos/octo/shop`, { headers: { "user-agent": "raw" } });
    const unknown = await rawSender(fake, "ghs_no")("GET", "pulls");
    expect([none.status, unknown.status, unknown.body.message]).toEqual([401, 401, "Bad credentials"]);
  });

  it("without the permission hears which one is missing", async () => {
    const answer = await rawSender(fake, fake.token())("POST", "issues/1/comments", { body: "x" });
    expect([answer.status, answer.body.message, answer.headers.get("x-accepted-github-permissions")]).toEqual(
      [403, "Resource not accessible by integration", "issues=write; pull_requests=write"],
    );
  });

  it("of a fork reads at most", async () => {
    const fork = rawSender(fake, fake.token({ permissions: { "pull-requests": "write" }, fork: true }));
    expect((await fork("GET", "pulls")).status).toBe(200);
    expect((await fork("POST", "issues/1/comments", { body: "x" })).status).toBe(403);
  });

  it("of a person writes as the person", async () => {
    const person = rawSender(fake, fake.token({ kind: "personal", login: "grace" }));
    expect((await person("POST", "issues/1/comments", { body: "x" })).body.user).toMatchObject({
      login: "grace",
      type: "User",
    });
    expect((await person("GET", "/user")).body.login).toBe("grace");
    expect((await send("GET", "/user")).status).toBe(403);
    fake.assertClean();
  });
});

describe("GitHub Enterprise Server", () => {
  it("answers below /api/v3, without rate limits and what it lacks", async () => {
    const server = await startFakeGithub({ ghes: "3.17" });
    server.add.pullRequest();
    const ask = rawSender(server, server.token({ permissions: { pull_requests: "write" } }));
    const answer = await ask("GET", "issues/1/comments");
    expect(server.apiUrl).toMatch(/\/api\/v3$/);
    expect([answer.status, answer.headers.get("x-ratelimit-limit")]).toEqual([200, null]);
    server.assertClean();
    expect((await ask("PUT", "issues/comments/1/pin")).status).toBe(404);
    const beside = await fetch(`${server.origin}/repos/octo/shop/pulls`);
    expect(beside.status).toBe(404);
    await server.close();
  });
});
