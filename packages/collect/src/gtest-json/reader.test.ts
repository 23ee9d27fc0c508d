import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { headOf, readAll } from "../testing/read-all.ts";
import { describeReportLaws } from "../testing/report-laws.ts";
import { gtestJson } from "./reader.ts";

const fixture = (name: string) => readFileSync(new URL(`fixtures/${name}`, import.meta.url));
const entry = (told: object = {}) => ({
  name: "Adds",
  file: "src/cart_test.cc",
  line: 3,
  status: "RUN",
  result: "COMPLETED",
  timestamp: "2026-11-25T14:47:20Z",
  time: "0.0015s",
  classname: "Cart",
  ...told,
});
const suite = (tests: unknown, told: object = {}) => ({
  name: "Cart",
  time: "0s",
  testsuite: tests,
  ...told,
});
const report = (suites: unknown, told: object = {}) =>
  JSON.stringify({
    tests: 1,
    failures: 0,
    disabled: 0,
    errors: 0,
    time: "0s",
    name: "AllTests",
    testsuites: suites,
    ...told,
  });
const read = (suites: unknown, told: object = {}) => readAll(gtestJson, report(suites, told));
const codes = ({ problems }: ReturnType<typeof readAll>) =>
  problems.map(({ code, severity }) => `${severity} ${code}`);
const failures = [{ failure: "a.cc:4\nExpected equality", type: "" }];

test("a real run with failures is read", () => {
  const all = readAll(gtestJson, fixture("failures.json"));
  expect(all.producer).toBe("googletest");
  expect(all.entries).toBe(12);
  expect(
    all.tests.map(({ suite: path, name, status, details }) => [...path, name, status, details.length]),
  ).toEqual([
    ["Cart", "Adds", "passed", 0],
    ["Cart", "Fails", "failed", 2],
    ["Cart", "Skips", "skipped", 0],
    ["Cart", "DISABLED_Later", "skipped", 0],
    ["Cart", "Throws", "failed", 1],
    ["Cart", "Tells", "passed", 0],
    ["Shop", "Opens", "skipped", 0],
    ["Typed/0", "Holds", "passed", 0],
    ["Typed/1", "Holds", "failed", 1],
    ["Crash", "Aborts", "passed", 0],
    ["Coins/Till", "Rings/0", "passed", 0],
    ["Coins/Till", "Rings/1", "failed", 1],
  ]);
  // The set-up of Shop failed: its test is skipped, and no total says so.
  expect(codes(all)).toEqual(["error run-failed"]);
});

describe("a real run whose environment failed, without the comma that googletest forgets,", () => {
  const file = fixture("environment-failed.json.txt");

  test.each([1, 7, 65_536])("has that failure in chunks of %i bytes", (size) => {
    const all = readAll(gtestJson, file, size);
    expect(all.entries).toBe(1);
    expect(all.tests.map(({ name, status }) => [name, status])).toEqual([
      ["Adds", "passed"],
      ["failure outside any test", "errored"],
    ]);
    // googletest's total does not count it.
    expect(codes(all)).toEqual(["info malformed-tolerated", "info declared-totals-differ"]);
  });

  test("has it with the line ends of Windows as well", () => {
    const all = readAll(gtestJson, file.toString("utf8").replaceAll("\n", "\r\n"));
    expect(all.tests).toHaveLength(2);
  });

  test("is an error when it is cut anywhere", () => {
    for (let length = 0; length < file.length - 3; length++) {
      const { problems } = readAll(gtestJson, file.subarray(0, length));
      expect(problems.some(({ severity }) => severity === "error")).toBe(true);
    }
  });
});

test("a real list of tests is refused with advice", () => {
  const all = readAll(gtestJson, fixture("list.json"));
  expect(all.tests).toEqual([]);
  expect(codes(all)).toEqual(["error unsupported-format"]);
});

test("a test keeps file, suite, name, line, microseconds and its failures", () => {
  expect(read([suite([entry({ failures })])], { failures: 1 }).tests).toEqual([
    {
      file: "src/cart_test.cc",
      suite: ["Cart"],
      name: "Adds",
      line: 3,
      status: "failed",
      durationUs: 1_500,
      details: [{ kind: "failure", message: "a.cc:4", text: "a.cc:4\nExpected equality" }],
    },
  ]);
});

