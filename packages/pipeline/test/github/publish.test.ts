import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { commentMarker, readCommentState } from "@tollgate/model";
import { describe, expect, it } from "vitest";
import { aPublication, type PublishStage, publishStage } from "./publish-stage.ts";

const shown = ({ fake }: PublishStage) => ({
  comments: fake.state.comments.length,
  checks: fake.state.checkRuns.map(({ conclusion, headSha }) => [conclusion, headSha]),
  statuses: fake.state.statuses.map(({ state, sha }) => [state, sha]),
});

describe("a verdict on a pull request", () => {
  it("is shown as check run, commit status and comment, on the head", async () => {
    const stage = await publishStage();
    stage.write(aPublication());
    const result = await stage.publish();
    expect(result).toMatchObject({ exitCode: 0 });
    expect(result.published.map(({ what, done }) => [what, done])).toEqual([
      ["check run", true],
      ["commit status", true],
      ["comment", true],
    ]);
    expect(shown(stage)).toEqual({
      comments: 1,
      checks: [["failure", stage.head]],
      statuses: [["failure", stage.head]],
    });
    expect(stage.fake.state.checkRuns[0]).toMatchObject({
      name: "Tollgate",
      externalId: "tollgate/7/1",
      detailsUrl: "https://github.com/octo/shop/actions/runs/7/attempts/1",
    });
    const [{ body = "" } = {}] = stage.fake.state.comments;
    expect(body.startsWith(`${commentMarker("tollgate")}\n`)).toBe(true);
    expect(readCommentState(body)).toMatchObject({ run: { id: 7, attempt: 1 }, outcome: "block" });
    expect(body).toContain(
      " · [run 7, attempt 1](https://github.com/octo/shop/actions/runs/7/attempts/1)</sub>",
    );
    stage.fake.assertClean();
  });

  it.each(["3.17", "3.19"] as const)("is shown on GitHub Enterprise Server %s", async (ghes) => {
    const stage = await publishStage("pull_request", {}, { ghes });
    stage.write(aPublication("block", { annotations: 60 }));
    expect(await stage.publish()).toMatchObject({ exitCode: 0 });
    expect(shown(stage)).toMatchObject({ comments: 1, checks: [["failure", stage.head]] });
    stage.fake.assertClean();
  });

  it("takes at most 15 calls, the second time and with 200 annotations too", async () => {
    const stage = await publishStage();
    for (const id of [7, 8]) {
      stage.next({ id, attempt: 1 });
      stage.write(aPublication("block", { run: { id, attempt: 1 }, annotations: 200 }));
      const before = stage.fake.requests.length;
      await stage.publish();
      const calls = stage.fake.requests.slice(before).map(({ operation }) => operation);
      expect(calls.length).toBeLessThanOrEqual(15);
      expect(calls).toHaveLength(10);
    }
    stage.fake.assertClean();
  });

  it("tells what changed since the last push", async () => {
    const stage = await publishStage();
    stage.write(aPublication("block"));
    await stage.publish();
    stage.next({ id: 8, attempt: 1 });
    stage.write(aPublication("allow", { run: { id: 8, attempt: 1 } }));
    await stage.publish();
    expect(stage.fake.state.comments[0]!.body).toContain("**Since the last run:** block then, allow now");
  });

  it("is published once, however often its run publishes", async () => {
    const stage = await publishStage();
    stage.write(aPublication("block", { annotations: 3 }));
    await stage.publish();
    const before = structuredClone(stage.fake.state.comments);
    await stage.publish();
    expect(stage.fake.state.comments).toEqual(before);
    expect(stage.fake.state.checkRuns.map(({ annotations }) => annotations.length)).toEqual([3]);
  });

  it("is shown only as far as it is asked for", async () => {
    const stage = await publishStage();
    stage.write(aPublication());
    const result = await stage.publish({ comment: "off", check: false, status: false });
    expect(result).toEqual({ exitCode: 0, published: [] });
    expect(stage.fake.requests).toEqual([]);
  });

  it("of an older run does not overwrite a newer one, and is no warning", async () => {
    const stage = await publishStage();
    stage.next({ id: 9, attempt: 1 });
    stage.write(aPublication("allow", { run: { id: 9, attempt: 1 } }));
    await stage.publish();
    stage.next({ id: 8, attempt: 1 });
    stage.write(aPublication("block", { run: { id: 8, attempt: 1 } }));
    const result = await stage.publish();
    expect(result.warning).toBeUndefined();
    expect(stage.printed.join("")).toContain(
      "The comment is of run 9, attempt 1, which is newer than this one",
    );
    expect(readCommentState(stage.fake.state.comments[0]!.body)).toMatchObject({ outcome: "allow" });
  });
});

