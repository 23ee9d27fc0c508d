import { describe, expect, test } from "vitest";
import { headOf, readAll } from "../testing/read-all.ts";
import { playwrightJson } from "./reader.ts";

const result = (status: unknown, told: object = {}) => ({
  status,
  duration: 12.5,
  errors: [],
  retry: 0,
  ...told,
});

/** A test in one project, as Playwright 1.65 writes it. */
const inProject = (status: unknown, results: readonly unknown[], told: object = {}) => ({
  annotations: [],
  expectedStatus: "passed",
  projectId: "chromium",
  projectName: "chromium",
  results,
  status,
  ...told,
});

const spec = (tests: readonly unknown[], told: object = {}) => ({
  title: "pays",
  ok: true,
  tests,
  id: "x",
  file: "shop.spec.ts",
  line: 7,
  column: 3,
  ...told,
});

const suite = (title: string, specs: readonly unknown[], suites?: readonly unknown[]) => ({
  title,
  file: "shop.spec.ts",
  line: 0,
  column: 0,
  specs,
  ...(suites === undefined ? {} : { suites }),
});

const config = {
  configFile: "/repo/e2e/playwright.config.ts",
  rootDir: "/repo/e2e",
  forbidOnly: false,
  fullyParallel: false,
  shard: null,
  version: "1.65.1",
};

const report = (suites: readonly unknown[], told: object = {}) =>
  JSON.stringify({
    config,
    suites,
    errors: [],
    stats: {
      startTime: "2026-11-25T13:34:21.227Z",
      duration: 1,
      expected: 0,
      skipped: 0,
      unexpected: 0,
      flaky: 0,
    },
    ...told,
  });

const read = (suites: readonly unknown[], told: object = {}) => readAll(playwrightJson, report(suites, told));
const readTest = (status: unknown, results: readonly unknown[], told: object = {}) =>
  read([suite("shop.spec.ts", [spec([inProject(status, results, told)])])]);
const codes = ({ problems }: ReturnType<typeof readAll>) =>
  problems.map(({ code, severity }) => `${severity} ${code}`);
const failure = { errors: [{ message: "Error: expected\n\n> 7 | x" }] };

test("a test keeps its file, describes, name, project, line and microseconds", () => {
  const nested = suite(
    "shop.spec.ts",
    [],
    [suite("cart", [], [suite("", [spec([inProject("expected", [result("passed")])])])])],
  );
  const all = read([nested]);
  expect(all.tests).toEqual([
    {
      file: "/repo/e2e/shop.spec.ts",
      suite: ["cart"],
      name: "pays",
      environment: "chromium",
      line: 7,
      status: "passed",
      durationUs: 12_500,
      details: [],
    },
  ]);
  expect(all.producer).toBe("Playwright 1.65.1");
  expect(all.runs).toEqual([
    { source: "playwright", verdict: "passed", startedAt: 1_795_613_661_227, errors: [] },
  ]);
  expect(all.problems).toEqual([]);
});

describe("outcome and tries", () => {
  test.each([
    ["expected", "passed", [result("passed")], "passed", 0],
    ["flaky", "passed", [result("failed", failure), result("passed")], "passed", 1],
    ["unexpected", "passed", [result("failed", failure), result("timedOut", failure)], "failed", 1],
    ["expected", "failed", [result("failed", failure)], "passed", 0],
    ["unexpected", "failed", [result("passed")], "failed", 0],
    ["flaky", "failed", [result("passed"), result("failed", failure)], "passed", 1],
    ["skipped", "skipped", [result("skipped")], "skipped", 0],
    ["skipped", "passed", [], "skipped", 0],
    ["skipped", "passed", [result("interrupted")], "errored", 0],
    ["unexpected", "passed", [result("failed", failure), result("skipped")], "failed", 1],
    ["flaky", "skipped", [result("failed", failure), result("skipped")], "failed", 0],
    ["flaky", "passed", [result("passed")], "passed", 1],
    ["expected", "passed", [result("skipped"), result("passed")], "passed", 0],
    ["expected", "passed", [result("failed", failure)], "failed", 0],
    ["expected", "passed", [], "errored", 0],
    ["odd", "passed", [result("passed")], "errored", 0],
    ["expected", "passed", [result("odd")], "errored", 0],
  ])("%s where %s was expected", (status, expectedStatus, results, expected, earlier) => {
    const [found] = readTest(status, results, { expectedStatus }).tests;
    expect([found?.status, found?.earlier?.length ?? 0]).toEqual([expected, earlier]);
  });

  test("that are not known are said", () => {
    expect(codes(readTest("odd", [result("odd")]))).toEqual(["warning unknown-status"]);
  });
});

