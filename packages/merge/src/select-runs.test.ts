import { type Evidence, type RunManifest, unsharded } from "@tollgate/model";
import { describe, expect, it } from "vitest";
import { selectRuns } from "./select-runs.ts";

describe("selecting run verdicts", () => {
  it("counts the newest run of a task", () => {
    const { runs, problems } = selectRuns(
      [summary("a.json", 1, "failed"), summary("b.json", 2, "passed")],
      {},
    );
    expect(runs.map(({ verdict }) => verdict)).toEqual(["passed"]);
    expect(problems).toMatchObject([{ code: "superseded-run", severity: "info", path: "a.json" }]);
  });

  it("counts the worst of equally new runs", () => {
    const items = [summary("a.json", 1, "passed"), summary("b.json", 1, "failed")];
    for (const order of [items, [...items].reverse()])
      expect(selectRuns(order, {}).runs.map(({ verdict }) => verdict)).toEqual(["failed"]);
  });

  it("takes what was told last of one run", () => {
    const running = summary("a.json", 1, "interrupted");
    const ended = summary("b.json", 1, "passed");
    const told = { ...ended, runs: ended.runs.map((run) => ({ ...run, endedAt: 2 })) };
    for (const order of [
      [running, told],
      [told, running],
    ])
      expect(selectRuns(order, {}).runs.map(({ verdict }) => verdict)).toEqual(["passed"]);
  });

  it("counts a run without a task on another commit as little as one with a task", () => {
    const item = summary("a.json", 1, "failed", other);
    const runs = item.runs.map(({ task: _task, ...run }) => run);
    expect(selectRuns([{ ...item, runs }], { headSha: head })).toMatchObject({
      runs: [],
      problems: [{ code: "superseded-run", severity: "error" }],
    });
  });

  it.each([
    ["shards", { shard: { index: 2, total: 2 } }],
    ["legs of a matrix", { environment: ["os=linux"] }],
  ])("keeps runs of different %s", (_what, coordinates) => {
    const second = summary("b.json", 2, "passed");
    const other = { ...second, origin: { ...second.origin, ...coordinates } };
    expect(selectRuns([summary("a.json", 1, "failed"), other], {}).runs).toHaveLength(2);
  });

  it.each([
    ["passed", "warning"],
    ["failed", "error"],
    ["interrupted", "error"],
  ] as const)("does not count a run of another commit that %s, and says so as %s", (verdict, severity) => {
    const { runs, problems } = selectRuns([summary("a.json", 1, verdict, other)], { headSha: head });
    expect(runs).toEqual([]);
    expect(problems).toMatchObject([{ code: "superseded-run", severity }]);
  });

  it("forgets a failure on another commit once the task ran on this one", () => {
    const items = [summary("a.json", 1, "failed", other), summary("b.json", 2, "passed", head)];
    const { runs, problems } = selectRuns(items, { headSha: head });
    expect(runs.map(({ verdict }) => verdict)).toEqual(["passed"]);
    expect(problems).toMatchObject([{ severity: "info" }]);
  });

  it("takes the commit of the CI's event for the one that is checked out", () => {
    const { runs } = selectRuns([summary("a.json", 1, "failed", other)], { headSha: head, eventSha: other });
    expect(runs.map(({ verdict }) => verdict)).toEqual(["failed"]);
  });

  it("keeps every verdict that a runner gives on itself", () => {
    const { task: _none, ...own } = run(1, "failed");
    const item = { ...summary("vitest.json", 1, "failed"), runs: [own, own] };
    expect(selectRuns([item], { headSha: head }).runs).toHaveLength(2);
  });
});

describe("selecting runs of commands", () => {
  it("counts each of two packages that run the same command", () => {
    const items = [record("a.json", 1, "failed"), record("b.json", 2, "passed")];
    for (const order of [items, [...items].reverse()])
      expect(selectRuns(order, { headSha: head })).toMatchObject({
        runs: [{ verdict: "failed" }, { verdict: "passed" }],
        problems: [],
      });
  });

  it("counts every run of which a record is left, as legs of a matrix leave it", () => {
    const items = [record("a.json", 1, "failed"), record("a.json", 2, "passed")];
    expect(selectRuns(items, {}).runs.map(({ verdict }) => verdict)).toEqual(["failed", "passed"]);
  });

  it("counts a run once that two jobs tell of, by its end where one knows it", () => {
    const begun = record("a.json", 1, "interrupted");
    const ended = record("a.json", 1, "passed", 2);
    for (const order of [
      [begun, ended, ended],
      [ended, begun],
    ])
      expect(selectRuns(order, {})).toMatchObject({ runs: [{ verdict: "passed" }], problems: [] });
  });

  it("counts a run once that another leg of the same checkout collects again", () => {
    const item = record("a.json", 1, "failed", 2);
    const again = { ...item, origin: { ...item.origin, environment: ["browser=firefox"] } };
    expect(selectRuns([item, again], {}).runs).toHaveLength(1);
  });

  it("counts both of two exit codes that were told", () => {
    const told = (verdict: RunManifest["verdict"]): Evidence => {
      const item = record("a.json", 1, verdict);
      return { ...item, runs: item.runs.map(({ startedAt: _none, task: _neither, ...run }) => run) };
    };
    expect(selectRuns([told("failed"), told("passed")], {}).runs).toHaveLength(2);
  });
});

const head = "b".repeat(40);
const other = "a".repeat(40);

function run(startedAt: number, verdict: RunManifest["verdict"], sha?: string): RunManifest {
  return {
    package: "@shop/api",
    kind: "unit",
    source: "turbo",
    task: "@shop/api#test:unit",
    verdict,
    startedAt,
    errors: [],
    ...(sha === undefined ? {} : { sha }),
  };
}

function summary(path: string, startedAt: number, verdict: RunManifest["verdict"], sha?: string): Evidence {
  return {
    id: path,
    origin: {
      package: "shop",
      kind: "unit",
      job: "",
      shard: unsharded,
      attempt: 1,
      environment: [],
      invocation: ".turbo/runs",
    },
    input: { path, bytes: 1, digest: path, format: "turbo-summary" },
    status: "ok",
    problems: [],
    runs: [run(startedAt, verdict, sha)],
  };
}

function record(
  path: string,
  startedAt: number,
  verdict: RunManifest["verdict"],
  endedAt?: number,
): Evidence {
  const item = summary(path, startedAt, verdict, head);
  const end = endedAt === undefined ? {} : { endedAt };
  return {
    ...item,
    runs: item.runs.map((run) => ({ ...run, source: "command", task: "vitest run", ...end })),
  };
}
