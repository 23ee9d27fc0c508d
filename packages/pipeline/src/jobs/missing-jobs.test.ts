import { digestOf, type Evidence, type Finding, type JobEnd, type RunJob } from "@tollgate/model";
import { describe, expect, it } from "vitest";
import { missingJobs } from "./missing-jobs.ts";

const job = (name: string, end: JobEnd, attempt = 1): RunJob => ({ name, attempt, end });

function from(name: string, members: Partial<Evidence["origin"]> = {}): Evidence {
  const origin = {
    ...{ package: "shop", kind: "unit", job: name, shard: { index: 1, total: 1 }, attempt: 1 },
    ...{ environment: [], invocation: "reports", ...members },
  };
  const digest = digestOf(JSON.stringify(origin));
  return {
    ...{ id: digest, origin, status: "ok", problems: [], runs: [] },
    input: { path: "junit.xml", bytes: 1, digest },
  };
}

/** Evidence of a job that tells how its tests ended. */
function ran(name: string, members: Partial<Evidence["origin"]> = {}): Evidence {
  return {
    ...from(name, members),
    runs: [{ package: "shop", source: "command", verdict: "passed", errors: [] }],
  };
}

function testsOf(status: "passed" | "failed"): Evidence {
  const test = { package: "shop", suite: [], name: "adds", status, details: [] };
  return { ...from("unit"), tests: { entries: 1, cases: [test] } };
}

const told = (jobs: readonly RunJob[], evidence: readonly Evidence[], wanted?: readonly string[]) =>
  missingJobs({ jobs, evidence, ...(wanted === undefined ? {} : { wanted }) }).map(
    ({ what, because, producer }) => `${what}: ${because}${producer === undefined ? "" : ` [${producer}]`}`,
  );

describe("a job that ran tests and did not succeed", () => {
  it.each([
    ["failed", "it failed"],
    ["cancelled", "it was cancelled"],
    ["timed-out", "it timed out"],
    ["skipped", "it was skipped"],
  ] as const)("is named when it %s and left nothing", (end, because) => {
    expect(told([job("unit", "passed"), job("checks / e2e", end)], [from("unit")])).toEqual([
      `a bundle of the job "checks / e2e": ${because} [${end}]`,
    ]);
  });

  it("is awaited while it runs", () => {
    expect(told([job("e2e", "running")], [])).toEqual([`a bundle of the job "e2e": it is still running`]);
  });

  it.each(["failed", "cancelled", "timed-out"] as const)("is not known to be well when it %s", (end) => {
    const passing = testsOf("passed");
    expect(told([job("unit", end)], [from("unit"), passing])).toEqual([
      expect.stringContaining('word of how the tests of the job "unit" ended: it '),
    ]);
    expect(told([job("unit", "running")], [passing])).toEqual([]);
    expect(told([job("unit", end)], [passing, testsOf("failed")])).toEqual([]);
    expect(told([job("unit", end)], [passing, ran("unit")])).toEqual([]);
  });

  it("is explained by what an analysis found, and not by an analysis that found nothing", () => {
    const found: Finding = { tool: "eslint", level: "error", message: "no", package: "shop" };
    const analysis = (findings: readonly Finding[]): Evidence => ({
      ...from("unit"),
      findings: { tools: ["eslint"], findings },
    });
    expect(told([job("unit", "failed")], [analysis([found])])).toEqual([]);
    expect(told([job("unit", "failed")], [analysis([])])).toHaveLength(1);
  });

  it("is not known to be well by what another leg of it tells", () => {
    const legs = [job("test (22)", "failed"), job("test (24)", "failed")];
    const [first, second] = [{ environment: ["node=22"] }, { environment: ["node=24"] }];
    expect(told(legs, [ran("test", first), ran("test", second)])).toEqual([]);
    expect(told(legs, [ran("test", first), from("test", second)])).toEqual([
      `word of how the tests of the job "test (24)" ended: it failed, and its bundle tells of no failure and of no end of a run`,
    ]);
  });

  it("is fine with a bundle that tells how it ended, whatever its case or the workflow that calls it", () => {
    expect(told([job("checks / Unit Tests", "failed")], [ran("unit-tests")])).toEqual([]);
  });

  it("is not known where bundles come from jobs that the list does not name", () => {
    expect(told([job("Unit tests of the shop", "failed")], [from("unit")])).toEqual([
      `a bundle of the job "Unit tests of the shop": it failed, and whether it left one of the bundles is not known: those of unit are of no job that the list names`,
    ]);
  });

  it("is named when only an older attempt of it left a bundle", () => {
    expect(told([job("unit", "failed", 2)], [from("unit")])).toHaveLength(1);
    expect(told([job("unit", "failed", 2)], [ran("unit", { attempt: 2 })])).toEqual([]);
  });
});

