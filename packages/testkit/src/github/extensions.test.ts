import { expect, it } from "vitest";
import type { Extension } from "./request.ts";
import { startFakeGithub } from "./start.ts";

const echo: Extension = {
  recognises: (method, path) => (path.startsWith("/echo/") ? `echo/${method.toLowerCase()}` : undefined),
  handle: async ({ body }) => ({ status: 201, body: new Uint8Array(body) }),
};

it("further services answer on both origins, can fail, and cost no REST request", async () => {
  const fake = await startFakeGithub();
  fake.extend(echo);
  fake.extend(echo, "blobs");
  for (const origin of [fake.origin, fake.blobOrigin]) {
    const put = async (): Promise<Response> =>
      await fetch(`${origin}/echo/x`, { method: "PUT", body: "hello" });
    fake.inject({ kind: "status", status: 503 }, { operation: "echo/put" });
    expect((await put()).status).toBe(503);
    const answer = await put();
    expect([answer.status, await answer.text(), answer.headers.get("x-ratelimit-limit")]).toEqual([
      201,
      "hello",
      null,
    ]);
    fake.inject(
      { kind: "rate-limit", limit: "secondary", status: 429, seconds: 1 },
      { operation: "echo/put" },
    );
    expect((await put()).status).toBe(429);
    expect((await put()).status).toBe(201);
  }
  expect([fake.requests.length, fake.downloads.length, fake.limits.remaining]).toEqual([4, 4, 1_000]);
  fake.assertClean();
  await fake.close();
});

it("what a service throws is a 500 that says so", async () => {
  const fake = await startFakeGithub();
  fake.extend({
    recognises: (_, path) => (path === "/broken" ? "broken" : undefined),
    handle: () => {
      throw new Error("not today");
    },
  });
  const answer = await fetch(`${fake.origin}/broken`);
  expect([answer.status, await answer.text()]).toEqual([500, expect.stringContaining("not today")]);
  await fake.close();
});
