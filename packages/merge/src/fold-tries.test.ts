import {
  type Bundle,
  bundleOf,
  type Evidence,
  evidenceId,
  isFailing,
  mergeBundles,
  type Report,
  type TestCase,
  type TestStatus,
  type TryOf,
  unsharded,
} from "@tollgate/model";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { computeReport } from "./compute-report.ts";

const series = { series: "h" };

describe("results of one series in one folder", () => {
  it("are tries of one test, the newest start last", () => {
    const { tests, problems } = reportOf([
      result("passed", { startedAt: 30 }),
      result("failed", { startedAt: 10 }, 4),
      result("errored", { startedAt: 20 }),
    ]);
    expect(tests).toMatchObject([
      {
        status: "passed",
        flaky: true,
        occurrence: 1,
        earlier: [{ status: "failed" }, { status: "errored" }],
      },
    ]);
    expect(tests[0]?.sources).toHaveLength(3);
    expect(problems.map(({ code, severity }) => `${severity} ${code}`)).toEqual(["info ambiguous-identity"]);
  });

  it("fail when the newest fails", () => {
    const { tests } = reportOf([result("failed", { startedAt: 30 }), result("passed", { startedAt: 10 })]);
    expect(tests).toMatchObject([{ status: "failed", flaky: false, earlier: [{ status: "passed" }] }]);
  });

  it("say nothing doubtful when the producer numbers them", () => {
    const { tests, problems } = reportOf([
      result("failed", { startedAt: 10, number: 0 }, 0),
      result("passed", { startedAt: 10, number: 1 }),
    ]);
    expect(tests).toMatchObject([{ status: "passed", flaky: true, earlier: [{ status: "failed" }] }]);
    expect(problems).toEqual([]);
  });

  it("keep the tries that are only counted, as far as no report tells them", () => {
    const counted: TestCase = {
      ...result("passed", { startedAt: 30, number: 3 }),
      earlier: Array.from({ length: 3 }, () => ({ status: "failed", details: [] })),
    };
    const { tests } = reportOf([result("errored", { startedAt: 20, number: 2 }), counted]);
    expect(tests[0]?.earlier?.map(({ status }) => status)).toEqual(["failed", "failed", "errored"]);
  });

  it("fail when the last try was skipped after a failed one", () => {
    const { tests } = reportOf([result("failed", { startedAt: 10 }), result("skipped", { startedAt: 20 })]);
    expect(tests).toMatchObject([{ status: "failed", flaky: false }]);
  });
});

describe("results of one series stay tests of their own", () => {
  it.each<[string, TryOf, TryOf, string]>([
    ["that ran at the same time", { ...series, startedAt: 10 }, { ...series, startedAt: 13 }, "warning"],
    ["that began at once", { ...series, startedAt: 10 }, { ...series, startedAt: 10 }, "warning"],
    ["without a start", { ...series, startedAt: 10 }, series, "warning"],
    ["that are first tries both", of(10, 0), of(90, 0), ""],
    ["that are second tries both", of(10, 1), of(90, 1), ""],
    ["of another series", { series: "x", startedAt: 10 }, { series: "y", startedAt: 90 }, ""],
  ])("%s", (_what, first, second, doubt) => {
    const { tests, problems } = reportOf([result("failed", first, 5), result("passed", second, 0)]);
    expect(tests.map(({ status, occurrence }) => `${status} ${occurrence}`).sort()).toHaveLength(2);
    expect(tests.filter(({ status }) => isFailing(status))).toHaveLength(1);
    expect(problems.map(({ severity }) => severity)).toEqual(doubt === "" ? [] : [doubt]);
  });

  it("in another job, shard or folder", () => {
    const one = evidenceOf(result("failed", { startedAt: 10 }), "a");
    const two = evidenceOf(result("passed", { startedAt: 90 }), "b");
    for (const other of [{ job: "again" }, { shard: { index: 2, total: 2 } }, { invocation: "elsewhere" }]) {
      const moved = { ...two, origin: { ...two.origin, ...other } };
      expect(report(bundleOf([one, moved])).tests).toMatchObject([{ status: "failed" }]);
    }
  });

  it("under other names", () => {
    const { tests } = reportOf([
      result("failed", { startedAt: 10 }),
      { ...result("passed", { startedAt: 90 }), name: "removes" },
    ]);
    expect(tests.map(({ status }) => status)).toEqual(["failed", "passed"]);
  });
});

