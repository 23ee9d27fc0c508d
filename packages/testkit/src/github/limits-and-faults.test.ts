import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type FakeGithub, startFakeGithub } from "./start.ts";
import { rawSender, type Send, stoppedClock } from "./testing/raw.ts";

const clock = stoppedClock();
let fake: FakeGithub;
let send: Send;

beforeEach(async () => {
  fake = await startFakeGithub({ now: clock.now });
  fake.add.pullRequest();
  send = rawSender(fake, fake.token({ permissions: { pull_requests: "write" } }));
});
afterEach(() => fake.close());

const comment = (): ReturnType<Send> => send("POST", "issues/1/comments", { body: "x" });
const where = { operation: "issues/create-comment" };

describe("a rate limit", () => {
  it.each([
    ["primary", 403, "reset", "API rate limit exceeded for installation.", { "x-ratelimit-remaining": "0" }],
    ["primary", 429, "retry-after", "API rate limit exceeded for installation.", { "retry-after": "30" }],
    ["secondary", 403, "retry-after", "You have exceeded a secondary rate limit", { "retry-after": "30" }],
    ["secondary", 429, "reset", "You have exceeded a secondary rate limit", {}],
  ] as const)("%s as %i with %s is obeyed", async (limit, status, hint, message, headers) => {
    fake.inject({ kind: "rate-limit", limit, status, hint, seconds: 30 }, where);
    const answer = await comment();
    expect([answer.status, fake.state.comments.length]).toEqual([status, 0]);
    expect(answer.body.message).toContain(message);
    expect(Object.fromEntries(answer.headers)).toMatchObject(headers);
    if (hint === "reset")
      expect(answer.headers.get("x-ratelimit-reset")).toBe(String(clock.now() / 1000 + 30));
    clock.advance(29_999);
    expect((await send("GET", "pulls")).status).toBe(status);
    expect(() => fake.assertClean()).toThrow("0.0 s before the time that the limit allows");
    clock.advance(1);
    expect((await comment()).status).toBe(201);
  });

  it("without a hint means a minute", async () => {
    fake.inject({ kind: "rate-limit", limit: "secondary", status: 403, seconds: 1 });
    const answer = await comment();
    expect([answer.headers.get("retry-after"), answer.headers.get("x-ratelimit-reset")]).toEqual([
      null,
      null,
    ]);
    clock.advance(59_000);
    expect((await comment()).status).toBe(403);
    expect(fake.violations.map(({ what }) => what)).toEqual(["1.0 s before the time that the limit allows"]);
    clock.advance(1_000);
    expect((await comment()).status).toBe(201);
  });

  it("is reached when the hour's requests are used up", async () => {
    fake.limits.remaining = 1;
    expect((await comment()).headers.get("x-ratelimit-remaining")).toBe("0");
    const answer = await comment();
    expect([answer.status, answer.headers.get("x-ratelimit-remaining")]).toEqual([403, "0"]);
    clock.advance(3_600_000);
    expect((await comment()).status).toBe(201);
    fake.assertClean();
  });
});

describe("the secondary limit", () => {
  it("is reached by 80 writes in a minute", async () => {
    for (let n = 0; n < 80; n++) fake.limits.count("POST");
    const answer = await send("GET", "pulls");
    expect([answer.status, answer.headers.get("retry-after")]).toEqual([403, "60"]);
    clock.advance(60_000);
    expect((await send("GET", "pulls")).status).toBe(200);
    fake.assertClean();
  });

  it("is reached by 900 points in a minute", async () => {
    fake.limits.remaining = 2_000;
    for (let n = 0; n < 899; n++) fake.limits.count("GET");
    expect((await send("GET", "pulls")).status).toBe(200);
    expect((await send("GET", "pulls")).status).toBe(403);
  });
});

describe("a fault", () => {
  it.each([
    ["status", { kind: "status", status: 500 }, 500],
    ["html-502", { kind: "html-502" }, 502],
    ["bad credentials", { kind: "bad-credentials" }, 401],
    ["redirect", { kind: "redirect", to: "/elsewhere", status: 307 }, 307],
  ] as const)("%s answers and does nothing", async (_, fault, status) => {
    fake.inject(fault, where);
    expect([(await comment()).status, fake.state.comments.length]).toEqual([status, 0]);
    expect((await comment()).status).toBe(201);
  });

  it("done-then-502 does it and answers HTML", async () => {
    fake.inject({ kind: "done-then-502" }, where);
    const answer = await comment();
    expect([answer.status, answer.headers.get("content-type"), fake.state.comments.length]).toEqual([
      502,
      "text/html",
      1,
    ]);
  });

  it("reset-before does nothing", async () => {
    fake.inject({ kind: "reset-before" }, where);
    await expect(comment()).rejects.toThrow();
    expect(fake.state.comments).toEqual([]);
  });

  it("done-then-lost does it and answers nothing", async () => {
    fake.inject({ kind: "done-then-lost" }, where);
    await expect(comment()).rejects.toThrow();
    expect(fake.state.comments).toHaveLength(1);
  });

  it("cut-off ends in the middle of the body", async () => {
    fake.inject({ kind: "cut-off" }, where);
    await expect(comment()).rejects.toThrow("terminated");
    expect([fake.state.comments.length, fake.requests.at(-1)?.status]).toEqual([1, 201]);
  });

  it("half-body and empty-body look whole", async () => {
    fake.inject({ kind: "half-body" }, where);
    await expect(comment()).rejects.toThrow(SyntaxError);
    fake.inject({ kind: "empty-body" }, where);
    const answer = await comment();
    expect([answer.status, answer.body, fake.state.comments.length]).toEqual([201, "", 2]);
  });

  it("slow answers later", async () => {
    fake.inject({ kind: "slow", ms: 5 }, where);
    expect((await comment()).status).toBe(201);
  });

  it("hang ends with the fake", async () => {
    fake.inject({ kind: "hang" }, where);
    const waiting = expect(comment()).rejects.toThrow();
    await expect.poll(() => fake.requests.length).toBe(1);
    await fake.close();
    await waiting;
  });

  it("stale shows what was known when it was injected", async () => {
    fake.inject({ kind: "stale" }, { operation: "issues/list-comments" });
    await comment();
    expect((await send("GET", "issues/1/comments")).body).toEqual([]);
    expect((await send("GET", "issues/1/comments")).body).toHaveLength(1);
  });

  it("strikes the wanted requests only", async () => {
    const fault = fake.inject({ kind: "status", status: 503 }, { operation: /^issues\//, skip: 1, times: 2 });
    await send("GET", "pulls");
    const statuses = [];
    for (let n = 0; n < 4; n++) statuses.push((await comment()).status);
    expect([statuses, fault.hits()]).toEqual([[201, 503, 503, 201], 2]);
    const other = fake.inject({ kind: "status", status: 503 }, { times: 9 });
    other.remove();
    expect((await comment()).status).toBe(201);
  });
});
