import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { headOf, readAll } from "../testing/read-all.ts";
import { describeReportLaws } from "../testing/report-laws.ts";
import { ctrfJson } from "./reader.ts";

const fixture = (name: string) => readFileSync(new URL(`fixtures/${name}`, import.meta.url));
const entry = (status: unknown, told: object = {}) => ({ name: "adds", status, duration: 2, ...told });

function report(
  tests: readonly unknown[],
  { summary = {}, tool = "runner" }: { summary?: object; tool?: string } = {},
) {
  const count = (word: string) =>
    tests.filter((told) => (told as { status?: unknown } | null)?.status === word).length;
  return JSON.stringify({
    reportFormat: "CTRF",
    specVersion: "0.0.0",
    results: {
      tool: { name: tool, version: "1.2.0" },
      summary: { tests: tests.length, failed: count("failed"), other: count("other"), ...summary },
      tests,
    },
  });
}

const read = (tests: readonly unknown[], told: { summary?: object; tool?: string } = {}) =>
  readAll(ctrfJson, report(tests, told));
const codes = ({ problems }: ReturnType<typeof readAll>) =>
  problems.map(({ code, severity }) => `${severity} ${code}`);
const passedTry = { attempt: 2, status: "passed", duration: 1 };
const failedTry = { attempt: 1, status: "failed", duration: 1, message: "1 == 2" };

test("a real report of mocha's reporter is read", () => {
  const all = readAll(ctrfJson, fixture("mocha-failures.json"));
  expect(all.producer).toBe("mocha");
  expect(all.tests.map(({ name, status, earlier = [] }) => [name, status, earlier.length])).toEqual([
    ["at the top", "passed", 0],
    ["cart adds", "passed", 0],
    ["cart fails", "failed", 0],
    ["cart planned", "skipped", 0],
    ["cart skipped", "skipped", 0],
    ["cart retried", "passed", 2],
    ["cart same", "passed", 0],
    ["cart same", "failed", 0],
    ['shop "before all" hook for "opens"', "failed", 0],
    ["till rings", "passed", 0],
    ['till "after each" hook for "rings"', "failed", 0],
  ]);
});

test("a real report of jest's reporter has no trace of the file that did not load", () => {
  const all = readAll(ctrfJson, fixture("jest-load-error.json"));
  expect(
    all.tests.map(({ file, suite, name, status, earlier = [] }) => [
      file,
      ...suite,
      name,
      status,
      earlier.length,
    ]),
  ).toEqual([
    ["/repo/j/cart.test.js", "cart", "adds", "passed", 0],
    ["/repo/j/cart.test.js", "cart", "fails", "failed", 2],
    ["/repo/j/cart.test.js", "cart", "retried", "passed", 1],
    ["/repo/j/cart.test.js", "cart", "skipped", "skipped", 0],
    ["/repo/j/cart.test.js", "cart", "planned", "todo", 0],
  ]);
  expect(codes(all)).toEqual([]);
});

test("a test keeps file, suites, browser, line, microseconds and its failure", () => {
  const told = {
    suite: ["shop", "cart"],
    filePath: "src/cart.test.js",
    line: 7,
    browser: "firefox",
    message: "Error: 1 == 2\n  more",
    trace: "at x (cart.test.js:7:1)",
  };
  const all = read([entry("failed", told)]);
  expect(all.producer).toBe("runner 1.2.0");
  expect(all.tests).toEqual([
    {
      file: "src/cart.test.js",
      suite: ["shop", "cart"],
      name: "adds",
      environment: "firefox",
      line: 7,
      status: "failed",
      durationUs: 2_000,
      details: [
        {
          kind: "failure",
          type: "Error",
          message: "1 == 2",
          text: "Error: 1 == 2\n  more\nat x (cart.test.js:7:1)",
        },
      ],
    },
  ]);
});

describe("a status", () => {
  test.each([
    ["passed", "failed", "passed", []],
    ["failed", "timedOut", "failed", []],
    ["failed", "errored", "errored", []],
    ["skipped", undefined, "skipped", []],
    ["pending", "pending", "skipped", []],
    ["pending", "todo", "todo", []],
    ["other", "todo", "todo", []],
    ["other", undefined, "errored", ["warning unknown-status"]],
    ["Passed", undefined, "errored", ["warning unknown-status"]],
    [undefined, undefined, "errored", ["warning unknown-status"]],
  ])("%s (%s) is %s", (status, rawStatus, wanted, problems) => {
    const all = read([entry(status, { rawStatus })]);
    expect(all.tests.map((told) => told.status)).toEqual([wanted]);
    expect(codes(all)).toEqual(problems);
  });

  test("of a skip keeps its reason", () => {
    expect(read([entry("skipped", { message: "no till", trace: "at x" })]).tests[0]?.details).toEqual([
      { kind: "skip", message: "no till" },
    ]);
  });
});

