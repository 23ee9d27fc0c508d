import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { headOf, readAll } from "../testing/read-all.ts";
import { describeReportLaws } from "../testing/report-laws.ts";
import { newmanJson } from "./reader.ts";

const fixture = (name: string) => readFileSync(new URL(`fixtures/${name}.json`, import.meta.url));
const assertion = (told: object = {}) => ({ assertion: "answers", skipped: false, ...told });
const failure = {
  name: "AssertionError",
  message: "expected 1 to equal 2",
  stack: "AssertionError: expected 1 to equal 2\n   at x",
};
const execution = (assertions: unknown, told: object = {}) => ({
  cursor: { iteration: 0, cycles: 1 },
  item: { id: "i", name: "pay" },
  id: "i",
  assertions,
  ...told,
});
const report = (executions: readonly unknown[], told: object = {}) =>
  JSON.stringify({
    collection: { item: [{ name: "shop", item: [{ id: "i", name: "pay" }] }], info: { name: "api" } },
    run: {
      stats: { assertions: {} },
      timings: { started: 5 },
      executions,
      failures: [],
      error: null,
      ...told,
    },
  });
const read = (executions: readonly unknown[], told: object = {}) =>
  readAll(newmanJson, report(executions, told));
const codes = ({ problems }: ReturnType<typeof readAll>) =>
  problems.map(({ code, severity }) => `${severity} ${code}`);

test("a real run with failed assertions, scripts and requests is read", () => {
  const all = readAll(newmanJson, fixture("failures"));
  expect(all.producer).toBe("newman");
  expect(all.entries).toBe(5);
  expect(all.tests.map(({ suite, name, status }) => [...suite, name, status])).toEqual([
    ["root", "ok", "passed"],
    ["root", "fails", "failed"],
    ["root", "later", "skipped"],
    ["cart", "throws", "test script", "errored"],
    ["cart", "throws", "before", "passed"],
    ["cart", "down", "request", "errored"],
    ["cart", "down", "answers", "failed"],
    ["cart", "pre", "pre-request script", "errored"],
  ]);
  expect(all.runs).toMatchObject([{ source: "newman", verdict: "failed", errors: [] }]);
  expect(codes(all)).toEqual([]);
});

test("a real run without a connection has a failed request and no assertion", () => {
  const all = readAll(newmanJson, fixture("no-connection"));
  expect(all.entries).toBe(0);
  expect(all.tests).toEqual([
    {
      suite: ["root"],
      name: "request",
      status: "errored",
      details: [{ kind: "error", message: "ECONNREFUSED connect 127.0.0.1 1" }],
      entries: 0,
    },
  ]);
});

test("an assertion keeps folders, request, iteration and its failure", () => {
  const cursor = { iteration: 1, cycles: 2 };
  const all = read([execution([assertion({ error: failure })], { cursor })], { failures: [{}] });
  expect(all.tests).toEqual([
    {
      suite: ["shop", "pay"],
      name: "answers",
      environment: "iteration 2",
      status: "failed",
      details: [
        {
          kind: "failure",
          type: "AssertionError",
          message: "expected 1 to equal 2",
          text: "AssertionError: expected 1 to equal 2\n   at x",
        },
      ],
    },
  ]);
  expect(all.runs).toEqual([{ source: "newman", verdict: "failed", startedAt: 5, errors: [] }]);
  expect(codes(all)).toEqual([]);
});

test.each([
  [{}, "passed", []],
  [{ skipped: undefined, error: null }, "passed", []],
  [{ skipped: true }, "skipped", []],
  [{ skipped: true, error: {} }, "failed", ["info declared-totals-differ"]],
  [{ error: "down" }, "failed", ["info declared-totals-differ"]],
  [{ skipped: "no" }, "errored", ["warning unknown-status", "info declared-totals-differ"]],
])("an assertion with %j is %s", (told, status, problems) => {
  const all = read([execution([assertion(told)])]);
  expect(all.tests.map((found) => found.status)).toEqual([status]);
  expect(codes(all)).toEqual(problems);
});

describe("a run", () => {
  const passed = [execution([assertion()])];

  test("that passed says so", () => {
    expect(read(passed).runs).toMatchObject([{ verdict: "passed" }]);
  });

  test("that an error stopped is failed", () => {
    const all = read(passed, { error: { message: "callback timed out" } });
    expect(all.runs).toMatchObject([{ verdict: "failed", errors: ["callback timed out"] }]);
    expect(codes(all)).toEqual(["error run-failed"]);
  });

  test("with more failures than its executions show is failed", () => {
    const all = read(passed, { failures: [{ at: "request" }] });
    expect(all.runs).toMatchObject([{ verdict: "failed" }]);
    expect(codes(all)).toEqual(["error run-failed", "error declared-totals-differ"]);
  });

  test("that counts more assertions than it shows is an error", () => {
    expect(codes(read(passed, { stats: { assertions: { total: 2, failed: 0 } } }))).toEqual([
      "error cases-dropped",
    ]);
    expect(codes(read(passed, { stats: { assertions: { total: 1, failed: 1 } } }))).toEqual([
      "error declared-totals-differ",
    ]);
  });

  test("that asserts nothing is no pass", () => {
    expect(codes(read([execution(undefined)]))).toEqual(["error no-tests"]);
  });

  test("that is cut tells a failure, and no pass", () => {
    const text = report([execution([assertion({ error: failure })]), execution([assertion()])]);
    const cut = readAll(newmanJson, text.slice(0, text.lastIndexOf('"assertions"')));
    expect(cut.runs).toMatchObject([{ verdict: "failed" }]);
    expect(codes(cut)).toEqual(["error truncated"]);
    const passing = report(passed);
    expect(readAll(newmanJson, passing.slice(0, -20)).runs).toEqual([]);
  });
});

test("parts of another type are errors, and hide nothing beside them", () => {
  const all = read([null, execution({}), execution([3, assertion({ error: failure })])], { failures: [{}] });
  expect(all.tests.map(({ status }) => status)).toEqual(["failed"]);
  expect(codes(all)).toEqual(["error missing-field"]);
  expect(codes(readAll(newmanJson, '{"collection":{"item":[]},"run":[]}'))).toEqual(["error missing-field"]);
});

test("deep folders cost no stack", () => {
  const depth = 20_000;
  const deep = `${'{"name":"s","item":['.repeat(depth)}{"id":"i"}${"]}".repeat(depth)}`;
  const text = report([execution([assertion()])]).replace(
    /"collection":.*?,"run"/,
    `"collection":${deep},"run"`,
  );
  expect(readAll(newmanJson, text).tests[0]?.suite).toHaveLength(101);
});

test("a collection alone is no report, and a long one does not hide the format", () => {
  const item = [{ name: "x".repeat(70_000) }];
  const recognises = (document: object) => newmanJson.recognises(headOf(JSON.stringify(document)));
  expect(recognises({ collection: { item, info: {} }, run: { executions: [] } })).toBe(true);
  expect(recognises({ collection: { item: [], info: {} } })).toBe(false);
  expect(recognises({ info: {}, item })).toBe(false);
  expect(recognises({ run: { executions: [], stats: {} } })).toBe(true);
});

describeReportLaws({
  reader: newmanJson,
  files: [fixture("failures"), fixture("no-connection")],
});
