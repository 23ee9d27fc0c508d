import type { Baseline, MergedCase, Report, RuleOption, RuleResult } from "@tollgate/model";
import { aCase, aReport } from "@tollgate/testkit";
import { describe, expect, it } from "vitest";
import { anInput, judge } from "../../testing/judge.ts";

const rule = "duration";
const fast = timed("is fast", 100);
const slow = timed("is slow", 2_500);
const { durationUs: _none, ...untimed } = aCase({ name: "is untimed" });
const { totals } = aReport();
const baseline: Baseline = { how: "bundle main.tollgate", totals, cells: [], disappeared: [] };
const missing = [{ what: "e2e reports", because: "tollgate.yml:4", remedy: "Run them." }];

function timed(name: string, ms: number, members: Partial<MergedCase> = {}): MergedCase {
  return aCase({ name, durationUs: ms * 1_000, ...members });
}

function judged(members: Partial<Report>, options: Readonly<Record<string, RuleOption>>): RuleResult {
  return judge(aReport(members), { rule, options });
}

describe("a budget", () => {
  it("is for all tests together", () => {
    expect(judged({ tests: [fast, slow] }, { max: "2.6s" })).toMatchObject({
      answer: "pass",
      message: "2 tests took 2.6 s together, at most 2.6 s may.",
      facts: [{ key: "duration.total", lo: 2_600_000, hi: 2_600_000, n: 2, unit: "microseconds" }],
    });
    const result = judged({ tests: [fast, slow] }, { max: "2s" });
    expect(result).toMatchObject({ answer: "fail", effect: "block" });
    expect(result.violations.map(({ message }) => message)).toEqual([
      "cart > is slow (unit): took 2.5 s",
      "cart > is fast (unit): took 100 ms",
    ]);
  });

  it("is for a single test", () => {
    expect(judged({ tests: [fast, slow] }, { maxTest: "1s" })).toMatchObject({
      answer: "fail",
      message: "The slowest test took 2.5 s, at most 1 s may a test.",
      violations: [{ message: "cart > is slow (unit): took 2.5 s" }],
    });
    expect(judged({ tests: [fast, slow] }, { maxTest: "2.5s" }).answer).toBe("pass");
  });

  it("must be kept by all that is written, and what fails is said first", () => {
    expect(judged({ tests: [fast, slow] }, { max: "10s", maxTest: "1s" }).message).toBe(
      "The slowest test took 2.5 s, at most 1 s may a test; 2 tests took 2.6 s together, at most 10 s may.",
    );
  });

  it("is open where a test has no duration, and exceeded by what is known", () => {
    expect(judged({ tests: [fast, untimed] }, { max: "1s" })).toMatchObject({
      answer: "unknown",
      effect: "hold",
      message:
        "2 tests took at least 100 ms together, at most 1 s may; undecided, as nobody says how long 1 test took, the first is cart > is untimed.",
    });
    expect(judged({ tests: [untimed] }, { maxTest: "1s" }).message).toMatch(
      /^At most 1 s may a test take, and nobody says how long one took; undecided,/,
    );
    expect(judged({ tests: [slow, untimed] }, { max: "1s" }).answer).toBe("fail");
  });

  it("does not count what was skipped", () => {
    const skipped = { ...untimed, status: "skipped" } as const;
    expect(judged({ tests: [fast, skipped] }, { max: "1s" }).answer).toBe("pass");
  });

  it("is open for tests that may lie elsewhere", () => {
    const { file: _file, ...nowhere } = fast;
    const scope = { path: "packages/**" };
    const report = aReport({ tests: [fast, nowhere] });
    expect(judge(report, { rule, scope, options: { max: "1s" } })).toMatchObject({
      answer: "unknown",
      message:
        "1 test in packages/** took at least 100 ms together, at most 1 s may; undecided, as 1 test may lie in the scope or elsewhere.",
    });
  });

  it.each([
    ["a cut report", { inputs: [anInput({ status: "partial" })] }, "block"],
    ["a missing report", { missing }, "hold"],
  ] as const)("is open with %s, and exceeded by what is known", (_, members, effect) => {
    expect(judged({ tests: [fast], ...members }, { max: "1s" })).toMatchObject({ answer: "unknown", effect });
    expect(judged({ tests: [slow], ...members }, { max: "1s" }).answer).toBe("fail");
  });

  it("is unknown where nothing ran", () => {
    expect(judged({}, { max: "1s" })).toMatchObject({ answer: "unknown", effect: "hold" });
  });

  it("refuses an entry without a limit, and a limit that is none", () => {
    expect(() => judged({}, {})).toThrow("A rule duration has none of max, maxTest, maxIncrease");
    expect(() => judged({}, { max: "10" })).toThrow("a duration in ms, s, m or h");
    expect(() => judged({}, { maxIncrease: 20 })).toThrow("a percentage from 0% to 9999%");
  });
});

