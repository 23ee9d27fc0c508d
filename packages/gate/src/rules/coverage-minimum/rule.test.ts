import type { MergedFile, MissingEvidence, MissingShard, Scope } from "@tollgate/model";
import { aCase, aFile, aReport } from "@tollgate/testkit";
import { describe, expect, it } from "vitest";
import { anInput, aRun, judge } from "../../testing/judge.ts";

const rule = "coverage";
const half = aFile({ lines: { 1: 1, 2: 0, 3: 4, 4: 0 } });
const all = aFile({
  path: "packages/web/src/page.ts",
  package: "@shop/web",
  kind: "e2e",
  lines: { 1: 1, 2: 1 },
});

describe("coverage minimum", () => {
  it("compares the share of all files and lists the files with most to win", () => {
    const report = aReport({ coverage: [half, all] });
    expect(judge(report, { rule, options: { min: "66.67%" } })).toMatchObject({
      answer: "fail",
      effect: "block",
      message: "66.66 % of 6 lines are covered, 66.67 % is wanted (2 lines uncovered).",
      remedy: "Cover 1 more line; the files with most to win come first.",
      violations: [
        { message: "2 of 4 lines are uncovered", path: "packages/api/src/cart.ts", package: "@shop/api" },
      ],
      facts: [{ key: "coverage.lines", lo: 4, hi: 4, n: 6, unit: "lines" }],
    });
    expect(judge(report, { rule, options: { min: "66.66%" } }).answer).toBe("pass");
  });

  it("counts sources that no report mentions for nothing, or as uncovered", () => {
    const size = { lines: 2, functions: 1, branches: 0 };
    const unmentioned = [{ path: "packages/web/src/new.ts", package: "@shop/web", size }];
    const report = aReport({ coverage: [half, all], unmentioned });
    const judgeWith = (options: Readonly<Record<string, string>>): ReturnType<typeof judge> =>
      judge(report, { rule, options: { min: "66%", ...options } });
    expect(judgeWith({})).toMatchObject({
      answer: "pass",
      message:
        "66.6 % of 6 lines are covered, 66 % is wanted (2 lines uncovered); 1 source is in no report and counts for nothing.",
    });
    expect(judgeWith({ unmentioned: "uncovered" })).toMatchObject({
      answer: "fail",
      message: "50 % of 8 lines are covered, 66 % is wanted (4 lines uncovered).",
      violations: [
        { path: half.path },
        { path: "packages/web/src/new.ts", message: "2 of 2 lines are uncovered" },
      ],
    });
    const api = judge(report, {
      rule,
      scope: { package: "@shop/api" },
      options: { min: "50%", unmentioned: "uncovered" },
    });
    expect(api).toMatchObject({ answer: "pass" });
  });

  it("is unknown where it counts a source and does not know how much is in it", () => {
    const unmentioned = [{ path: "packages/web/src/new.vue", package: "@shop/web", size: { lines: 2 } }];
    const report = aReport({ coverage: [withConditions(all, { found: 4, hit: 4, mayHit: 4 })], unmentioned });
    const options = { metric: "branches", min: "10%", unmentioned: "uncovered" };
    expect(judge(report, { rule, options })).toMatchObject({
      answer: "unknown",
      effect: "hold",
      message: expect.stringContaining("how many branches it has is not known"),
    });
  });

  it("passes before the last shard where that can only add hits", () => {
    const report = aReport({ coverage: [half, all], missing: [shard([])] });
    expect(judge(report, { rule, options: { min: "66%" } })).toMatchObject({
      answer: "pass",
      message: "At least 66.6 % of 6 lines are covered, 66 % is wanted (2 lines uncovered).",
      facts: [{ lo: 4, hi: 6, n: 6 }],
    });
    expect(judge(report, { rule, options: { min: "67%" } })).toMatchObject({
      answer: "unknown",
      effect: "hold",
      message:
        "At least 66.6 % of 6 lines are covered, 67 % is wanted (2 lines uncovered); undecided, as shard 2 of 2 did not arrive (1 of 2 shards arrived).",
    });
  });

  it("is unknown before a shard that may have more to cover", () => {
    const open = [{ path: "packages/web/src/new.ts", package: "@shop/web" }];
    const report = aReport({ coverage: [half, all], missing: [shard(open)] });
    const result = judge(report, { rule, options: { min: "1%" } });
    expect(result).toMatchObject({
      answer: "unknown",
      effect: "hold",
      message: expect.stringContaining("1 source may have more to cover (packages/web/src/new.ts)"),
    });
    expect(result.facts[0]).not.toHaveProperty("hi");
    const api = { rule, scope: { package: "@shop/api" }, options: { min: "50%" } };
    expect(judge(report, api)).toMatchObject({ answer: "pass" });
    const unit = { rule, scope: { kind: "unit" }, options: { min: "1%" } };
    expect(judge({ ...report, missing: [shard([])] }, unit)).toMatchObject({ answer: "unknown" });
  });

  it("passes no minimum with 0 of 0, however small", () => {
    const options = { metric: "branches", min: "0%" };
    expect(judge(aReport({ coverage: [half] }), { rule, options })).toMatchObject({
      answer: "unknown",
      effect: "hold",
      message: "No report measures branches.",
      facts: [{ lo: 0, hi: 0, n: 0 }],
    });
  });

  it("waits for coverage of its own package only, where that is what is missing", () => {
    const missing = [
      {
        what: "coverage of a.ts",
        package: "@shop/web",
        about: "coverage" as const,
        because: "x",
        remedy: "y",
      },
    ];
    const report = aReport({ coverage: [half, all], missing });
    const judgeIn = (scope: Scope): string => judge(report, { rule, scope, options: { min: "50%" } }).answer;
    expect([judgeIn({ package: "@shop/api" }), judgeIn({ package: "@shop/web" }), judgeIn({})]).toEqual([
      "pass",
      "unknown",
      "unknown",
    ]);
    const tests = aReport({ tests: [aCase()], inputs: [anInput()], missing });
    expect(judge(tests, { rule: "no-failing-tests", options: {} }).answer).toBe("pass");
  });

  it("judges a package and a kind alone", () => {
    const report = aReport({ coverage: [half, all] });
    expect(
      judge(report, { rule, scope: { package: "@shop/web", kind: "e2e" }, options: { min: "100%" } }).message,
    ).toBe("100 % of 2 lines of @shop/web are covered by e2e tests, 100 % is wanted (0 lines uncovered).");
  });

  it("judges functions and branches", () => {
    const file = aFile({
      lines: { 1: 1 },
      functions: [{ name: "a", line: 1, column: 0, endLine: 2, hits: 0 }],
      branches: [{ line: 1, arms: [1, 0] }],
    });
    const report = aReport({ coverage: [file] });
    expect(judge(report, { rule, options: { metric: "functions", min: "1%" } }).message).toBe(
      "0 % of 1 function are covered, 1 % is wanted (1 function uncovered).",
    );
    expect(judge(report, { rule, options: { metric: "branches", min: "50%" } }).answer).toBe("pass");
  });

  it("holds inside a range and decides at its ends", () => {
    const report = aReport({ coverage: [withConditions(all, { found: 4, hit: 2, mayHit: 3 })] });
    const answerAt = (min: string): unknown => judge(report, { rule, options: { metric: "branches", min } });
    expect(answerAt("50%")).toMatchObject({ answer: "pass" });
    expect(answerAt("75.01%")).toMatchObject({ answer: "fail" });
    expect(answerAt("60%")).toMatchObject({
      answer: "unknown",
      effect: "hold",
      message:
        "50 % to 75 % of 4 branches are covered, 60 % is wanted (2 branches uncovered); undecided, as reports count branches of one line without saying which.",
    });
  });

  it("holds where a report that does not fit its source may cover more", () => {
    const counts = Float64Array.from([1, 0, 0, 0]);
    const mayCounts = Float64Array.from([1, 1, 1, 1]);
    const report = aReport({ coverage: [{ ...half, counts, mayCounts }] });
    expect(judge(report, { rule, options: { min: "50%" } })).toMatchObject({
      answer: "unknown",
      effect: "hold",
      message:
        "25 % to 100 % of 4 lines are covered, 50 % is wanted (3 lines uncovered); undecided, as a report does not fit the source that it measured, so what it covers is unknown.",
    });
    expect(judge(report, { rule, options: { min: "25%" } }).answer).toBe("pass");
  });

  it("holds where totals of several reports overlap in an unknown way", () => {
    const totals = { lines: 4, functions: 0, branches: 0 };
    const map = { ...half.map, totals };
    const ends = {
      counts: Float64Array.of(0, 0, 0, 0, 1, 0, 0),
      mayCounts: Float64Array.of(1, 1, 1, 1, 3, 0, 0),
    };
    const report = aReport({ coverage: [{ ...half, map, ...ends }] });
    expect(judge(report, { rule, options: { min: "50%" } })).toMatchObject({
      answer: "unknown",
      effect: "hold",
      message:
        "25 % to 75 % of 4 lines are covered, 50 % is wanted (3 lines uncovered); undecided, as some reports tell how much of a file is covered, and not which lines.",
    });
    expect(judge(report, { rule, options: { min: "25%" } }).answer).toBe("pass");
    expect(judge(report, { rule, options: { min: "76%" } }).answer).toBe("fail");
  });

  it.each([
    ["no coverage", aReport({ tests: [aCase()] }), "hold", "No coverage arrived."],
    [
      "an empty coverage report",
      aReport({ inputs: [anInput({ holds: "coverage" })] }),
      "block",
      "The coverage reports that arrived measure no file.",
    ],
    [
      "files without anything to cover",
      aReport({ coverage: [aFile({ lines: {} })] }),
      "hold",
      "No report measures lines.",
    ],
  ])("is unknown with %s, also for 0 %%", (_, report, effect, message) => {
    expect(judge(report, { rule, options: { min: "0%" } })).toMatchObject({
      answer: "unknown",
      effect,
      message,
    });
  });

  it("holds where a package has no coverage", () => {
    const report = aReport({ tests: [aCase()], coverage: [all], inputs: [anInput({ holds: "coverage" })] });
    expect(judge(report, { rule, scope: { package: "@shop/api" }, options: { min: "1%" } })).toMatchObject({
      answer: "unknown",
      effect: "hold",
    });
  });

  it.each([
    [
      "an unreadable coverage report",
      { inputs: [anInput({ holds: "coverage", status: "partial" })] },
      "block",
    ],
    ["an interrupted run", { runs: [aRun({ verdict: "interrupted" })] }, "block"],
    ["a missing report", { missing: [{ what: "e2e reports", because: "x", remedy: "y" }] }, "hold"],
  ] as const)("is unknown with %s, whichever side of the limit the rest is on", (_, members, effect) => {
    for (const min of ["1%", "99%"]) {
      const result = judge(aReport({ coverage: [half], ...members }), { rule, options: { min } });
      expect(result).toMatchObject({ answer: "unknown", effect });
      expect(result.message).toContain("50 % of 4 lines are covered");
    }
  });

  it("wants a percentage", () => {
    expect(() => judge(aReport(), { rule, options: { min: 80 } })).toThrow("a percentage");
    expect(() => judge(aReport(), { rule, options: { maxDrop: "1" } })).toThrow("a percentage");
  });
});

/** The file with branches of one line that are counted without saying which. */
function withConditions(
  file: MergedFile,
  { found, hit, mayHit }: { found: number; hit: number; mayHit: number },
): MergedFile {
  return {
    ...file,
    map: { ...file.map, conditions: Int32Array.from([1, found]) },
    counts: Float64Array.from([...file.counts, hit]),
    mayCounts: Float64Array.from([...file.counts, mayHit]),
  };
}

function shard(open: MissingShard["open"] & object): MissingEvidence {
  return { what: "shard 2 of 2", because: "1 of 2 shards arrived", remedy: "Run it.", shard: { open } };
}
