import { describe, expect, test } from "vitest";
import { headOf, readAll } from "../testing/read-all.ts";
import { vitestJson } from "./reader.ts";

/** The entry of a test as vitest 5.1 writes it. */
const entry = (told: object) => ({
  ancestorTitles: ["cart"],
  fullName: "cart sums",
  status: "passed",
  title: "sums",
  duration: 1.5,
  failureMessages: [],
  location: { line: 3, column: 5 },
  meta: {},
  tags: [],
  ...told,
});

const file = (entries: readonly unknown[], told: object = {}) => ({
  assertionResults: entries,
  startTime: 1,
  endTime: 2,
  status: "passed",
  message: "",
  name: "/repo/cart.test.ts",
  ...told,
});

const report = (files: readonly unknown[], told: object = {}) =>
  JSON.stringify({
    numTotalTestSuites: 0,
    numPassedTestSuites: 0,
    numFailedTestSuites: 0,
    numPendingTestSuites: 0,
    numTotalTests: 0,
    numPassedTests: 0,
    numFailedTests: 0,
    numPendingTests: 0,
    numTodoTests: 0,
    snapshot: {},
    startTime: 1_795_000_000_000,
    success: true,
    testResults: files,
    ...told,
  });

const read = (files: readonly unknown[], told: object = {}) => readAll(vitestJson, report(files, told));
const codes = ({ problems }: ReturnType<typeof readAll>) =>
  problems
    .map(({ code, severity }) => `${severity} ${code}`)
    .filter((told) => told !== "info declared-totals-differ");

test("a test keeps its file, suites, name, line and microseconds", () => {
  const all = read([file([entry({})])], { numTotalTests: 1 });
  expect(all.tests).toEqual([
    {
      file: "/repo/cart.test.ts",
      suite: ["cart"],
      name: "sums",
      line: 3,
      durationUs: 1_500,
      status: "passed",
      details: [],
    },
  ]);
  expect(all.runs).toEqual([
    { source: "vitest", verdict: "passed", startedAt: 1_795_000_000_000, errors: [] },
  ]);
  expect(all.problems).toEqual([]);
});

describe("status", () => {
  test.each([
    ["passed", "passed"],
    ["failed", "failed"],
    ["skipped", "skipped"],
    ["todo", "todo"],
    ["pending", "errored"],
  ])("%s is %s", (status, expected) => {
    const all = read([file([entry({ status })])]);
    expect(all.tests.map((found) => found.status)).toEqual([expected]);
    expect(codes(all)).toEqual([]);
  });

  test.each([["passt"], [null], [1], [["passed"]], [undefined]])("%j is errored and said", (status) => {
    const all = read([file([entry({ status })])]);
    expect(all.tests.map((found) => found.status)).toEqual(["errored"]);
    expect(codes(all)).toEqual(["warning unknown-status"]);
  });

  test("a skip with failures is failed", () => {
    const all = read([file([entry({ status: "skipped", failureMessages: ["Error: x"] })])]);
    expect(all.tests.map(({ status }) => status)).toEqual(["failed"]);
  });
});

test("messages of a pass are the tries before it", () => {
  const all = read([
    file([entry({ failureMessages: ["AssertionError: expected 1 to be 3\n    at x", "Error: two"] })]),
  ]);
  expect(all.tests).toMatchObject([
    {
      status: "passed",
      details: [],
      earlier: [
        {
          status: "failed",
          details: [
            {
              kind: "failure",
              type: "AssertionError",
              message: "expected 1 to be 3",
              text: "AssertionError: expected 1 to be 3\n    at x",
            },
          ],
        },
        { status: "failed", details: [{ kind: "failure", type: "Error", message: "two" }] },
      ],
    },
  ]);
});

test("several messages of a failure are one failing test", () => {
  const all = read([file([entry({ status: "failed", failureMessages: ["a", "b"] })], { status: "failed" })]);
  expect(all.tests).toMatchObject([
    {
      status: "failed",
      details: [
        { kind: "failure", message: "a" },
        { kind: "failure", message: "b" },
      ],
    },
  ]);
  expect(all.tests[0]?.earlier).toBeUndefined();
});

describe("a file that failed", () => {
  test("and holds no failing test is a case named after it", () => {
    const all = read([file([], { status: "failed", message: "Cannot find module './x'" })], {
      success: false,
    });
    expect(all.tests).toEqual([
      {
        file: "/repo/cart.test.ts",
        suite: [],
        name: "cart.test.ts",
        status: "errored",
        details: [{ kind: "error", message: "Cannot find module './x'" }],
        entries: 0,
      },
    ]);
    expect(all.entries).toBe(0);
    expect(codes(all)).toEqual([]);
  });

  test("because of a hook, without a message, is one too", () => {
    const all = read([file([entry({ status: "skipped" })], { status: "failed" })], { success: false });
    expect(all.tests.map(({ name, status }) => `${name} ${status}`)).toEqual([
      "sums skipped",
      "cart.test.ts errored",
    ]);
  });

  test("with an unknown status is one too", () => {
    const all = read([file([entry({})], { status: "crashed" })]);
    expect(all.tests.map(({ status }) => status)).toEqual(["passed", "errored"]);
    expect(codes(all)).toEqual(["warning unknown-status"]);
  });
});