describe("tries", () => {
  const status = fc.constantFrom<TestStatus>("passed", "failed", "errored", "skipped");
  const tries = fc.array(
    fc.record({ status, gap: fc.integer({ min: -3, max: 9 }), ms: fc.nat(6), number: fc.option(fc.nat(2)) }),
    { minLength: 1, maxLength: 7 },
  );
  const items = tries.map((told) => {
    let at = 100;
    return told.map(({ status: end, gap, ms, number }, i) => {
      at += gap;
      const tryOf = { startedAt: at, ...(number === null ? {} : { number }) };
      return evidenceOf(result(end, tryOf, ms), `${i}`);
    });
  });

  it("are the same in any order, split over bundles in any way, and uploaded twice", () => {
    fc.assert(
      fc.property(
        items.chain((all) =>
          fc.tuple(
            fc.constant(all),
            fc.shuffledSubarray(all, { minLength: all.length }),
            fc.array(fc.nat(2), { minLength: all.length, maxLength: all.length }),
          ),
        ),
        ([all, shuffled, bundleOfItem]) => {
          const parts = [0, 1, 2].map((part) =>
            bundleOf(shuffled.filter((_, i) => bundleOfItem[i] === part)),
          );
          const merged = mergeBundles([...parts, parts[0]!]);
          expect(JSON.stringify(report(merged))).toBe(JSON.stringify(report(bundleOf(all))));
        },
      ),
    );
  });

  it("lose no result, and hide no failure but behind a later try that passed", () => {
    const check = (merge: (all: readonly Evidence[]) => Report["tests"]): boolean | undefined =>
      fc.check(
        fc.property(items, (all) => {
          const tests = merge(all);
          const told = tests.flatMap(({ sources }) => sources).sort();
          const failing = all.filter(({ tests: has }) => isFailing(has!.cases[0]!.status));
          const lastFailing = Math.max(...failing.map(startOf));
          const isMended = all.some(
            (item) => item.tests!.cases[0]!.status === "passed" && startOf(item) >= lastFailing,
          );
          const fails = tests.some(({ status: end }) => isFailing(end));
          const isFlaky = tests.some(({ flaky }) => flaky);
          return (
            told.join() ===
              all
                .map(({ id }) => id)
                .sort()
                .join() &&
            (failing.length === 0 || fails || (isMended && isFlaky))
          );
        }),
      ).failed;
    expect(check((all) => report(bundleOf(all)).tests)).toBe(false);
    // The last to arrive is not the last to run.
    expect(check((all) => report(bundleOf(all.slice(-1))).tests)).toBe(true);
  });
});

function of(startedAt: number, number: number): TryOf {
  return { series: "h", startedAt, number };
}

function result(status: TestStatus, tryOf: Partial<TryOf>, ms = 1): TestCase {
  return {
    package: "@shop/api",
    suite: ["cart"],
    name: "adds",
    status,
    durationUs: ms * 1_000,
    details: [],
    tryOf: { series: "h", ...tryOf },
  };
}

function startOf({ tests }: Evidence): number {
  return tests?.cases[0]?.tryOf?.startedAt ?? 0;
}

function reportOf(results: readonly TestCase[]): Report {
  return report(bundleOf(results.map((test, i) => evidenceOf(test, `${i}`))));
}

function report(of: Bundle): Report {
  const changes = { reason: "no git", remedy: "" };
  return computeReport(of, { subject: {}, packages: [], changes, missing: [], problems: [] });
}

function evidenceOf(test: TestCase, name: string): Evidence {
  const origin = {
    package: "@shop/api",
    kind: "unit",
    job: "test",
    shard: unsharded,
    attempt: 1,
    environment: [],
    invocation: "allure-results",
  };
  const digest = `sha256:${name.padStart(64, "0")}`;
  return {
    id: evidenceId(origin, digest),
    origin,
    input: { path: `allure-results/${name}-result.json`, bytes: 1, digest, format: "allure2-json" },
    status: "ok",
    problems: [],
    runs: [],
    tests: { entries: 1, cases: [test] },
  };
}