describe("tries", () => {
  test.each([
    ["without the last one", { retries: 1, retryAttempts: [failedTry] }, 1],
    ["with the last one", { retries: 1, retryAttempts: [failedTry, passedTry] }, 1],
    ["with the last one and no count", { retryAttempts: [failedTry, passedTry] }, 1],
    ["of which nothing is told", { retries: 2 }, 2],
    ["of which some are told", { retries: 3, retryAttempts: [failedTry] }, 3],
    ["that are called flaky", { flaky: true, retries: 1, retryAttempts: [passedTry] }, 1],
    ["that are only called flaky", { flaky: true }, 1],
    ["that failed although none is counted", { retries: 0, retryAttempts: [failedTry] }, 1],
    ["that are no number", { retries: "2" }, 0],
  ])("%s", (_, told, count) => {
    const [found] = read([entry("passed", told)]).tests;
    expect(found?.earlier ?? []).toHaveLength(count);
    expect(found?.status).toBe("passed");
  });

  test("before a skip mean that the test failed", () => {
    const [found] = read([entry("skipped", { retries: 1, retryAttempts: [failedTry] })]).tests;
    expect(found).toMatchObject({ status: "failed", details: [{ kind: "failure", message: "1 == 2" }] });
  });

  test("of another type are an error", () => {
    expect(codes(read([entry("passed", { retryAttempts: {} })]))).toEqual(["error missing-field"]);
  });
});

describe("suites", () => {
  const titles = (told: object, tool = "runner") => {
    const [found] = read([entry("passed", { name: "cart adds", ...told })], { tool }).tests;
    return [found?.environment, ...(found?.suite ?? []), found?.name];
  };

  test("joined in one text are parted", () => {
    expect(titles({ suite: "shop > cart" })).toEqual([undefined, "shop", "cart", "cart adds"]);
  });

  test("behind the file leave the file out, and what stands before it is the environment", () => {
    const told = { suite: "chromium > a.spec.ts > cart", filePath: "C:\\repo\\e2e\\a.spec.ts" };
    expect(titles(told)).toEqual(["chromium", "cart", "cart adds"]);
  });

  test("that jest's reporter repeats in the name are left out of it", () => {
    expect(titles({ suite: "a.test.js > cart", filePath: "/repo/a.test.js" }, "jest")).toEqual([
      undefined,
      "cart",
      "adds",
    ]);
  });
});

describe("a summary", () => {
  test.each([
    [{ tests: 2 }, "error cases-dropped"],
    [{ failed: 1 }, "error declared-totals-differ"],
    [{ other: 1 }, "error declared-totals-differ"],
    [{ tests: 0 }, "info declared-totals-differ"],
  ])("that says %j is not followed silently", (summary, code) => {
    expect(codes(read([entry("passed")], { summary }))).toEqual([code]);
  });

  test("of nothing is no pass", () => {
    expect(codes(read([]))).toEqual(["error no-tests"]);
  });
});

test("results of another type are errors", () => {
  expect(codes(readAll(ctrfJson, '{"reportFormat":"CTRF","results":[]}'))).toEqual(["error missing-field"]);
  expect(codes(read([null, entry("failed")], { summary: { tests: 1 } }))).toEqual(["error missing-field"]);
});

test("is recognised by its name or by its results", () => {
  expect(ctrfJson.recognises(headOf(report([])))).toBe(true);
  expect(ctrfJson.recognises(headOf('{"results":{"tool":{"name":"a"},"summary":{}}}'))).toBe(true);
  expect(ctrfJson.recognises(headOf('{"results":[{"tool":"a"}]}'))).toBe(false);
  expect(ctrfJson.recognises(headOf('{"reportFormat":"other","results":{"tests":[]}}'))).toBe(false);
});

describeReportLaws({
  reader: ctrfJson,
  files: [fixture("mocha-failures.json"), fixture("jest-load-error.json")],
});