describe("quiet", () => {
  it("is silent while all is well", async () => {
    const stage = await publishStage();
    stage.write(aPublication("allow"));
    const result = await stage.publish({ comment: "changes" });
    expect(result.published.at(-1)).toEqual({ done: true, what: "comment" });
    expect(stage.fake.state.comments).toEqual([]);
  });

  it("speaks when all is not well, then when it is well again, and says nothing twice", async () => {
    const stage = await publishStage();
    const outcomes: unknown[] = [];
    for (const [id, outcome] of [
      [7, "block"],
      [8, "block"],
      [9, "allow"],
      [10, "allow"],
    ] as const) {
      const run = { id, attempt: 1 };
      stage.next(run);
      stage.write(aPublication(outcome, { run }));
      await stage.publish({ comment: "changes" });
      const state = readCommentState(stage.fake.state.comments[0]!.body);
      outcomes.push([state?.run?.id, state?.outcome]);
    }
    expect(outcomes).toEqual([
      [7, "block"],
      [7, "block"],
      [9, "allow"],
      [9, "allow"],
    ]);
  });
});

describe("an event without a pull request", () => {
  it.each([
    ["push", {}],
    ["merge_group", { merge_group: { head_sha: "x", base_sha: "y" } }],
    ["schedule", {}],
    ["workflow_dispatch", { pull_request: undefined }],
    ["issue_comment", { issue: { number: 1, pull_request: {} } }],
  ])("has a check on its commit, and no comment: %s", async (name, payload) => {
    const stage = await publishStage(name, payload);
    stage.write(aPublication());
    await stage.publish();
    expect(shown(stage)).toMatchObject({ comments: 0, checks: [["failure", stage.head]] });
  });
});

describe("what cannot be published", () => {
  it("is one warning with the permissions that are missing, in log and summary, and no failure", async () => {
    const stage = await publishStage();
    stage.write(aPublication());
    const token = stage.fake.token({
      permissions: { checks: "write", "pull-requests": "write" },
      fork: true,
    });
    const result = await stage.publish({ token, status: false });
    expect(result.exitCode).toBe(0);
    expect(result.warning).toMatch(
      /^The verdict stands, but not all of it was published: the check run and the comment\. POST .* was refused with 403 .*Add `checks: write` to the job's permissions;.*Add `pull-requests: write` to the job's permissions;/,
    );
    expect(readFileSync(stage.summary, "utf8")).toMatch(/^> ⚠ The verdict stands, but not all/);
    expect(stage.fake.requests.filter(({ method }) => method !== "GET")).toHaveLength(2);
    stage.fake.assertClean();
  });

  it("fails the step where that was asked for", async () => {
    const stage = await publishStage();
    stage.write(aPublication("allow"));
    const options = { token: stage.fake.token(), failOnPublishError: true };
    expect(await stage.publish(options)).toMatchObject({ exitCode: 2, warning: expect.any(String) });
  });

  it("does not stop the rest", async () => {
    const stage = await publishStage();
    stage.write(aPublication());
    const token = stage.fake.token({ permissions: { "pull-requests": "write", statuses: "write" } });
    const result = await stage.publish({ token });
    expect(result.published.map(({ done }) => done)).toEqual([false, true, true]);
  });

  it("is told when the token is wrong", async () => {
    const stage = await publishStage();
    stage.write(aPublication());
    const result = await stage.publish({ token: "ghs_000000000000000000000000000000000000" });
    expect(result).toMatchObject({ exitCode: 0 });
    expect(result.warning).toContain("was refused with 401 (Bad credentials)");
    expect(result.warning).not.toContain("ghs_");
    expect(stage.fake.requests).toHaveLength(3);
  });

  it("is told when GitHub is down for the whole run, after at most a minute", async () => {
    const stage = await publishStage();
    stage.write(aPublication());
    stage.fake.inject({ kind: "html-502" }, { times: Number.POSITIVE_INFINITY });
    const start = stage.environment.now();
    const result = await stage.publish();
    expect(result).toMatchObject({ exitCode: 0 });
    expect(result.published.map((part) => !part.done && part.reason)).toEqual(Array(3).fill("unreachable"));
    expect(stage.environment.now() - start).toBeLessThan(60_000);
    expect(shown(stage)).toEqual({ comments: 0, checks: [], statuses: [] });
  });

  it("is told when the rate limit lasts too long, and GitHub is left alone", async () => {
    const stage = await publishStage();
    stage.write(aPublication());
    stage.fake.limits.remaining = 1;
    const result = await stage.publish();
    expect(result.published.map((part) => !part.done && part.reason)).toEqual(Array(3).fill("rate-limit"));
    expect(stage.fake.requests.length).toBeLessThanOrEqual(2);
    stage.fake.assertClean();
  });

  it("is told without a summary that can be written", async () => {
    const stage = await publishStage();
    stage.write(aPublication());
    const { publish } = await import("../../src/github/publish.ts");
    const env = { ...stage.environment.env, GITHUB_STEP_SUMMARY: stage.folder };
    const options = { comment: "off", check: true, status: false, result: "out", token: "x" } as const;
    await publish({ ...stage.environment, env }, options);
    expect(stage.printed.join("")).toContain("GITHUB_STEP_SUMMARY names cannot be written");
  });
});

