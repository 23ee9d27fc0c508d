import { describe, expect, it } from "vitest";
import { type CheckRunRequest, publishCheckRun, setCommitStatus } from "../src/index.ts";
import { checkPlan, type Stage, setStage, statusPlan } from "./stage.ts";

function request({ head }: Stage, annotations: number, more: Partial<CheckRunRequest> = {}): CheckRunRequest {
  return {
    plan: checkPlan(annotations),
    headSha: head,
    gate: "tollgate",
    run: { id: 7, attempt: 1 },
    ...more,
  };
}

async function publish(stage: Stage, annotations: number, more: Partial<CheckRunRequest> = {}) {
  const result = await publishCheckRun(await stage.client(), request(stage, annotations, more));
  stage.fake.assertClean();
  return result;
}

const sent = ({ fake }: Stage): readonly number[] =>
  fake.requests
    .filter(({ method, path }) => method !== "GET" && path.includes("/check-runs"))
    .map(({ body }) => JSON.parse(String(body)).output.annotations?.length ?? 0);

describe("a check run", () => {
  it("is created completed, with all that the plan says", async () => {
    const stage = await setStage();
    const result = await publish(stage, 2, { detailsUrl: "https://github.com/octo/shop/actions/runs/7" });
    const [run] = stage.fake.state.checkRuns;
    expect(result).toEqual({
      done: true,
      what: "check run",
      id: run!.id,
      url: expect.stringMatching(/^https:/),
    });
    expect(run).toMatchObject({
      name: "Tollgate",
      headSha: stage.head,
      status: "completed",
      conclusion: "failure",
      externalId: "tollgate/7/1",
      detailsUrl: "https://github.com/octo/shop/actions/runs/7",
      title: "Block: 1 of 2 tests fails",
      summary: "one",
      text: "two",
    });
    expect(run!.annotations).toEqual([
      {
        path: "src/cart.ts",
        start_line: 1,
        end_line: 1,
        start_column: 1,
        end_column: 3,
        annotation_level: "failure",
        title: "Test fails",
        message: "annotation 0",
      },
      {
        path: "src/cart.ts",
        start_line: 2,
        end_line: 2,
        annotation_level: "failure",
        message: "annotation 1",
      },
    ]);
  });

  it.each([
    [0, [0]],
    [50, [50]],
    [51, [50, 1]],
    [200, [50, 50, 50, 50]],
  ])("has %i annotations, never more than 50 in a request", async (annotations, requests) => {
    const stage = await setStage();
    await publish(stage, annotations);
    expect(sent(stage)).toEqual(requests);
    const messages = stage.fake.state.checkRuns[0]!.annotations.map(({ message }) => message);
    expect(messages).toEqual(checkPlan(annotations).annotations.map(({ message }) => message));
  });

  it("without a text has none", async () => {
    const stage = await setStage();
    await publish(stage, 0, { plan: { ...checkPlan(0), text: "" } });
    expect(stage.fake.state.checkRuns[0]!.text).toBeNull();
  });

  it("is updated by the same run, and its annotations are not doubled", async () => {
    const stage = await setStage();
    await publish(stage, 60);
    await publish(stage, 60, { plan: { ...checkPlan(60), conclusion: "success", title: "Allow" } });
    expect(stage.fake.state.checkRuns).toHaveLength(1);
    expect(stage.fake.state.checkRuns[0]).toMatchObject({ conclusion: "success", title: "Allow" });
    expect(stage.fake.state.checkRuns[0]!.annotations).toHaveLength(60);
  });

  it("goes on where an earlier publisher was killed", async () => {
    const stage = await setStage();
    stage.fake.inject({ kind: "status", status: 422 }, { operation: "checks/update", times: 1 });
    expect(await publish(stage, 120)).toMatchObject({ done: false });
    expect(await publish(stage, 120)).toMatchObject({ done: true });
    const messages = stage.fake.state.checkRuns[0]!.annotations.map(({ message }) => message);
    expect(messages).toEqual(checkPlan(120).annotations.map(({ message }) => message));
  });

  it("of two publishers of one run at once is completed twice, and the third finds it", async () => {
    const stage = await setStage();
    const clients = [await stage.client(), await stage.client()];
    await Promise.all(clients.map((github) => publishCheckRun(github, request(stage, 60))));
    await publish(stage, 60);
    const runs = stage.fake.state.checkRuns;
    expect(runs.length).toBeLessThanOrEqual(2);
    expect(new Set(runs.map(({ status, annotations }) => `${status} ${annotations.length}`))).toEqual(
      new Set(["completed 60"]),
    );
  });

  it("of another attempt is another one", async () => {
    const stage = await setStage();
    await publish(stage, 0);
    await publish(stage, 0, { run: { id: 7, attempt: 2 } });
    expect(stage.fake.state.checkRuns.map(({ externalId }) => externalId)).toEqual([
      "tollgate/7/1",
      "tollgate/7/2",
    ]);
  });

  it("of an older attempt that comes late is not made: its verdict would count as the newest", async () => {
    const stage = await setStage();
    await publish(stage, 0, { run: { id: 7, attempt: 10 } });
    expect(await publish(stage, 0, { run: { id: 7, attempt: 9 } })).toMatchObject({
      done: false,
      reason: "superseded",
      message: expect.stringContaining("Attempt 10 of this run is shown already, and this is attempt 9"),
    });
    await publish(stage, 0, { run: { id: 71, attempt: 1 } });
    await publish(stage, 0, { gate: "nightly", run: { id: 7, attempt: 1 } });
    expect(stage.fake.state.checkRuns.map(({ externalId }) => externalId)).toEqual([
      ...["tollgate/7/10", "tollgate/71/1", "nightly/7/1"],
    ]);
  });

  it("that may be made is not made again when GitHub refuses to list", async () => {
    const stage = await setStage();
    stage.fake.inject({ kind: "done-then-502" }, { operation: "checks/create" });
    stage.fake.inject({ kind: "status", status: 422 }, { operation: "checks/list-for-ref", skip: 1 });
    expect(await publish(stage, 1)).toMatchObject({ done: false, reason: "refused" });
    await publish(stage, 1);
    expect(stage.fake.state.checkRuns.map(({ externalId }) => externalId)).toEqual(["tollgate/7/1"]);
  });

  it("of another app is not touched, whatever it is called", async () => {
    const stage = await setStage();
    const token = stage.fake.token({ kind: "app", permissions: { checks: "write" }, login: "evil[bot]" });
    await publishCheckRun(await stage.client({ token }), request(stage, 1));
    await publish(stage, 2, { app: "github-actions" });
    expect(stage.fake.state.checkRuns.map(({ annotations }) => annotations.length)).toEqual([1, 2]);
  });

  it("of an app that nobody told is made once all the same", async () => {
    const stage = await setStage();
    const token = stage.fake.token({ kind: "app", permissions: { checks: "write" }, login: "acme[bot]" });
    stage.fake.inject({ kind: "done-then-lost" }, { operation: "checks/create" });
    const github = await stage.client({ token });
    expect(await publishCheckRun(github, request(stage, 2, { app: "github-actions" }))).toMatchObject({
      done: true,
    });
    expect(stage.fake.state.checkRuns.map(({ annotations }) => annotations.length)).toEqual([2]);
  });

  it("is shown without annotations that GitHub refuses, and says so", async () => {
    const stage = await setStage();
    stage.fake.inject({ kind: "status", status: 422, message: "No" }, { operation: "checks/create" });
    expect(await publish(stage, 3)).toMatchObject({
      done: false,
      reason: "refused",
      message:
        "The check run has 0 of 3 annotations. POST /repos/octo/shop/check-runs was refused with 422 (No).",
    });
    expect(stage.fake.state.checkRuns).toMatchObject([{ conclusion: "failure", annotations: [] }]);
  });

  it("that GitHub refuses as it is, is told", async () => {
    const stage = await setStage();
    expect(await publish(stage, 0, { headSha: "f".repeat(40) })).toMatchObject({
      done: false,
      reason: "refused",
    });
  });

  it("that was listed and is gone is told", async () => {
    const stage = await setStage();
    await publish(stage, 0);
    stage.fake.inject({ kind: "status", status: 404 }, { operation: "checks/update" });
    expect(await publish(stage, 0)).toMatchObject({
      done: false,
      message: "The check run was listed and is gone.",
    });
  });
});