describe("a test", () => {
  test.each([
    [{}, "passed", []],
    [{ result: undefined }, "passed", []],
    [{ failures: [] }, "passed", []],
    [{ result: "SKIPPED" }, "skipped", []],
    [{ status: "NOTRUN", result: "SUPPRESSED" }, "skipped", []],
    [{ status: "NOTRUN", result: undefined }, "skipped", []],
    [{ status: "NOTRUN", result: "COMPLETED" }, "errored", ["warning unknown-status"]],
    [{ result: "ODD" }, "errored", ["warning unknown-status"]],
    [{ status: undefined }, "errored", ["warning unknown-status"]],
    [{ result: "SKIPPED", failures }, "failed", []],
    [{ failures: [null] }, "failed", []],
    [{ failures: {} }, "failed", ["error missing-field"]],
  ])("with %j is %s", (told, status, problems) => {
    const all = read([suite([entry(told)])]);
    expect(all.tests.map((found) => found.status)).toEqual([status]);
    expect(codes(all).filter((code) => code !== "info declared-totals-differ")).toEqual(problems);
  });

  test("that was skipped keeps the reason that newer versions write", () => {
    const told = { result: "SKIPPED", skipped: [{ message: "t.cc:5\nno till\n" }] };
    expect(read([suite([entry(told)])]).tests[0]?.details).toEqual([
      { kind: "skip", message: "t.cc:5", text: "t.cc:5\nno till" },
    ]);
  });

  test.each([["1.5"], ["1,5s"], [-1], ["s"]])("with a time of %s has no duration", (time) => {
    const all = read([suite([entry({ time })])]);
    expect(all.tests[0]).not.toHaveProperty("durationUs");
    expect(codes(all)).toEqual(["warning unknown-duration"]);
  });
});

describe("a suite whose tests never started", () => {
  const never = { result: "SKIPPED", timestamp: "1970-01-01T00:00:00Z" };
  const disabled = { status: "NOTRUN", result: "SUPPRESSED", timestamp: "1970-01-01T00:00:00Z" };

  test("is an error", () => {
    expect(codes(read([suite([entry(never), entry({ name: "B", ...disabled })])], { tests: 2 }))).toEqual([
      "error run-failed",
    ]);
  });

  test("is none when the tests are disabled, or one of them started", () => {
    expect(codes(read([suite([entry(disabled)])]))).toEqual([]);
    expect(codes(read([suite([entry(never), entry({ name: "B" })])], { tests: 2 }))).toEqual([]);
  });
});

test("a failure outside any test is a case that googletest does not count", () => {
  const outside = { name: "NonTestSuiteFailure", failures: 1 };
  const all = read([suite([entry()]), suite([entry({ name: "", failures })], outside)]);
  expect(all.entries).toBe(1);
  expect(all.tests[1]).toMatchObject({
    suite: ["NonTestSuiteFailure"],
    name: "failure outside any test",
    status: "errored",
  });
});

describe("totals", () => {
  const passed = [suite([entry()])];

  test.each([
    [{ tests: 2 }, "error cases-dropped"],
    [{ failures: 1 }, "error declared-totals-differ"],
    [{ errors: 1 }, "error declared-totals-differ"],
  ])("that say %j are errors", (totals, code) => {
    expect(codes(read(passed, totals))).toEqual([code]);
  });

  test("of a suite count as well", () => {
    expect(codes(read([suite([entry()], { failures: 1 })]))).toEqual(["error declared-totals-differ"]);
  });

  test("of nothing are no pass", () => {
    expect(codes(read([], { tests: 0 }))).toEqual(["error no-tests"]);
  });
});

test("parts of another type are errors, and hide nothing beside them", () => {
  const all = read([null, suite([3, entry({ failures })]), suite({})], { failures: 1 });
  expect(all.tests.map(({ status }) => status)).toEqual(["failed"]);
  expect(codes(all)).toEqual(["error missing-field"]);
});

test("JUnit turned into JSON is not googletest's", () => {
  expect(gtestJson.recognises(headOf(report([])))).toBe(true);
  expect(gtestJson.recognises(headOf('{"testsuites":{"tests":1,"testsuite":[]}}'))).toBe(false);
});

describeReportLaws({
  reader: gtestJson,
  files: [
    fixture("failures.json"),
    // The same without the suite that is an error by itself, so that the others have to be found.
    Buffer.from(
      report([suite([entry(), entry({ name: "B", failures }), entry({ name: "C", failures })])], {
        tests: 3,
        failures: 2,
      }),
    ),
  ],
});
