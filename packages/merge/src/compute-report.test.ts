import { type Evidence, type PackageRef, type RunManifest, type TestCase, unsharded } from "@tollgate/model";
import { describe, expect, it } from "vitest";
import { computeReport, type ReportContext } from "./compute-report.ts";

const packages: readonly PackageRef[] = [
  { name: "@shop/api", dir: "packages/api", scripts: [] },
  { name: "@shop/web", dir: "packages/web", scripts: [] },
];

describe("a report against its baseline", () => {
  it("takes no failure of a dirty checkout for one of the base", () => {
    const failing = [aTest("a", "failed")];
    const base = reportOf([{ ...evidence("junit.xml", failing), dirty: true }]);
    const head = reportOf([evidence("junit.xml", failing)], {
      baseline: { how: "bundle main.tollgate", report: base },
    });
    expect(head.tests.map(({ change }) => change)).toEqual(["new-failure"]);
    expect(head.problems).toMatchObject([{ code: "dirty-checkout", severity: "info" }]);
    expect(head.inputs[0]).not.toHaveProperty("dirty");
    expect(base.inputs[0]).toHaveProperty("dirty", true);
  });

  it("takes no failure of an unreadable report for one of the base", () => {
    const failing = [aTest("a", "failed")];
    const base = reportOf([{ ...evidence("junit.xml", failing), status: "partial" }]);
    const head = reportOf([evidence("junit.xml", failing)], {
      baseline: { how: "bundle main.tollgate", report: base },
    });
    expect(head.tests.map(({ change }) => change)).toEqual(["new-failure"]);
  });

  it("tells new failures, known failures and fixes apart", () => {
    const base = reportOf([
      evidence("junit.xml", [aTest("a", "passed"), aTest("b", "failed"), aTest("c", "failed")]),
    ]);
    const head = reportOf(
      [
        evidence("junit.xml", [
          aTest("a", "failed"),
          aTest("b", "failed"),
          aTest("c", "passed"),
          aTest("d", "passed"),
        ]),
      ],
      { baseline: { how: "bundle main.tollgate", report: base } },
    );
    expect(head.tests.map(({ name, change }) => [name, change])).toEqual([
      ["a", "new-failure"],
      ["b", "still-failing"],
      ["c", "fixed"],
      ["d", "added"],
    ]);
  });

  it("calls a test newly skipped that ran on the base, whatever it did there", () => {
    const names = ["passed", "failed", "skipped"] as const;
    const base = reportOf([
      evidence(
        "junit.xml",
        names.map((status) => aTest(status, status)),
      ),
    ]);
    const head = reportOf(
      [
        evidence(
          "junit.xml",
          names.map((name) => aTest(name, "skipped")),
        ),
      ],
      {
        baseline: { how: "bundle main.tollgate", report: base },
      },
    );
    expect(head.tests.map(({ name, change }) => [name, change])).toEqual([
      ["failed", "newly-skipped"],
      ["passed", "newly-skipped"],
      ["skipped", "same"],
    ]);
  });

  it("says what the base itself does not tell", () => {
    const cut: Evidence = { ...evidence("cut.xml", []), status: "partial" };
    const sharded = evidence("junit.xml", [aTest("a", "passed")]);
    const origin = { ...sharded.origin, job: "test", shard: { index: 1, total: 2 } };
    const interrupted = runs([{ ...task("@shop/api", "unit"), verdict: "interrupted" }]);
    const base = reportOf([{ ...sharded, origin }, cut, interrupted]);
    const { baseline } = reportOf([], { baseline: { how: "bundle main.tollgate", report: base } });
    expect(baseline?.lacks?.map(({ what, because }) => `${what}: ${because}`)).toEqual([
      "the base report of cut.xml: it could not be read completely",
      "shard 2 of 2 of test on the base: 1 of 2 shards arrived",
      "what turbo task @shop/api#test:unit left out on the base: it was interrupted",
    ]);
  });

  it("calls a failing test that the base does not know a new failure", () => {
    const head = reportOf([evidence("junit.xml", [aTest("a", "errored")])], {
      baseline: { how: "bundle main.tollgate", report: reportOf([]) },
    });
    expect(head.tests[0]).toMatchObject({ change: "new-failure" });
  });

  it("lists tests that are gone", () => {
    const base = reportOf([evidence("junit.xml", [aTest("a", "passed"), aTest("b", "passed")])]);
    const head = reportOf([evidence("junit.xml", [aTest("b", "passed")])], {
      baseline: { how: "bundle main.tollgate", report: base },
    });
    expect(head.baseline?.disappeared.map(({ title }) => title)).toEqual(["cart > a"]);
  });

  it("misses a kind of tests that only the base has", () => {
    const base = reportOf([
      evidence("junit.xml", [aTest("a", "passed")]),
      evidence("e2e.xml", [aTest("z", "passed")], "e2e"),
    ]);
    const head = reportOf([evidence("junit.xml", [aTest("a", "passed")])], {
      baseline: { how: "bundle main.tollgate", report: base },
    });
    expect(head.missing).toMatchObject([
      { kind: "e2e", package: "@shop/api", because: expect.stringContaining("1 tests") },
    ]);
  });

  it("tells a kind of tests that the change removes, and does not miss it", () => {
    const base = reportOf([
      evidence("junit.xml", [aTest("a", "passed")]),
      evidence("e2e.xml", [{ ...aTest("z", "passed"), file: "packages/api/e2e/z.test.ts" }], "e2e"),
    ]);
    const judged = (context: Partial<ReportContext>): ReturnType<typeof reportOf> =>
      reportOf([evidence("junit.xml", [aTest("a", "passed")])], {
        baseline: { how: "bundle main.tollgate", report: base },
        ...context,
      });
    const removed = [{ package: "@shop/api", kind: "e2e", what: "tests", had: "1 tests" }];
    expect(judged({ treeFiles: ["packages/api/a.test.ts"] })).toMatchObject({
      missing: [],
      baseline: { removed },
    });
    expect(judged({ treeFiles: ["packages/api/e2e/z.test.ts"] }).missing).toMatchObject([
      { vanished: "tests" },
    ]);
    const { package: owner, kind } = removed[0]!;
    const excepted = [{ package: owner, kind, from: "policy" as const, because: "", required: true }];
    expect(judged({ excepted }).missing).toEqual([]);
  });

  it("does not miss evidence of a package that is gone", () => {
    const gone = { ...aTest("a", "passed"), package: "@shop/old" };
    const base = reportOf([evidence("junit.xml", [gone])]);
    const head = reportOf([], { baseline: { how: "bundle main.tollgate", report: base } });
    expect(head.missing).toEqual([]);
  });
});

