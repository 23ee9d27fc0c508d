import { describe, expect, test } from "vitest";
import { headOf, readAll } from "../testing/read-all.ts";
import { jestJson } from "./reader.ts";

/** The entry of a test as jest 30 writes it. */
const entry = (told: object) => ({
  ancestorTitles: ["cart"],
  duration: 3,
  failing: false,
  failureDetails: [],
  failureMessages: [],
  fullName: "cart sums",
  invocations: 1,
  location: null,
  numPassingAsserts: 0,
  retryMessages: [],
  retryReasons: [],
  status: "passed",
  title: "sums",
  ...told,
});

const file = (entries: readonly unknown[], told: object = {}) => ({
  assertionResults: entries,
  endTime: 2,
  message: "",
  name: "/repo/cart.test.js",
  startTime: 1,
  status: "passed",
  summary: "",
  ...told,
});

const report = (files: readonly unknown[], told: object = {}) =>
  JSON.stringify({
    numFailedTestSuites: 0,
    numFailedTests: 0,
    numRuntimeErrorTestSuites: 0,
    numTotalTests: 0,
    openHandles: [],
    startTime: 1_795_000_000_000,
    success: true,
    testResults: files,
    wasInterrupted: false,
    ...told,
  });

const read = (files: readonly unknown[], told: object = {}) => readAll(jestJson, report(files, told));
const codes = ({ problems }: ReturnType<typeof readAll>) =>
  problems
    .map(({ code, severity }) => `${severity} ${code}`)
    .filter((told) => told !== "info declared-totals-differ");

test.each([
  ["passed", "passed"],
  ["failed", "failed"],
  ["pending", "skipped"],
  ["skipped", "skipped"],
  ["disabled", "skipped"],
  ["todo", "todo"],
  ["focused", "errored"],
])("%s is %s", (status, expected) => {
  expect(read([file([entry({ status })])]).tests.map((found) => found.status)).toEqual([expected]);
});

describe("invocations", () => {
  test("before the last one are failed tries with their reasons", () => {
    const all = read([file([entry({ invocations: 3, retryReasons: ["Error: one", "Error: two"] })])]);
    expect(all.tests).toMatchObject([
      {
        status: "passed",
        earlier: [
          { status: "failed", details: [{ message: "one" }] },
          { status: "failed", details: [{ message: "two" }] },
        ],
      },
    ]);
  });

  test("share the reasons when each has several, as body and hook", () => {
    const retryReasons = ["Error: body", "Error: hook", "Error: body", "Error: hook"];
    const all = read([file([entry({ invocations: 3, retryReasons })])]);
    expect(all.tests[0]?.earlier?.map(({ details }) => details.length)).toEqual([2, 2]);
  });

  test("count without reasons", () => {
    const all = read([file([entry({ invocations: 2 })])]);
    expect(all.tests[0]?.earlier).toEqual([{ status: "failed", details: [] }]);
  });

  test("beyond belief are not taken at their word", () => {
    const all = read([file([entry({ invocations: 1e9, retryReasons: ["Error: x"] })])]);
    expect(all.tests[0]?.earlier).toHaveLength(1);
  });
});

describe("an error outside tests", () => {
  test("of a file that does not load is a case named after it", () => {
    const message = "  ● Test suite failed to run\n\n    Cannot find module './nope.js'\n\n      at x";
    const all = read([file([], { status: "failed", message })], {
      success: false,
      numFailedTestSuites: 1,
      numRuntimeErrorTestSuites: 1,
    });
    expect(all.tests).toMatchObject([
      { name: "cart.test.js", status: "errored", details: [{ kind: "error" }], entries: 0 },
    ]);
    expect(all.tests[0]?.details[0]?.message?.trim()).toBe("Cannot find module './nope.js'");
    expect(codes(all)).toEqual([]);
  });

  test("in a file that has failing tests too is a case of its own", () => {
    const failing = entry({ status: "failed", failureMessages: ["Error: x"] });
    const all = read(
      [file([failing], { status: "failed", message: "● sums\n\n  ● Test suite failed to run\n\n    after" })],
      {
        success: false,
        numRuntimeErrorTestSuites: 1,
      },
    );
    expect(all.tests.map(({ name, status }) => `${name} ${status}`)).toEqual([
      "sums failed",
      "cart.test.js errored",
    ]);
    expect(codes(all)).toEqual([]);
  });

  test("that jest-junit added as an entry without a title is that case", () => {
    const pseudo = {
      ancestorTitles: [],
      duration: 0,
      failureMessages: ["  ● Test suite failed to run"],
      status: "error",
    };
    const all = read([file([pseudo], { status: "failed", message: "● Test suite failed to run" })], {
      success: false,
      numRuntimeErrorTestSuites: 1,
    });
    expect(all.tests.map(({ name, status }) => `${name} ${status}`)).toEqual(["cart.test.js errored"]);
    expect(all.entries).toBe(1);
    expect(codes(all)).toEqual([]);
  });

  test("that only a total counts is an error", () => {
    const all = read([file([entry({})])], { success: false, numRuntimeErrorTestSuites: 1 });
    expect(codes(all)).toEqual(["error run-failed", "error declared-totals-differ"]);
  });
});

test("an interrupted run says so", () => {
  const all = read([file([entry({})])], { success: false, wasInterrupted: true });
  expect(all.runs).toMatchObject([{ source: "jest", verdict: "interrupted" }]);
  expect(codes(all)).toEqual(["error run-failed"]);
});

test("a focused file is not a failed one", () => {
  const all = read([file([entry({ status: "pending" }), entry({ title: "b" })], { status: "focused" })]);
  expect(all.tests.map(({ status }) => status)).toEqual(["skipped", "passed"]);
  expect(codes(all)).toEqual([]);
});

test("a report of the family that no tool is known to write is taken as jest's", () => {
  const reduced = JSON.stringify({ success: true, numTotalTests: 1, testResults: [] });
  expect(jestJson.recognises(headOf(reduced))).toBe(true);
  expect(jestJson.recognises(headOf(report([])))).toBe(true);
  expect(jestJson.recognises(headOf('{"name":"x","dependencies":{"jest":"^30"}}'))).toBe(false);
});
