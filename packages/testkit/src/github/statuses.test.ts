import { afterEach, beforeEach, expect, it } from "vitest";
import { type FakeGithub, startFakeGithub } from "./start.ts";
import { rawSender, type Send } from "./testing/raw.ts";

let fake: FakeGithub;
let send: Send;
let sha: string;

beforeEach(async () => {
  fake = await startFakeGithub();
  sha = fake.add.commit().sha;
  send = rawSender(fake, fake.token({ permissions: { statuses: "write" } }));
});
afterEach(() => fake.close());

it("keeps every status and combines the newest of each context", async () => {
  const combined = async (): Promise<string> => (await send("GET", `commits/${sha}/status`)).body.state;
  expect(await combined()).toBe("pending");
  for (const state of ["pending", "failure"])
    await send("POST", `statuses/${sha}`, { state, context: "tollgate" });
  expect(await combined()).toBe("failure");
  const made = await send("POST", `statuses/${sha}`, {
    state: "success",
    context: "Tollgate",
    description: "fine",
  });
  expect([made.status, made.body.creator.login]).toEqual([201, "github-actions[bot]"]);
  expect(await combined()).toBe("success");
  expect((await send("GET", `commits/${sha}/statuses`)).body).toHaveLength(3);
  fake.assertClean();
});

it.each([
  ["an unknown state", { state: "hold" }, "is not a possible value"],
  ["no state", {}, `"state" wasn't supplied.`],
  ["a long description", { state: "success", description: "d".repeat(141) }, "Validation Failed"],
  ["a link that is none", { state: "success", target_url: "ftp://x" }, "Validation Failed"],
])("refuses %s", async (_, body, message) => {
  const answer = await send("POST", `statuses/${sha}`, body);
  expect(answer.status).toBe(422);
  expect(answer.body.message).toContain(message);
});

it("refuses an unknown commit, and more than 1,000 of one context", async () => {
  expect((await send("POST", `statuses/${"0".repeat(40)}`, { state: "success" })).status).toBe(422);
  await send("POST", `statuses/${sha}`, { state: "success" });
  const [first] = fake.state.statuses;
  fake.state.statuses.push(...Array.from({ length: 999 }, () => first!));
  expect((await send("POST", `statuses/${sha}`, { state: "success" })).status).toBe(422);
});