describe("a task that ran", () => {
  it("is missed when no report of its package and kind arrived", () => {
    const head = reportOf([
      runs([task("@shop/api", "unit"), task("@shop/web", "unit")]),
      evidence("junit.xml", [aTest("a", "passed")]),
    ]);
    expect(head.missing).toMatchObject([
      { what: "unit reports of @shop/web", because: "turbo ran @shop/web#test:unit" },
    ]);
  });

  it("is missed also when its name does not tell the kind of its tests", () => {
    const { kind: _none, ...test } = { ...task("@shop/web", "unit"), task: "@shop/web#test" };
    expect(reportOf([runs([test])]).missing).toMatchObject([{ what: "test reports of @shop/web" }]);
    const report = {
      ...evidence("e2e.xml", [], "e2e"),
      tests: { entries: 1, cases: [{ ...aTest("a", "passed"), package: "@shop/web" }] },
    };
    expect(reportOf([runs([test]), report]).missing).toEqual([]);
  });

  it("is not missed when it runs no tests or its package is unknown", () => {
    const { kind: _none, ...build } = { ...task("@shop/web", "unit"), task: "@shop/web#build" };
    expect(reportOf([runs([build, task("@shop/gone", "unit")])]).missing).toEqual([]);
  });

  it("is missed when only its coverage arrived", () => {
    const { tests: _none, ...coverage } = evidence("lcov.info", []);
    const report = reportOf([runs([task("@shop/api", "unit")]), { ...coverage, coverage: { files: [] } }]);
    expect(report.missing).toMatchObject([{ what: "unit reports of @shop/api" }]);
  });
});

describe("a command that was run to be collected", () => {
  const report = evidence("junit.xml", [aTest("a", "passed")]);
  const { path, digest } = report.input;
  const command = (members: Partial<RunManifest>): Evidence =>
    runs([{ package: "", source: "command", task: "pnpm test", verdict: "passed", errors: [], ...members }]);
  const missing = (members: Partial<RunManifest>, ...others: readonly Evidence[]) =>
    reportOf([command(members), ...others]).missing;

  it("is missed when it wrote no report of its kind of evidence", () => {
    expect(missing({ outputs: [] }, report)).toMatchObject([{ what: "test reports of `pnpm test`" }]);
    const { tests: _none, ...rest } = report;
    const coverage = { ...rest, coverage: { files: [] } };
    expect(missing({ outputs: [{ path, digest }] }, coverage)).toHaveLength(1);
    expect(missing({ outputs: [{ path, digest }], task: "pnpm report" }, coverage)).toEqual([]);
  });

  it("is not missed when it wrote one, a cache answers for one, or nobody watched", () => {
    expect(missing({ outputs: [{ path, digest }] }, report)).toEqual([]);
    const cached = { ...task("@shop/api", "unit"), cached: true, startedAt: 15, outputs: [{ path }] };
    const watched = { outputs: [], startedAt: 10, endedAt: 20 };
    expect(missing(watched, report, runs([cached]))).toEqual([]);
    expect(missing(watched, report, runs([{ ...cached, startedAt: 5 }]))).toHaveLength(1);
    expect(missing({})).toEqual([]);
  });
});

