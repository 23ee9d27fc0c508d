import { describe, expect, test } from "vitest";
import { headOf, readAll } from "../testing/read-all.ts";
import { dartJson } from "./reader.ts";

const start = { protocolVersion: "0.1.1", runnerVersion: "1.25.8", pid: 7, type: "start", time: 0 };
const suite = { suite: { id: 0, platform: "vm", path: "test/cart_test.dart" }, type: "suite", time: 0 };
const group = (id: number, parentID: number | null, name: string) => ({
  group: { id, suiteID: 0, parentID, name },
  type: "group",
  time: 1,
});
const begin = (id: number, name: string, told: object = {}) => ({
  test: { id, name, suiteID: 0, groupIDs: [], metadata: { skip: false, skipReason: null }, ...told },
  type: "testStart",
  time: 10,
});
const done = (testID: number, result: unknown, told: object = {}) => ({
  testID,
  result,
  skipped: false,
  hidden: false,
  type: "testDone",
  time: 13,
  ...told,
});
const error = (testID: number, isFailure: boolean) => ({
  testID,
  error: "Expected: <2>\n  Actual: <1>\n",
  stackTrace: "test/cart_test.dart 13:9  main\n",
  isFailure,
  type: "error",
  time: 12,
});
const end = (success: unknown) => ({ success, type: "done", time: 20 });
const read = (...events: readonly object[]) =>
  readAll(dartJson, events.map((event) => `${JSON.stringify(event)}\n`).join(""));
const statuses = ({ tests }: ReturnType<typeof readAll>) =>
  tests.map(({ name, status }) => `${name}: ${status}`);
const codes = ({ problems }: ReturnType<typeof readAll>) =>
  problems.map(({ code, severity }) => `${severity} ${code}`);

test("a test keeps its file, groups, platform, line, time and error", () => {
  const groups = [group(1, null, ""), group(2, 1, "Cart"), group(3, 2, "Cart totals")];
  const url = "file:///repo/test/cart_test.dart";
  const test = begin(4, "Cart totals are exact", { groupIDs: [1, 2, 3], line: 12, column: 7, url });
  const all = read(start, suite, ...groups, test, error(4, true), done(4, "failure"), end(false));
  expect(all.producer).toBe("dart test 1.25.8");
  expect(all.tests).toEqual([
    {
      file: "test/cart_test.dart",
      suite: ["Cart", "totals"],
      name: "are exact",
      environment: "vm",
      line: 12,
      status: "failed",
      durationUs: 3_000,
      details: [
        {
          kind: "failure",
          message: "Expected: <2>",
          text: "Expected: <2>\n  Actual: <1>\ntest/cart_test.dart 13:9  main",
        },
      ],
    },
  ]);
  expect(all.runs).toEqual([{ source: "dart", verdict: "failed", errors: [] }]);
  expect(all.problems).toEqual([]);
});

test("the line of a helper is not the test's", () => {
  const url = "package:flutter_test/src/widget_tester.dart";
  const lines = [
    { line: 126, url },
    { line: 126, url, root_line: 528, root_url: "file:///repo/test/cart_test.dart" },
  ];
  const all = read(
    start,
    suite,
    begin(1, "a", lines[0]),
    begin(2, "b", lines[1]),
    done(1, "success"),
    done(2, "success"),
    end(true),
  );
  expect(all.tests.map(({ line }) => line)).toEqual([undefined, 528]);
});

describe("a test is", () => {
  test.each([
    ["passed", [done(1, "success")], "passed"],
    ["skipped by its end, not by its metadata", [done(1, "success", { skipped: true })], "skipped"],
    ["failed", [error(1, true), done(1, "failure")], "failed"],
    ["errored", [error(1, false), done(1, "error")], "errored"],
    ["errored by an error behind its end", [done(1, "success"), error(1, false)], "errored"],
    [
      "failed by a failure behind its skip",
      [done(1, "success", { skipped: true }), error(1, true)],
      "failed",
    ],
    ["errored by an unknown word", [done(1, "odd")], "errored"],
    ["errored without an end", [], "errored"],
  ])("%s", (_what, events, status) => {
    expect(statuses(read(start, suite, begin(1, "a"), ...events, end(false)))).toEqual([`a: ${status}`]);
  });

  test("none when it is hidden, unless it failed", () => {
    const load = begin(1, "loading test/cart_test.dart");
    const good = [begin(2, "a"), done(2, "success")];
    expect(
      statuses(read(start, suite, load, done(1, "success", { hidden: true }), ...good, end(true))),
    ).toEqual(["a: passed"]);
    expect(
      statuses(read(start, suite, load, done(1, "error", { hidden: true }), ...good, end(false))),
    ).toEqual(["loading test/cart_test.dart: errored", "a: passed"]);
  });
});

describe("a run", () => {
  const good = [start, suite, begin(1, "a"), done(1, "success")];

  test.each([
    [true, "passed", []],
    [false, "failed", ["error run-failed"]],
    [null, "interrupted", ["error run-failed"]],
  ])("of success %s is %s", (success, verdict, wanted) => {
    const all = read(...good, end(success));
    expect(all.runs).toMatchObject([{ verdict }]);
    expect(codes(all)).toEqual(wanted);
  });

  test("without an end is interrupted", () => {
    const all = read(...good);
    expect(all.runs).toMatchObject([{ verdict: "interrupted" }]);
    expect(codes(all)).toEqual(["error truncated"]);
  });

  test("that announces more files than it tells is an error", () => {
    expect(codes(read(...good, { count: 2, type: "allSuites", time: 1 }, end(true)))).toEqual([
      "error cases-dropped",
    ]);
  });

  test("behind another one has ids of its own", () => {
    expect(
      statuses(read(...good, end(true), start, suite, begin(1, "b"), done(1, "success"), end(true))),
    ).toEqual(["a: passed", "b: passed"]);
  });

  test("without a test is unknown", () => {
    expect(codes(read(start, end(true)))).toEqual(["error no-tests"]);
  });
});

test.each([
  ["an end of an unknown test", { testID: 9, result: "failure", type: "testDone" }, "error missing-field"],
  ["an event without a type", { testID: 1, result: "failure" }, "error missing-field"],
  ["a type that is not known", { type: "weather" }, "warning unknown-record"],
  ["a log line that is JSON", { level: "info" }, "info text-around-document"],
])("%s is told", (_what, event, code) => {
  expect(codes(read(start, suite, begin(1, "a"), event, done(1, "success"), end(true)))).toContain(code);
});

test("text beside the events is skipped, and told", () => {
  const text = `Building…\n${[start, suite, begin(1, "a"), done(1, "success"), end(true)].map((event) => JSON.stringify(event)).join("\n")}`;
  expect(dartJson.recognises(headOf(text))).toBe(true);
  expect(codes(readAll(dartJson, text))).toEqual(["info text-around-document"]);
});

test("recognises no other stream with a type", () => {
  expect(dartJson.recognises(headOf('{"type":"auditSummary","data":{}}\n'))).toBe(false);
});
