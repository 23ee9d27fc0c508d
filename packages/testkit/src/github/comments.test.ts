import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type FakeGithub, startFakeGithub } from "./start.ts";
import { rawSender, type Send } from "./testing/raw.ts";

let fake: FakeGithub;
let send: Send;

beforeEach(async () => {
  fake = await startFakeGithub();
  fake.add.pullRequest();
  send = rawSender(fake, fake.token({ permissions: { "pull-requests": "write" } }));
});
afterEach(() => fake.close());

describe("a comment", () => {
  it("is written as the token's account, changed and removed", async () => {
    const made = await send("POST", "issues/1/comments", { body: "<!-- tollgate -->\nHello" });
    expect([made.status, made.body.user.login, made.body.user.type]).toEqual([
      201,
      "github-actions[bot]",
      "Bot",
    ]);
    const changed = await send("PATCH", `issues/comments/${made.body.id}`, { body: "Again" });
    expect([changed.status, changed.body.body]).toEqual([200, "Again"]);
    expect((await send("GET", `issues/comments/${made.body.id}`)).body.body).toBe("Again");
    expect((await send("DELETE", `issues/comments/${made.body.id}`)).status).toBe(204);
    expect((await send("GET", `issues/comments/${made.body.id}`)).status).toBe(404);
    fake.assertClean();
  });

  it("comes in pages of 30 with links to the others", async () => {
    for (let n = 0; n < 65; n++) fake.add.comment({ issue: 1, body: `comment ${n}` });
    const first = await send("GET", "issues/1/comments");
    expect(first.body).toHaveLength(30);
    expect(first.headers.get("link")).toBe(
      `<${fake.apiUrl}/repos/octo/shop/issues/1/comments?page=2>; rel="next", <${fake.apiUrl}/repos/octo/shop/issues/1/comments?page=3>; rel="last"`,
    );
    const last = await send("GET", "issues/1/comments?page=3");
    expect([last.body.length, last.headers.get("link")?.match(/rel="\w+"/g)]).toEqual([
      5,
      ['rel="prev"', 'rel="first"'],
    ]);
    const all = await send("GET", "issues/1/comments?per_page=100");
    expect([all.body.length, all.headers.get("link")]).toEqual([65, null]);
    fake.assertClean();
  });

  it.each([
    ["blank", " \n", "Body cannot be blank"],
    ["too long", "x".repeat(65_537), "Body is too long (maximum is 65536 characters)"],
    ["too long in UTF-16", "😀".repeat(32_769), "Body is too long (maximum is 65536 characters)"],
  ])("that is %s is refused", async (_, body, message) => {
    const answer = await send("POST", "issues/1/comments", { body });
    expect([answer.status, answer.body.errors]).toEqual([
      422,
      [{ resource: "IssueComment", code: "unprocessable", field: "data", message }],
    ]);
    const { id } = fake.add.comment({ issue: 1, body: "x", author: fake.add.account("github-actions[bot]") });
    expect((await send("PATCH", `issues/comments/${id}`, { body })).status).toBe(422);
  });

  it("of 65,536 characters is taken", async () => {
    expect((await send("POST", "issues/1/comments", { body: "x".repeat(65_536) })).status).toBe(201);
  });

  it("on an unknown pull request is not found", async () => {
    expect((await send("POST", "issues/9/comments", { body: "x" })).status).toBe(404);
    expect((await send("GET", "issues/9/comments")).status).toBe(404);
  });

  it.each(["PATCH", "DELETE"])("of another author fails the test at %s", async (method) => {
    const { id } = fake.add.comment({
      issue: 1,
      body: "<!-- tollgate -->",
      author: fake.add.account("mallory"),
    });
    await send(method, `issues/comments/${id}`, method === "PATCH" ? { body: "x" } : undefined);
    expect(() => fake.assertClean()).toThrow(`comment ${id} of mallory was`);
  });

  it("doubled by a bot fails the test", async () => {
    for (const body of ["<!-- gate -->\na", "<!-- gate -->\nb"])
      await send("POST", "issues/1/comments", { body });
    expect(() => fake.assertClean()).toThrow("two comments of a bot with one marker: <!-- gate -->");
  });

  it("of a stranger with our marker is no double", async () => {
    fake.add.comment({ issue: 1, body: "<!-- gate -->" });
    await send("POST", "issues/1/comments", { body: "<!-- gate -->" });
    fake.assertClean();
  });
});
