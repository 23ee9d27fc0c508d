import type { Baseline, DisappearedTest, FiledWaiver, Report, TestRef } from "@tollgate/model";
import { aCase, aReport, aWaiver } from "@tollgate/testkit";
import { describe, expect, it } from "vitest";
import { anInput, judge } from "../../testing/judge.ts";

const rule = "no-disappeared-tests";
const { totals } = aReport({ tests: [aCase()] });
const skipped = aCase({
  name: "skips",
  status: "skipped",
  change: "newly-skipped",
  details: [{ kind: "skip", message: "too slow\nfor us" }],
});

const place = { package: "@shop/api", file: "packages/api/src/cart.test.ts" };

function gone(title: string, members: Partial<DisappearedTest> = {}): DisappearedTest {
  return { ...place, title, kind: "unit", status: "passed", why: "removed", ...members };
}

function against(
  disappeared: Baseline["disappeared"],
  members: Partial<Report> = {},
  baseline: Partial<Baseline> = {},
): Report {
  return aReport({
    tests: [aCase({ change: "same" })],
    ...members,
    baseline: { how: "bundle main.tollgate", totals, cells: [], disappeared, ...baseline },
  });
}

describe("no disappeared tests", () => {
  it("passes when all tests of the base are here", () => {
    expect(judge(against([]), { rule })).toMatchObject({
      answer: "pass",
      message: "All tests of the base are here.",
      facts: [{ key: "tests.disappeared", lo: 0, hi: 0, n: 1 }],
    });
  });

  it("tells removed, removed with the file and newly skipped apart", () => {
    const report = against([gone("a"), gone("b", { why: "file-deleted" })], {
      tests: [aCase(), skipped],
    });
    const result = judge(report, { rule });
    expect(result).toMatchObject({
      answer: "fail",
      effect: "block",
      message:
        "3 tests of the base disappeared, at most 0 may (1 removed: a; 1 removed with the file: b; 1 newly skipped: cart > skips).",
    });
    expect(result.violations.map(({ message }) => message)).toEqual([
      "cart > skips (unit): newly skipped (too slow)",
      "a (unit): removed from its file",
      "b (unit): removed with its file",
    ]);
    expect(judge(report, { rule, options: { max: 3 } }).answer).toBe("pass");
  });

  it("does not count a test that was skipped on the base", () => {
    expect(judge(against([gone("a", { status: "skipped" })]), { rule }).answer).toBe("pass");
  });

  it("holds for a test that only was not run", () => {
    expect(judge(against([gone("a", { why: "not-run" })]), { rule })).toMatchObject({
      answer: "unknown",
      effect: "hold",
      message:
        "No test of the base is known to have disappeared; undecided, as 1 test of the base was not run here: a.",
      facts: [{ lo: 0, hi: 1 }],
    });
  });

  it("is decided where tests that were not run change nothing", () => {
    const report = against([gone("a"), gone("b", { why: "not-run" })]);
    expect(judge(report, { rule }).answer).toBe("fail");
    expect(judge(report, { rule, options: { max: 1 } }).answer).toBe("unknown");
    expect(judge(report, { rule, options: { max: 2 } }).answer).toBe("pass");
  });

  it("holds without a base, and with one that has no test", () => {
    expect(judge(aReport({ tests: [aCase()] }), { rule })).toMatchObject({
      effect: "hold",
      message: "There is no base to compare with.",
    });
    expect(judge(against([], {}, { totals: aReport().totals }), { rule })).toMatchObject({
      effect: "hold",
      message: "The base report has no test.",
    });
  });

  it("holds where the base's own report is not whole", () => {
    const lacks = [
      { what: "shard 2 of 2 on the base", because: "1 of 2 shards arrived", remedy: "Make it." },
    ];
    expect(judge(against([], {}, { lacks }), { rule })).toMatchObject({
      effect: "hold",
      message:
        "All tests of the base are here; undecided, as shard 2 of 2 on the base is not known (1 of 2 shards arrived).",
    });
    expect(judge(against([gone("a")], {}, { lacks }), { rule }).answer).toBe("fail");
    const scope = { package: "@shop/api" };
    const elsewhere = [{ ...lacks[0]!, package: "@shop/web" }];
    expect(judge(against([], {}, { lacks: elsewhere }), { rule, scope }).answer).toBe("pass");
  });

  it.each([
    ["a cut report", { inputs: [anInput({ status: "partial" })] }, "block"],
    [
      "a missing report",
      { missing: [{ what: "shard 2 of 2", because: "1 of 2 arrived", remedy: "Bring it." }] },
      "hold",
    ],
  ] as const)("does not know with %s whether a test is gone from its file", (_, members, effect) => {
    expect(judge(against([gone("a")], members), { rule })).toMatchObject({ answer: "unknown", effect });
    const deleted = against([gone("a", { why: "file-deleted" })], members);
    expect(judge(deleted, { rule }).answer).toBe("fail");
  });

  it("judges only its scope", () => {
    const report = against([gone("a", { package: "@shop/web" })]);
    expect(judge(report, { rule, scope: { package: "@shop/api" } }).answer).toBe("pass");
    expect(judge(report, { rule, scope: { path: "packages/web/**" } }).answer).toBe("pass");
  });

  it("is waived by the tests that waivers name, and by no more than these", () => {
    const report = against([gone("a"), gone("b"), gone("a", { occurrence: 2 })], {
      tests: [aCase(), skipped],
    });
    const titles = ["a", "b", "cart > skips"];
    const tests = titles.map((title) => ({ ...place, kind: "unit", title }));
    const second = { ...place, kind: "unit", title: "a", occurrence: 2 };
    const named = (refs: readonly TestRef[]): FiledWaiver[] =>
      refs.map((test, i) => aWaiver({ id: `.tollgate/waivers/${i}.yml`, rule, test }));
    const some = judge(report, { rule }, named(tests.slice(0, 2)));
    expect(some).toMatchObject({ answer: "fail", effect: "block" });
    expect(some.message).toBe(
      "2 tests of the base disappeared, at most 0 may (1 removed: a; 1 newly skipped: cart > skips).",
    );
    expect(some.violations.map(({ test, waiver }) => [test?.title, test?.occurrence, waiver])).toEqual([
      ["cart > skips", undefined, undefined],
      ["a", 2, undefined],
      ["a", undefined, ".tollgate/waivers/0.yml"],
      ["b", undefined, ".tollgate/waivers/1.yml"],
    ]);
    expect(judge(report, { rule }, named([...tests, second])).effect).toBe("waived");
    expect(judge(against([gone("c")]), { rule }, named(tests)).effect).toBe("block");
  });
});
