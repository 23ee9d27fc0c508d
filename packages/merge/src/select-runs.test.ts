import { type Evidence, type RunManifest, unsharded } from "@tollgate/model";
import { describe, expect, it } from "vitest";
import { selectRuns } from "./select-runs.ts";

describe("selecting run verdicts", () => {
  it("counts the newest run of a task", () => {
    const { runs, problems } = selectRuns(
      [summary("a.json", 1, "failed"), summary("b.json", 2, "passed")],
      undefined,
    );
    expect(runs.map(({ verdict }) => verdict)).toEqual(["passed"]);
    expect(problems).toMatchObject([{ code: "superseded-run", severity: "info", path: "a.json" }]);
  });

  it("counts the worst of equally new runs", () => {
    const items = [summary("a.json", 1, "passed"), summary("b.json", 1, "failed")];
    for (const order of [items, [...items].reverse()])
      expect(selectRuns(order, undefined).runs.map(({ verdict }) => verdict)).toEqual(["failed"]);
  });

  it("keeps runs of different shards", () => {
    const second = summary("b.json", 2, "passed");
    const { runs } = selectRuns(
      [
        summary("a.json", 1, "failed"),
        { ...second, origin: { ...second.origin, shard: { index: 2, total: 2 } } },
      ],
      undefined,
    );
    expect(runs).toHaveLength(2);
  });

  it("does not count a run of another commit, and says so", () => {
    const { runs, problems } = selectRuns([summary("a.json", 1, "passed", "a".repeat(40))], "b".repeat(40));
    expect(runs).toEqual([]);
    expect(problems).toMatchObject([{ code: "superseded-run", severity: "warning" }]);
  });

  it("keeps every verdict that a runner gives on itself", () => {
    const { task: _none, ...own } = run(1, "failed");
    const item = { ...summary("vitest.json", 1, "failed"), runs: [own, own] };
    expect(selectRuns([item], "b".repeat(40)).runs).toHaveLength(2);
  });
});

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