test("failed suites beyond those that the tests explain are an error", () => {
  const failed = [
    entry({ status: "failed", title: "a" }),
    entry({ ancestorTitles: ["hooks"], status: "skipped", title: "b" }),
  ];
  const files = [file(failed, { status: "failed" })];
  expect(codes(read(files, { success: false, numFailedTestSuites: 2 }))).toEqual([]);
  expect(codes(read(files, { success: false, numFailedTestSuites: 3 }))).toEqual([
    "error declared-totals-differ",
  ]);
});

test("totals that count more than the file holds are errors", () => {
  const all = read([file([entry({})])], { numTotalTests: 2, numFailedTests: 1 });
  expect(codes(all)).toEqual(["error cases-dropped", "error declared-totals-differ"]);
});

test("a failed run without a failing test is an error", () => {
  const all = read([file([entry({})])], { success: false });
  expect(all.runs).toMatchObject([{ verdict: "failed" }]);
  expect(codes(all)).toEqual(["error run-failed"]);
});

test("a report without a test, a verdict or files is never ok", () => {
  expect(codes(read([]))).toEqual(["error no-tests"]);
  expect(codes(readAll(vitestJson, "{}"))).toEqual([
    "error no-tests",
    "error missing-field",
    "error missing-field",
  ]);
  expect(codes(readAll(vitestJson, "3"))).toEqual(["error malformed"]);
});

test("equal names are told apart by their order, and said", () => {
  const all = read([file([entry({}), entry({})])]);
  expect(all.tests).toHaveLength(2);
  expect(codes(all)).toEqual(["info ambiguous-identity"]);
});

test("names lose colours and control characters as in vitest's JUnit", () => {
  const all = read([
    file([entry({ title: "c\u001b[31mo\u001b[39ml\u0001\0 \ud800", ancestorTitles: ["", "a\r\nb"] })]),
  ]);
  expect(all.tests).toMatchObject([{ name: "col \ufffd", suite: ["a\nb"] }]);
});

test("durations that are none are left out, and said", () => {
  const told = [null, undefined, -1, "3", 1e300, -0].map((duration) => entry({ duration }));
  const all = read([file(told)]);
  expect(all.tests.map(({ durationUs }) => durationUs)).toEqual([
    undefined,
    undefined,
    undefined,
    undefined,
    undefined,
    0,
  ]);
  expect(all.problems.find(({ code }) => code === "unknown-duration")?.message).toContain("3 durations");
});

test("long texts are cut with what was cut said", () => {
  const all = read([
    file([entry({ status: "failed", failureMessages: [`Error: x\n${"y".repeat(20_000)}`] })]),
  ]);
  const text = all.tests[0]?.details[0]?.text;
  expect(text?.slice(16_380)).toBe("yyyy… (3625 characters cut)");
});

test("a cut report keeps the failures before the cut", () => {
  const whole = report(
    [file([entry({ status: "failed", title: "a" }), entry({ title: "b" })], { status: "failed" })],
    {
      success: false,
    },
  );
  const all = readAll(vitestJson, whole.slice(0, whole.indexOf('"title":"b"')));
  expect(all.tests.map(({ name, status }) => `${name} ${status}`)).toEqual(["a failed", "cart sums passed"]);
  expect(all.runs).toMatchObject([{ verdict: "failed" }]);
  expect(codes(all)).toEqual(["error truncated"]);
});

describe("recognition", () => {
  test("takes vitest's totals without jest's", () => {
    expect(vitestJson.recognises(headOf(report([])))).toBe(true);
    expect(vitestJson.recognises(headOf(report([], { numRuntimeErrorTestSuites: 0 })))).toBe(false);
    expect(vitestJson.recognises(headOf(report([], { numTodoTests: undefined })))).toBe(false);
  });

  test("takes the blob, which is refused", () => {
    const blob = '[["1","2","3",null,1.5,"4"],"5.1.1",[],[],{}]';
    expect(vitestJson.recognises(headOf(blob))).toBe(true);
    const all = readAll(vitestJson, blob);
    expect(all.tests).toEqual([]);
    expect(codes(all)).toEqual(["error unsupported-format"]);
  });
});
