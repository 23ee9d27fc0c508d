import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type FakeGithub, startFakeGithub } from "./start.ts";
import { rawSender, type Send } from "./testing/raw.ts";

let fake: FakeGithub;
let send: Send;
let sha: string;

beforeEach(async () => {
  fake = await startFakeGithub();
  sha = fake.add.commit().sha;
  send = rawSender(fake, fake.token({ permissions: { checks: "write" } }));
});
afterEach(() => fake.close());

const annotation = { path: "a.ts", start_line: 1, end_line: 1, annotation_level: "failure", message: "no" };
const output = { title: "Blocked", summary: "One test fails." };
const completed = (more: object = {}) => ({
  name: "tollgate",
  head_sha: sha,
  conclusion: "success",
  ...more,
});
const withOutput = (more: object) => completed({ output: { ...output, ...more } });
const create = (body: unknown) => send("POST", "check-runs", body);

describe("a check run", () => {
  it("is made, completed by its conclusion, and found by its commit", async () => {
    const made = await create({ ...withOutput({ annotations: [annotation] }), external_id: "tollgate/1/1" });
    expect(made.status).toBe(201);
    const listed = await send("GET", `commits/${sha}/check-runs?check_name=tollgate`);
    expect(listed.body.total_count).toBe(1);
    expect(listed.body.check_runs[0]).toMatchObject({
      id: made.body.id,
      status: "completed",
      conclusion: "success",
      external_id: "tollgate/1/1",
      output: { ...output, text: null, annotations_count: 1 },
      app: { slug: "github-actions" },
    });
    fake.assertClean();
  });

  it("gets further annotations by an update", async () => {
    const { body } = await create(withOutput({ annotations: [annotation] }));
    await send("PATCH", `check-runs/${body.id}`, {
      output: { ...output, annotations: [annotation, annotation] },
    });
    const listed = await send("GET", `check-runs/${body.id}/annotations`);
    expect(listed.body).toHaveLength(3);
    fake.assertClean();
  });

  it("is listed once by name unless all are wanted", async () => {
    await create(completed());
    const { body } = await create(completed());
    const latest = await send("GET", `commits/${sha}/check-runs`);
    const all = await send("GET", `commits/${sha}/check-runs?filter=all`);
    expect([latest.body.check_runs.map((run: { id: number }) => run.id), all.body.total_count]).toEqual([
      [body.id],
      2,
    ]);
  });

  it("that is not completed fails the test", async () => {
    await create({ name: "tollgate", head_sha: sha, status: "in_progress" });
    expect(() => fake.assertClean()).toThrow('check run "tollgate" is still in_progress');
  });

  it("is not made by a personal token", async () => {
    const answer = await rawSender(fake, fake.token({ kind: "personal" }))("POST", "check-runs", completed());
    expect([answer.status, answer.body.message]).toEqual([403, "You must authenticate via a GitHub App."]);
  });

  it("is not changed by another app", async () => {
    const { body } = await create(completed());
    const other = rawSender(fake, fake.token({ kind: "app", permissions: { checks: "write" } }));
    expect((await other("PATCH", `check-runs/${body.id}`, { name: "mine" })).status).toBe(403);
  });
});

describe("an annotation", () => {
  it.each(["/a.ts", "./a.ts", "../a.ts", "src/../a.ts", "src\\a.ts"])(
    "at %s fails the test",
    async (path) => {
      expect((await create(withOutput({ annotations: [{ ...annotation, path }] }))).status).toBe(201);
      expect(() => fake.assertClean()).toThrow(`an annotation that no file shows: ${path}`);
    },
  );
});

it("a check run that was there before is listed with ours", async () => {
  fake.add.checkRun({ name: "tollgate", headSha: sha, externalId: "a job" });
  await create(completed());
  const ids = async (query: string): Promise<readonly string[]> =>
    (await send("GET", `commits/${sha}/check-runs?${query}`)).body.check_runs.map(
      (run: { external_id: string }) => run.external_id,
    );
  expect([await ids("filter=all"), await ids("")]).toEqual([["", "a job"], [""]]);
});