describe("a result that is not there or no publication", () => {
  const [good, huge] = [aPublication(), "x".repeat(60_001)];
  it.each<[string, unknown]>([
    ["it is not there", undefined],
    ["it is no JSON", "{"],
    ["the publication is no object", "[]"],
    [
      "the conclusion is greener than the outcome",
      { ...good, check: { ...good.check, conclusion: "success" } },
    ],
    ["the check is neutral", { ...good, check: { ...good.check, conclusion: "neutral" } }],
    ["the comment has no marker", { ...good, comment: { ...good.comment, body: "hello" } }],
    ["the text is too long", { ...good, check: { ...good.check, text: huge } }],
    ["the version is another one", { ...good, schema: "tollgate/publication/2" }],
  ])("is shown as a failing check, and fails: %s", async (_, content) => {
    const stage = await publishStage();
    if (content !== undefined) stage.write(content);
    const result = await stage.publish();
    expect(result.exitCode).toBe(2);
    expect(result.warning).toMatch(
      /^There is no verdict to publish\. The gate's publication\.json cannot be used: /,
    );
    expect(stage.fake.state.checkRuns).toMatchObject([
      { status: "completed", conclusion: "failure", title: "Tollgate could not judge" },
    ]);
    expect(stage.fake.state.comments[0]?.body).toContain("## ◌ Tollgate could not judge");
    stage.fake.assertClean();
  });

  it.each<[string, string, (file: string) => void]>([
    ["it is no file", "out", (file) => mkdirSync(file)],
    ["it has more than 33554432 bytes", "out", (file) => writeFileSync(file, Buffer.alloc(33_554_433, 32))],
    ["reading it failed (ENOTDIR)", "event.json", () => {}],
  ])("is told: %s", async (message, result, make) => {
    const stage = await publishStage();
    make(join(stage.folder, "out/publication.json"));
    expect((await stage.publish({ result })).warning).toContain(`cannot be used: ${message}.`);
  });

  it("takes the place of the green comment of an earlier push", async () => {
    const stage = await publishStage();
    stage.write(aPublication("allow"));
    await stage.publish();
    stage.next({ id: 8, attempt: 1 });
    stage.write("");
    await stage.publish({ comment: "changes" });
    expect(stage.fake.state.comments.map(({ body }) => body.includes("could not judge"))).toEqual([true]);
  });
});

describe("a result of something else is not shown", () => {
  const subject = (more: object) => ({ ...aPublication(), subject: more });
  it.each<[string, unknown]>([
    ["another repository", subject({ repository: "mallory/shop" })],
    ["another pull request", subject({ pullRequest: 2 })],
    ["another commit", subject({ headSha: "f".repeat(40) })],
    ["another run", aPublication("allow", { run: { id: 6, attempt: 1 } })],
    ["another run", aPublication("allow", { run: { id: 7, attempt: 2 } })],
    ["the gate nightly", aPublication("allow", { gate: "nightly" })],
  ])("of %s", async (what, publication) => {
    const stage = await publishStage();
    stage.write(publication);
    await expect(stage.publish({ gate: "tollgate" })).rejects.toThrow(`is of ${what}`);
    expect(stage.fake.requests).toEqual([]);
  });

  it("but one of an earlier attempt is, as re-runs of single jobs leave it", async () => {
    const stage = await publishStage();
    stage.next({ id: 7, attempt: 2 });
    stage.write(aPublication("allow", { run: { id: 7, attempt: 1 } }));
    expect(await stage.publish()).toMatchObject({ exitCode: 0 });
  });

  it("and one of the test merge or the head is", async () => {
    const stage = await publishStage();
    for (const headSha of [stage.head, stage.environment.env["GITHUB_SHA"]]) {
      stage.write({ ...aPublication(), subject: { headSha, pullRequest: 1, repository: "octo/shop" } });
      expect(await stage.publish()).toMatchObject({ exitCode: 0 });
    }
  });
});

it("a run whose address nobody knows has no link", async () => {
  const stage = await publishStage("push");
  stage.write(aPublication());
  const { GITHUB_SERVER_URL: _server, ...env } = stage.environment.env;
  const { publish } = await import("../../src/github/publish.ts");
  const token = stage.fake.token({ permissions: { checks: "write", statuses: "write" } });
  const options = { comment: "always", check: true, status: true, result: "out", token } as const;
  expect(await publish({ ...stage.environment, env }, options)).toMatchObject({ exitCode: 0 });
  expect(stage.fake.state.statuses).toMatchObject([{ targetUrl: null }]);
});

describe("misuse", () => {
  it.each([
    ["no token", { token: undefined }, "There is no token"],
    ["an empty token", { token: "" }, "There is no token"],
  ])("is refused: %s", async (_, options, message) => {
    const stage = await publishStage();
    stage.write(aPublication());
    await expect(stage.publish(options as object)).rejects.toThrow(message);
  });

  it.each([
    ["GITHUB_RUN_ID", "Nothing says which run"],
    ["GITHUB_REPOSITORY", "owner/name was wanted"],
    ["GITHUB_API_URL", "address of GitHub's API"],
  ])("is refused: %s is wrong", async (variable, message) => {
    const stage = await publishStage();
    stage.write(aPublication());
    (stage.environment.env as Record<string, string>)[variable] = "?";
    await expect(stage.publish()).rejects.toThrow(message);
  });
});
