import type { MergedCase, Report, RuleOption, RuleResult, TestStatus } from "@tollgate/model";
import { worstStatus } from "@tollgate/model";
import { aCase, aReport } from "@tollgate/testkit";
import { describe, expect, it } from "vitest";
import { anInput, judge } from "../../testing/judge.ts";

const rule = "environments-agree";
const missing = [{ what: "shard 2 of 2", because: "1 of 2 arrived", remedy: "Bring it." }];

/** A test by its end on each Node version. */
function onNodes(
  name: string,
  ends: Readonly<Record<number, TestStatus>>,
  members: Partial<MergedCase> = {},
) {
  const byEnvironment = Object.entries(ends).map(([node, status]) => ({
    environment: [`node=${node}`],
    status,
  }));
  return aCase({
    name,
    status: Object.values(ends).reduce(worstStatus),
    byEnvironment,
    ...members,
  });
}

/** A test of Playwright by its end in each browser. */
function inBrowsers(name: string, ends: Readonly<Record<string, TestStatus>>): readonly MergedCase[] {
  return Object.entries(ends).map(([environment, status]) =>
    aCase({ name, kind: "e2e", environment, status }),
  );
}

function judged(members: Partial<Report>, options: Readonly<Record<string, RuleOption>> = {}): RuleResult {
  return judge(aReport(members), { rule, options });
}

const alike = onNodes("adds", { 20: "passed", 22: "passed" });

describe("environments agree", () => {
  it("passes when every test ran everywhere and ended alike", () => {
    const tests = [
      alike,
      onNodes("fails", { 20: "failed", 22: "errored" }),
      onNodes("is skipped", { 20: "skipped", 22: "todo" }),
      ...inBrowsers("pays", { chromium: "passed", firefox: "passed" }),
    ];
    expect(judged({ tests })).toMatchObject({
      answer: "pass",
      message: "4 tests ended alike in all environments (chromium | firefox | node=20 | node=22).",
      facts: [{ key: "tests.disagreeing", lo: 0, hi: 0, n: 4 }],
    });
  });

  it("names each end where they differ", () => {
    const tests = [
      alike,
      onNodes("fails", { 20: "failed", 22: "passed" }),
      onNodes("is skipped", { 20: "skipped", 22: "passed" }),
      onNodes("is missing", { 22: "passed" }),
      ...inBrowsers("pays", { chromium: "passed", firefox: "errored" }),
      ...inBrowsers("refunds", { chromium: "passed" }),
    ];
    const result = judged({ tests });
    expect(result.answer).toBe("fail");
    expect(result.message).toMatch(/^5 of 6 tests differ between environments \(/);
    expect(result.violations.map(({ message }) => message)).toEqual([
      "cart > fails (unit): failed in node=20, passed in node=22",
      "cart > is missing (unit): passed in node=22, did not run in node=20",
      "cart > is skipped (unit): passed in node=22, was skipped in node=20",
      "cart > pays (e2e): failed in firefox, passed in chromium",
      "cart > refunds (e2e): passed in chromium, did not run in firefox",
    ]);
    expect(judged({ tests: [tests[2]!, alike] }, { skipped: "ignored" }).answer).toBe("pass");
  });

  it("compares CI jobs over a kind, and projects of a runner over a package and kind", () => {
    const elsewhere = onNodes("renders", { 22: "passed" }, { package: "@shop/web" });
    expect(judged({ tests: [alike, elsewhere] }).answer).toBe("fail");
    expect(judged({ tests: [alike, { ...elsewhere, kind: "integration" }] }).answer).toBe("pass");
    const browser = inBrowsers("pays", { chromium: "passed", firefox: "passed" });
    const other = aCase({ package: "@shop/web", kind: "e2e", environment: "webkit" });
    expect(judged({ tests: [...browser, other] }).answer).toBe("pass");
  });

  it("counts a report without a test as an environment", () => {
    const origin = { ...anInput().origin, environment: ["node=20"] };
    const inputs = [anInput({ path: "a.xml", origin })];
    expect(judged({ tests: [onNodes("adds", { 22: "passed" })], inputs }).answer).toBe("fail");
  });

  it("says how many tests ran where nobody says", () => {
    expect(judged({ tests: [alike, aCase({ name: "lost" })] }).message).toBe(
      "1 test ended alike in all environments (node=20 | node=22); 1 test ran where nobody says.",
    );
  });

  it.each([
    ["no environment", [aCase()]],
    ["one environment", [onNodes("adds", { 22: "passed" })]],
  ])("holds with %s: there is nothing to compare", (_, tests) => {
    expect(judged({ tests })).toMatchObject({
      answer: "unknown",
      effect: "hold",
      message: "The tests ran in one environment, or in none that is named.",
    });
  });

  it.each([
    ["a cut report", { inputs: [anInput({ status: "partial" })] }, "block"],
    ["a missing shard", { missing }, "hold"],
  ] as const)("is open with %s, also where a test seems not to have run", (_, members, effect) => {
    const absent = onNodes("is missing", { 22: "passed" });
    for (const tests of [[alike], [alike, absent]])
      expect(judged({ tests, ...members })).toMatchObject({ answer: "unknown", effect });
    const differs = onNodes("fails", { 20: "failed", 22: "passed" });
    expect(judged({ tests: [alike, differs], ...members }).answer).toBe("fail");
  });

  it("is unknown where nothing arrived", () => {
    expect(judged({})).toMatchObject({ answer: "unknown", effect: "hold" });
  });
});