describe("a check run is refused", () => {
  it.each<[string, () => object, string]>([
    ["without a name", () => ({ head_sha: sha }), `"name" wasn't supplied.`],
    ["without a title", () => completed({ output: { summary: "s" } }), `"title" wasn't supplied.`],
    [
      "with 51 annotations",
      () => withOutput({ annotations: Array(51).fill(annotation) }),
      "No more than 50 items are allowed; 51 were supplied.",
    ],
    ["with an unknown conclusion", () => completed({ conclusion: "hold" }), "is not a possible value"],
    [
      "with four buttons",
      () => completed({ actions: Array(4).fill({ label: "a", description: "b", identifier: "c" }) }),
      "No more than 3 items",
    ],
    [
      "with a long label",
      () => completed({ actions: [{ label: "a".repeat(21), description: "b", identifier: "c" }] }),
      "Only 20 characters are allowed; 21 were supplied.",
    ],
    [
      "with a long summary",
      () => withOutput({ summary: "s".repeat(65_536) }),
      "Only 65535 characters are allowed; 65536 were supplied.",
    ],
    [
      "with a long text",
      () => withOutput({ text: "s".repeat(65_536) }),
      "Only 65535 characters are allowed; 65536 were supplied.",
    ],
    ["with a time that is none", () => completed({ completed_at: "yesterday" }), "date-time"],
    [
      "with a line that is text",
      () => withOutput({ annotations: [{ ...annotation, start_line: "1" }] }),
      "is not a integer",
    ],
  ])("%s, as the description says", async (_, body, message) => {
    const answer = await create(body());
    expect([answer.status, answer.body.status]).toEqual([422, "422"]);
    expect(answer.body.message).toMatch(/^Invalid request\.\n\n/);
    expect(answer.body.message).toContain(message);
    expect(fake.state.checkRuns).toEqual([]);
  });

  it.each<[string, () => object, string, string]>([
    ["for an unknown commit", () => completed({ head_sha: "0".repeat(40) }), "head_sha", "custom"],
    ["for a branch", () => completed({ head_sha: "main" }), "head_sha", "custom"],
    ["as stale", () => completed({ conclusion: "stale" }), "conclusion", "invalid"],
    [
      "completed without conclusion",
      () => ({ name: "t", head_sha: sha, status: "completed" }),
      "conclusion",
      "missing_field",
    ],
    [
      "with an end but no conclusion",
      () => ({ name: "t", head_sha: sha, completed_at: "2026-01-01T00:00:00Z" }),
      "conclusion",
      "missing_field",
    ],
    [
      "with a summary of too many bytes",
      () => withOutput({ summary: "ü".repeat(32_768) }),
      "summary",
      "invalid",
    ],
    ["with a text of too many bytes", () => withOutput({ text: "ü".repeat(32_768) }), "text", "invalid"],
    ["with a long title", () => withOutput({ title: "t".repeat(256) }), "title", "invalid"],
    [
      "with columns on several lines",
      () => withOutput({ annotations: [{ ...annotation, end_line: 2, start_column: 1 }] }),
      "start_column",
      "invalid",
    ],
    [
      "with an end before the start",
      () => withOutput({ annotations: [{ ...annotation, start_line: 3 }] }),
      "end_line",
      "invalid",
    ],
    [
      "with a column before the start",
      () => withOutput({ annotations: [{ ...annotation, start_column: 3, end_column: 2 }] }),
      "end_column",
      "invalid",
    ],
    [
      "with a line 0",
      () => withOutput({ annotations: [{ ...annotation, start_line: 0 }] }),
      "start_line",
      "invalid",
    ],
    [
      "with a link that is none",
      () => completed({ details_url: "javascript:alert(1)" }),
      "details_url",
      "invalid",
    ],
    [
      "with a blank path",
      () => withOutput({ annotations: [{ ...annotation, path: "" }] }),
      "path",
      "invalid",
    ],
    [
      "with a blank message",
      () => withOutput({ annotations: [{ ...annotation, message: "" }] }),
      "message",
      "invalid",
    ],
    [
      "with a long message",
      () => withOutput({ annotations: [{ ...annotation, message: "m".repeat(65_537) }] }),
      "message",
      "invalid",
    ],
    [
      "with long details",
      () => withOutput({ annotations: [{ ...annotation, raw_details: "m".repeat(65_537) }] }),
      "raw_details",
      "invalid",
    ],
    [
      "with a long annotation title",
      () => withOutput({ annotations: [{ ...annotation, title: "t".repeat(256) }] }),
      "title",
      "invalid",
    ],
  ])("%s, which the description does not say", async (_, body, field, code) => {
    const answer = await create(body());
    expect([answer.status, answer.body.message]).toEqual([422, "Validation Failed"]);
    expect(answer.body.errors).toEqual([expect.objectContaining({ resource: "CheckRun", field, code })]);
    expect(fake.state.checkRuns).toEqual([]);
  });

  it("by an update too", async () => {
    const { body } = await create(completed());
    const url = `check-runs/${body.id}`;
    const long = await send("PATCH", url, { output: { summary: "ü".repeat(32_768) } });
    const many = await send("PATCH", url, { output: { ...output, annotations: Array(51).fill(annotation) } });
    const unknown = await send("PATCH", "check-runs/1", { name: "x" });
    expect([long.status, many.status, unknown.status]).toEqual([422, 422, 404]);
  });
});
