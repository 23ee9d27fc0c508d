import { aCase, aReport } from "@tollgate/testkit";
import { describe, expect, it } from "vitest";
import { anInput, anUnknownInput, aRun, judge } from "../../testing/judge.ts";

const rule = "no-failing-tests";

describe("no failing tests", () => {
  it("passes and says what ran", () => {
    const report = aReport({
      inputs: [anInput()],
      tests: [aCase(), aCase({ name: "skips", status: "skipped" })],
    });
    expect(judge(report, { rule })).toMatchObject({
      answer: "pass",
      effect: "none",
      message: "1 test ran and none failed.",
      facts: [{ key: "tests.failing", lo: 0, hi: 0, n: 1 }],
    });
  });

  it("names flaky and recovered tests in the message", () => {
    const tests = [aCase({ flaky: true }), aCase({ name: "recovers", recovered: true })];
    expect(judge(aReport({ tests }), { rule }).message).toBe(
      "2 tests ran and none failed, 1 passed only at a later try: flaky, 1 passed only in a later CI attempt.",
    );
  });

  it("lists new failures first, each with its place and first line", () => {
    const details = [{ kind: "failure", message: "\n  expected 3 to be 4\nstack" }] as const;
    const tests = [
      aCase({ name: "a", status: "failed", change: "still-failing", details }),
      aCase({ name: "b", status: "errored", change: "new-failure", details, line: 7 }),
      aCase({ name: "c", status: "failed", kind: "e2e", environment: "chromium", details: [] }),
    ];
    const result = judge(aReport({ tests }), { rule });
    expect(result.message).toBe("3 of 3 tests fail (1 new, 1 failing on the base too).");
    expect(result.effect).toBe("block");
    expect(result.violations).toMatchObject([
      {
        message: "cart > b (unit): expected 3 to be 4",
        package: "@shop/api",
        path: "packages/api/src/cart.test.ts",
        line: 7,
      },
      { message: "cart > c (e2e, chromium)", package: "@shop/api", path: "packages/api/src/cart.test.ts" },
      {
        message: "cart > a (unit, fails on the base too): expected 3 to be 4",
        package: "@shop/api",
        path: "packages/api/src/cart.test.ts",
      },
    ]);
  });

  it("judges only its scope", () => {
    const tests = [aCase(), aCase({ package: "@shop/web", status: "failed" })];
    const report = aReport({ tests });
    expect(judge(report, { rule, scope: { package: "@shop/api" } }).answer).toBe("pass");
    expect(judge(report, { rule, scope: { package: "@shop/web" } }).message).toBe(
      "1 of 1 test of @shop/web fails.",
    );
  });

  it.each([
    ["nothing arrived", aReport(), "hold", "No test report arrived."],
    [
      "a report without a test",
      aReport({ inputs: [anInput()] }),
      "block",
      "The test reports that arrived have no test.",
    ],
    [
      "only skipped tests",
      aReport({ tests: [aCase({ status: "skipped" })] }),
      "block",
      "The only test was skipped.",
    ],
    [
      "only todo tests",
      aReport({
        inputs: [anInput()],
        tests: [aCase({ status: "todo" }), aCase({ name: "b", status: "skipped" })],
      }),
      "block",
      "All 2 tests were skipped.",
    ],
  ])("is unknown with %s", (_, report, effect, message) => {
    expect(judge(report, { rule })).toMatchObject({ answer: "unknown", effect, message });
  });

  it.each([
    [
      "an unreadable test report",
      { inputs: [anInput(), anInput({ path: "cut.xml", status: "partial" })] },
      "block",
    ],
    [
      "an unreadable file of unknown content",
      { inputs: [anUnknownInput({ status: "unrecognised" })] },
      "block",
    ],
    ["an interrupted run", { runs: [aRun({ verdict: "interrupted" })] }, "block"],
    ["a run that failed outside its tests", { runs: [aRun({ verdict: "failed" })] }, "block"],
    ["a refused bundle", { problems: [refusedBundle] }, "block"],
    ["a missing report", { missing: [missing] }, "hold"],
  ] as const)(
    "is unknown with %s beside passed tests, and fails beside a failed one",
    (_, members, effect) => {
      const report = aReport({ tests: [aCase()], ...members });
      expect(judge(report, { rule })).toMatchObject({ answer: "unknown", effect });
      const failing = aReport({ tests: [aCase({ status: "failed" })], ...members });
      expect(judge(failing, { rule })).toMatchObject({ answer: "fail", effect: "block" });
    },
  );

  it("names a file as it is called, also where a sentence begins", () => {
    const inputs = [anInput({ path: "src", status: "invalid" })];
    expect(judge(aReport({ inputs }), { rule }).message).toMatch(
      /^The report src could not be read completely/,
    );
  });

  it.each([
    ["an unreadable coverage report", { inputs: [anInput({ holds: "coverage", status: "invalid" })] }],
    [
      "an unreadable report of an older attempt",
      { inputs: [anInput({ superseded: true, status: "invalid" })] },
    ],
    ["a run that succeeded", { runs: [aRun()] }],
  ] as const)("passes with %s", (_, members) => {
    expect(judge(aReport({ tests: [aCase()], ...members }), { rule }).answer).toBe("pass");
  });
});

it("tells why it is undecided in the middle of a sentence", () => {
  const report = aReport({ tests: [aCase()], problems: [refusedBundle] });
  expect(judge(report, { rule }).message).toContain("undecided, as shard-2.tollgate: the bundle is cut off.");
});

it("calls a report of another commit stale, not unreadable", () => {
  const stale = anInput({ status: "invalid" });
  const problem = { ...refusedBundle, code: "other-commit", path: stale.input.path } as const;
  const report = aReport({ tests: [aCase()], inputs: [stale], problems: [problem] });
  expect(judge(report, { rule }).message).toContain(`undecided, as the report ${stale.input.path} is stale`);
});

const missing = { what: "e2e reports", kind: "e2e", because: "tollgate.yml:4", remedy: "Run them." } as const;

const refusedBundle = {
  code: "bundle-refused",
  severity: "error",
  message: "The bundle is cut off.",
  remedy: "Upload it again.",
  path: "shard-2.tollgate",
} as const;