describe("shards and attempts", () => {
  const at = (item: Evidence, coordinates: Partial<Evidence["origin"]>): Evidence => ({
    ...item,
    id: `${item.id} ${JSON.stringify(coordinates)}`,
    origin: { ...item.origin, ...coordinates },
  });
  const unit = evidence("junit.xml", [aTest("a", "passed")]);

  it("misses shards that did not arrive", () => {
    const two = { job: "test", shard: { index: 2, total: 4 } };
    expect(reportOf([at(unit, two)]).missing).toMatchObject([
      { what: "shard 1, 3, 4 of 4 of test", because: "1 of 4 shards arrived" },
    ]);
    const all = [1, 2, 3, 4].map((index) => at(unit, { job: "test", shard: { index, total: 4 } }));
    expect(reportOf(all).missing).toEqual([]);
  });

  it("expects the shards of each leg of a matrix, and the larger of two totals", () => {
    const items = [
      at(unit, { shard: { index: 1, total: 2 }, environment: ["os=linux"] }),
      at(unit, { shard: { index: 2, total: 2 }, environment: ["os=windows"] }),
    ];
    expect(reportOf(items).missing).toHaveLength(2);
    const totals = [at(unit, { shard: { index: 1, total: 2 } }), at(unit, { shard: { index: 2, total: 3 } })];
    expect(reportOf(totals).missing).toMatchObject([{ what: "shard 3 of 3" }]);
  });

  it("lets a leg of a matrix that is tried again stand beside the others", () => {
    const failed = at(evidence("a.xml", [aTest("a", "failed")]), { job: "test", environment: ["node=22"] });
    const again = at(evidence("b.xml", [aTest("a", "passed")]), {
      job: "test",
      environment: ["node=24"],
      attempt: 2,
    });
    expect(reportOf([failed, again]).tests).toMatchObject([{ status: "failed" }]);
  });

  it("misses what only an older attempt brought", () => {
    const e2e = at(evidence("e2e.xml", [aTest("z", "passed")], "e2e"), { job: "test" });
    const newer = at(unit, { job: "test", attempt: 2 });
    expect(reportOf([at(unit, { job: "test" }), e2e, newer]).missing).toMatchObject([
      { what: "e2e tests of @shop/api", because: expect.stringContaining("attempt 1 of test brought them") },
    ]);
  });
});

describe("inputs", () => {
  it("says which are of an older attempt", () => {
    const old = evidence("old.xml", [aTest("a", "failed")]);
    const now = evidence("new.xml", [aTest("a", "passed")]);
    const report = reportOf([old, { ...now, origin: { ...now.origin, attempt: 2 } }]);
    expect(report.inputs.map(({ input, superseded }) => [input.path, superseded])).toEqual([
      ["new.xml", false],
      ["old.xml", true],
    ]);
    expect(report.tests).toMatchObject([{ status: "passed", recovered: true }]);
  });

  it("says what an empty report is about", () => {
    const [input] = reportOf([evidence("junit.xml", [])]).inputs;
    expect(input).toMatchObject({ holds: "tests" });
  });
});

function reportOf(
  items: readonly Evidence[],
  context: Partial<ReportContext> = {},
): ReturnType<typeof computeReport> {
  return computeReport(
    { evidence: items },
    {
      subject: {},
      packages,
      changes: { reason: "no git", remedy: "" },
      missing: [],
      problems: [],
      ...context,
    },
  );
}

function aTest(name: string, status: TestCase["status"]): TestCase {
  return { package: "@shop/api", file: "packages/api/a.test.ts", suite: ["cart"], name, status, details: [] };
}

function evidence(path: string, cases: readonly TestCase[], kind = "unit"): Evidence {
  return {
    id: path,
    origin: {
      package: "@shop/api",
      kind,
      job: "",
      shard: unsharded,
      attempt: 1,
      environment: [],
      invocation: "packages/api/reports",
    },
    input: { path, bytes: 1, digest: path, format: "junit-xml" },
    status: "ok",
    problems: [],
    runs: [],
    tests: { entries: cases.length, cases },
  };
}

function runs(told: readonly RunManifest[]): Evidence {
  const { tests: _tests, ...item } = evidence(".turbo/runs/1.json", []);
  return { ...item, runs: told };
}

function task(owner: string, kind: string): RunManifest {
  return {
    package: owner,
    kind,
    source: "turbo",
    task: `${owner}#test:${kind}`,
    verdict: "passed",
    exitCode: 0,
    errors: [],
  };
}