it.each([
  ["without the permission", { permissions: { checks: "read" as const } }],
  ["of a fork", { permissions: { checks: "write" as const }, fork: true }],
  ["of a person", { kind: "personal" as const }],
])("a token %s is refused once", async (_, options) => {
  const stage = await setStage();
  const token = stage.fake.token(options);
  const result = await publishCheckRun(await stage.client({ token }), request(stage, 120));
  expect(result).toMatchObject({ done: false, what: "check run", reason: "permission" });
  expect(result).toHaveProperty(
    "remedy",
    expect.stringContaining("Add `checks: write` to the job's permissions"),
  );
  expect(stage.fake.requests.filter(({ method }) => method === "POST")).toHaveLength(1);
});

describe("a commit status", () => {
  it("shows the verdict", async () => {
    const stage = await setStage();
    const targetUrl = "https://github.com/octo/shop/actions/runs/7";
    const status = { plan: statusPlan, headSha: stage.head, targetUrl };
    expect(await setCommitStatus(await stage.client(), status)).toMatchObject({ done: true });
    expect(stage.fake.state.statuses).toMatchObject([{ ...statusPlan, targetUrl, sha: stage.head }]);
  });

  it("names the permission that it needs", async () => {
    const stage = await setStage();
    const token = stage.fake.token({ permissions: { statuses: "read" } });
    const status = { plan: statusPlan, headSha: stage.head };
    expect(await setCommitStatus(await stage.client({ token }), status)).toMatchObject({
      done: false,
      what: "commit status",
      remedy: expect.stringContaining("Add `statuses: write`"),
    });
  });
});