it("a job that runs no tests by its name, or that succeeded, leaves no bundle", () => {
  expect(
    told(
      [job("build", "failed"), job("deploy", "skipped"), job("lint", "passed"), job("test", "passed")],
      [],
    ),
  ).toEqual([]);
});

describe("a leg of a matrix", () => {
  const legs = [job("test (22)", "passed"), job("test (24)", "cancelled")];

  it("is named when none of the bundles is of it", () => {
    expect(told(legs, [from("test", { environment: ["node=22"] })])).toEqual([
      `a bundle of the job "test (24)": it was cancelled [cancelled]`,
    ]);
    expect(told(legs, [ran("test", { environment: ["node=24"] })])).toEqual([]);
  });

  it("is told by what distinguishes it, and not by what another leg tells as well", () => {
    const both = [job("test (22, linux)", "cancelled"), job("test (24, linux)", "passed")];
    const [own, other] = ["22", "24"].map((node) => ({ environment: [`node=${node}`, "os=linux"] }));
    expect(told(both, [ran("test", other)])).toEqual([
      `a bundle of the job "test (22, linux)": it was cancelled [cancelled]`,
    ]);
    expect(told(both, [ran("test", own), from("test", other)])).toEqual([]);
    expect(told(both, [from("test", own), ran("test", other)])).toEqual([
      expect.stringContaining('word of how the tests of the job "test (22, linux)" ended'),
    ]);
  });

  it("is not told by the number of what is not sharded", () => {
    const shards = [job("test (1)", "cancelled"), job("test (2)", "passed")];
    expect(told(shards, [ran("test")])).toHaveLength(1);
  });

  it("that runs is not there because the leg that asks, which no list names, left its bundle", () => {
    const running = [job("test (22)", "running")];
    expect(told(running, [from("test")])).toEqual([expect.stringContaining('the job "test (22)"')]);
    expect(told(running, [from("test", { environment: ["node=24"] })])).toHaveLength(1);
    expect(told(running, [from("test", { environment: ["node=22"] })])).toEqual([]);
  });

  it("may be told by its shard", () => {
    const shards = [job("test (1)", "passed"), job("test (2)", "failed")];
    expect(told(shards, [from("test", { shard: { index: 1, total: 2 } })])).toHaveLength(1);
    expect(told(shards, [ran("test", { shard: { index: 2, total: 2 } })])).toEqual([]);
  });

  it("is not known where bundles tell no leg", () => {
    expect(told(legs, [from("test")])).toEqual([
      `a bundle of the job "test (24)": it was cancelled, and whether its bundle is among those of test is not known: they name no environment and no shard`,
    ]);
  });
});

describe("jobs that the policy lists", () => {
  it("must leave a bundle also when they succeed, and others need not", () => {
    expect(told([job("check", "passed"), job("e2e", "skipped")], [], ["check"])).toEqual([
      `a bundle of the job "check": it succeeded, and no bundle is of it`,
    ]);
  });

  it("stand beside those that by their names run tests where a layer of the policy lists none", () => {
    const jobs = [job("check", "passed"), job("e2e", "skipped"), job("build", "failed")];
    expect(
      missingJobs({ jobs, evidence: [], wanted: ["check"], byName: true }).map(({ what }) => what),
    ).toEqual([`a bundle of the job "check"`, `a bundle of the job "e2e"`]);
  });

  it("must be there, also where nobody tells the run's jobs", () => {
    expect(told([], [], ["check"])).toEqual([`a bundle of the job "check": the run has no such job`]);
    expect(
      missingJobs({ evidence: [from("unit")], wanted: ["check", "unit"] }).map(({ because }) => because),
    ).toEqual(["no bundle is of this job"]);
  });
});