test("every error of a try is a detail", () => {
  const all = readTest("unexpected", [
    result("failed", { errors: [{ message: "Error: a\n  x" }, { message: "b" }] }),
  ]);
  expect(all.tests[0]?.details).toEqual([
    { kind: "failure", type: "Error", message: "a", text: "Error: a\n  x" },
    { kind: "failure", message: "b" },
  ]);
});

test("an unexpected pass says what was expected", () => {
  const all = readTest("unexpected", [result("passed")], { expectedStatus: "failed" });
  expect(all.tests[0]?.details).toEqual([
    { kind: "failure", message: 'The test ended as "passed", expected was "failed".' },
  ]);
});

test("a skip keeps its reason", () => {
  const annotations = [
    { type: "issue", description: "1" },
    { type: "skip", description: "no till" },
  ];
  const all = readTest("skipped", [result("skipped", { annotations })], { expectedStatus: "skipped" });
  expect(all.tests[0]?.details).toEqual([{ kind: "skip", type: "skip", message: "no till" }]);
});

describe("verdict", () => {
  test("is failed for an error outside tests", () => {
    const passed = [suite("shop.spec.ts", [spec([inProject("expected", [result("passed")])])])];
    const all = read(passed, { errors: [{ message: "Error: global setup down" }, "odd"] });
    expect(all.runs).toMatchObject([
      { verdict: "failed", errors: ["Error: global setup down", 'An error that is "odd".'] },
    ]);
    expect(codes(all)).toEqual(["error run-failed"]);
  });

  test("is failed for flaky tests where the configuration says so", () => {
    const flaky = [
      suite("shop.spec.ts", [spec([inProject("flaky", [result("failed", failure), result("passed")])])]),
    ];
    expect(read(flaky).runs).toMatchObject([{ verdict: "passed" }]);
    const all = read(flaky, { config: { ...config, failOnFlakyTests: true } });
    expect(all.runs).toMatchObject([{ verdict: "failed" }]);
    expect(codes(all)).toEqual(["error run-failed"]);
  });

  test("is interrupted when tests were to run, did not, and nothing failed", () => {
    const all = readTest("skipped", []);
    expect(all.runs).toMatchObject([{ verdict: "interrupted" }]);
    expect(all.tests[0]?.details).toEqual([{ kind: "skip", message: "The test did not run." }]);
    expect(codes(all)).toEqual(["error run-failed"]);
  });

  test("is not told by a cut report without a failure", () => {
    const text = report([suite("shop.spec.ts", [spec([inProject("expected", [result("passed")])])])]);
    const all = readAll(playwrightJson, text.slice(0, text.indexOf('"errors":[],"stats"')));
    expect(all.tests).toHaveLength(1);
    expect(all.runs).toEqual([]);
    expect(codes(all)).toEqual(["error truncated"]);
  });
});

test("projects of one test are its environments, repetitions are told apart by order", () => {
  const tests = ["one", "two", "two"].map((projectName) =>
    inProject("expected", [result("passed")], { projectName }),
  );
  const all = read([suite("shop.spec.ts", [spec(tests)])]);
  expect(all.tests.map(({ environment }) => environment)).toEqual(["one", "two", "two"]);
  expect(codes(all)).toEqual(["info ambiguous-identity"]);
});