describe("an increase", () => {
  const options = { maxIncrease: "20%", minSample: 10 };

  /** Tests that took 100 to 500 ms on the base. */
  function pairs(count: number, factor: (i: number) => number): readonly MergedCase[] {
    return Array.from({ length: count }, (_, i) => {
      const base = 100 * (1 + (i % 5));
      const onBase = { status: "passed", durationUs: base * 1_000 } as const;
      return timed(`test ${i}`, Math.round(base * factor(i)), { onBase });
    });
  }

  it("passes when even the upper bound is within", () => {
    expect(judged({ baseline, tests: pairs(40, () => 1.1) }, options)).toMatchObject({
      answer: "pass",
      message:
        "40 tests passed here and on the base (bundle main.tollgate) and take 110 % of their time there (110 % to 110 %), at most 20 % more is allowed.",
      facts: [{ key: "duration.of-base", lo: 11_000, hi: 11_000, n: 40, unit: "basis-points" }],
    });
  });

  it("fails when even the lower bound is beyond, with what lost most first", () => {
    const result = judged({ baseline, tests: pairs(40, (i) => (i === 7 ? 4 : 1.5)) }, options);
    expect(result.answer).toBe("fail");
    expect(result.violations[0]?.message).toBe("cart > test 7 (unit): took 1.2 s, 300 ms on the base");
    expect(result.violations).toHaveLength(10);
  });

  it("holds in between, and says what would show", () => {
    const result = judged({ baseline, tests: pairs(12, (i) => (i % 3 === 0 ? 2 : 0.9)) }, options);
    expect(result).toMatchObject({ answer: "unknown", effect: "hold" });
    expect(result.message).toMatch(
      /undecided, as their times vary too much to tell: only an increase of [\d.]+ % or more would show\.$/,
    );
  });

  it("is only told of a few tests", () => {
    expect(judged({ baseline, tests: pairs(9, () => 5) }, options)).toMatchObject({
      answer: "pass",
      message:
        "9 tests passed here and on the base (bundle main.tollgate), too few to compare their time (10 are wanted).",
    });
    expect(judged({ baseline, tests: pairs(9, () => 5), missing }, options).answer).toBe("unknown");
  });

  it("is not told for one environment of a matrix, of which the base keeps no times", () => {
    const told = (environment: string): Partial<MergedCase> => ({
      byEnvironment: [{ environment: [environment], status: "passed", durationUs: 100 }],
    });
    const tests = [timed("on both", 300, told("node=22"))];
    const inEnvironment = (environment: string): RuleResult =>
      judge(aReport({ baseline, tests }), { rule, options, scope: { environment } });
    expect(inEnvironment("node=22")).toMatchObject({
      answer: "unknown",
      effect: "hold",
      message: expect.stringContaining("in this environment alone is not known"),
    });
    const project = timed("in a browser", 300, { environment: "chromium" });
    const ofRunner = judge(aReport({ baseline, tests: [project] }), {
      rule,
      options,
      scope: { environment: "chromium" },
    });
    expect(ofRunner).toMatchObject({ answer: "pass", message: expect.stringContaining("too few") });
  });

  it("compares only what passed on both", () => {
    const failed = { status: "failed", durationUs: 1 } as const;
    const tests = [
      ...pairs(20, () => 1),
      timed("was broken", 9_000, { onBase: failed }),
      timed("is new", 9_000),
    ];
    expect(judged({ baseline, tests }, options).answer).toBe("pass");
  });

  it("holds without a base, and where a duration is missing here or there", () => {
    expect(judged({ tests: pairs(20, () => 1) }, options)).toMatchObject({
      answer: "unknown",
      effect: "hold",
      message:
        "Nothing tells how long the tests took before; undecided, as there is no base to compare with.",
    });
    const lost = { ...untimed, onBase: { status: "passed", durationUs: 1 } } as const;
    const never = timed("never", 1, { onBase: { status: "passed" } });
    for (const test of [lost, never])
      expect(judged({ baseline, tests: [...pairs(20, () => 1), test] }, options)).toMatchObject({
        answer: "unknown",
        effect: "hold",
      });
  });
});