describe("a shard", () => {
  const sharded = { config: { ...config, shard: { current: 2, total: 3 } } };

  test("is told", () => {
    expect(read([suite("x", [])], sharded).shard).toEqual({ index: 2, total: 3 });
    expect(
      read([suite("x", [])], { config: { ...config, shard: { current: 4, total: 3 } } }).shard,
    ).toBeUndefined();
  });

  test("may hold no test, a whole run may not", () => {
    expect(codes(read([], sharded))).toEqual(["info no-tests"]);
    expect(codes(read([]))).toEqual(["error no-tests"]);
  });
});

test("an absolute file, a file without a root, and the suite's file are taken as they are", () => {
  const tests = [inProject("expected", [result("passed")])];
  const specs = [spec(tests, { file: "C:\\repo\\a.spec.ts" }), spec(tests, { file: undefined })];
  const files = (told: object) => read([suite("shop.spec.ts", specs)], told).tests.map(({ file }) => file);
  expect(files({})).toEqual(["C:\\repo\\a.spec.ts", "/repo/e2e/shop.spec.ts"]);
  expect(files({ config: {} })).toEqual(["C:\\repo\\a.spec.ts", "shop.spec.ts"]);
});

test("statistics that count more than the report holds are errors", () => {
  const passed = [suite("shop.spec.ts", [spec([inProject("expected", [result("passed")])])])];
  const all = read(passed, { stats: { expected: 1, unexpected: 1, flaky: 0, skipped: 0 } });
  expect(codes(all)).toEqual(["error declared-totals-differ", "error cases-dropped"]);
});

test("parts of another type are errors, and hide nothing beside them", () => {
  const failing = spec([inProject("unexpected", [result("failed", failure)])]);
  const all = read([null, suite("shop.spec.ts", [3, failing, spec([null])], [{ title: "x", suites: 1 }])]);
  expect(all.tests.map(({ status }) => status)).toEqual(["failed"]);
  expect(codes(all)).toEqual(["error missing-field"]);
});

test("deep suites cost no stack and shorten the path", () => {
  const depth = 20_000;
  const leaf = JSON.stringify(spec([inProject("unexpected", [result("failed", failure)])]));
  const deep = `${'{"title":"s","specs":[],"suites":['.repeat(depth)}{"title":"s","specs":[${leaf}]}${"]}".repeat(depth)}`;
  const all = readAll(
    playwrightJson,
    `{"config":${JSON.stringify(config)},"suites":[${deep}],"errors":[],"stats":{}}`,
  );
  expect(all.tests[0]?.suite).toHaveLength(100);
  expect(all.tests[0]?.status).toBe("failed");
  expect(codes(all)).toEqual(["info too-deep"]);
});

test("a long configuration does not hide the format", () => {
  const long = report([], { config: { ...config, metadata: { diff: "x".repeat(100_000) } } });
  expect(playwrightJson.recognises(headOf(long))).toBe(true);
  expect(playwrightJson.recognises(headOf(JSON.stringify({ config: {}, suites: [], results: [] })))).toBe(
    false,
  );
  expect(playwrightJson.recognises(headOf(JSON.stringify({ suites: [], stats: { unexpected: 0 } })))).toBe(
    true,
  );
});

test("a spec that is not ok and has no failing test has lost one", () => {
  const passing = inProject("expected", [result("passed")]);
  expect(codes(read([suite("a", [spec([passing], { ok: false })])]))).toEqual([
    "error declared-totals-differ",
  ]);
  const failing = inProject("unexpected", [result("failed", failure)], { projectName: "firefox" });
  expect(codes(read([suite("a", [spec([passing, failing], { ok: false })])]))).toEqual([]);
});

test("a shard of more than anybody runs is none", () => {
  const { shard } = read([], { config: { ...config, shard: { current: 1, total: 1e9 } } });
  expect(shard).toBeUndefined();
});
