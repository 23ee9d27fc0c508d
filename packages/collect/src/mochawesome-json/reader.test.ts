import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { headOf, readAll } from "../testing/read-all.ts";
import { describeReportLaws } from "../testing/report-laws.ts";
import { mochawesomeJson } from "./reader.ts";

const fixture = (name: string) => readFileSync(new URL(`fixtures/${name}`, import.meta.url));

/** A test or hook as mochawesome 8 writes it. */
const entry = (title: string, state: unknown, told: object = {}) => ({
  title,
  duration: 2,
  state,
  pass: state === "passed",
  fail: state === "failed",
  skipped: state === undefined,
  err: state === "failed" ? { message: "Error: down", estack: "Error: down\n    at x" } : {},
  ...told,
});
const suite = (title: string, tests: readonly unknown[], told: object = {}) => ({
  title,
  fullFile: "/repo/cart.spec.js",
  file: "/cart.spec.js",
  beforeHooks: [],
  afterHooks: [],
  tests,
  suites: [],
  ...told,
});
const report = (results: readonly unknown[], stats: object = {}) =>
  JSON.stringify({
    stats: { testsRegistered: 1, failures: 0, other: 0, hasOther: false, ...stats },
    results,
  });
const read = (results: readonly unknown[], stats: object = {}) =>
  readAll(mochawesomeJson, report(results, stats));
const codes = ({ problems }: ReturnType<typeof readAll>) =>
  problems.map(({ code, severity }) => `${severity} ${code}`);

test("a real run with failures and failed hooks is read", () => {
  const all = readAll(mochawesomeJson, fixture("failures.json"));
  expect(all.producer).toBe("mochawesome 8.1.1");
  expect(all.entries).toBe(11);
  expect(all.tests.map((told) => [...told.suite, told.name, told.status])).toEqual([
    ["at the top", "passed"],
    ["cart", "adds", "passed"],
    ["cart", "fails", "failed"],
    ["cart", "planned", "skipped"],
    ["cart", "skipped", "skipped"],
    ["cart", "retried", "passed"],
    ["cart", "same", "passed"],
    ["cart", "same", "failed"],
    ["shop", '"before all" hook for "opens"', "errored"],
    ["shop", "opens", "skipped"],
    ["till", '"after each" hook for "rings"', "errored"],
    ["till", "rings", "passed"],
    ["till", "never runs", "skipped"],
  ]);
  expect(codes(all)).toEqual(["info ambiguous-identity"]);
});

test("an uncaught error of a real run is a failing case", () => {
  const all = readAll(mochawesomeJson, fixture("uncaught.json"));
  expect(all.tests.map(({ file, status }) => [file, status])).toEqual([
    ["/repo/m/async.spec.cjs", "errored"],
    ["/repo/m/async.spec.cjs", "passed"],
    ["/repo/m/async.spec.cjs", "passed"],
  ]);
  expect(all.tests[0]?.details).toMatchObject([{ kind: "error", type: "Error", message: "late" }]);
});

test("a test keeps its file, suites, name, microseconds and failure", () => {
  const nested = suite("", [], {
    fullFile: "",
    file: "",
    suites: [suite("cart", [entry("adds", "failed")])],
  });
  expect(read([nested], { failures: 1 }).tests).toEqual([
    {
      file: "/repo/cart.spec.js",
      suite: ["cart"],
      name: "adds",
      durationUs: 2_000,
      status: "failed",
      details: [{ kind: "failure", type: "Error", message: "down", text: "Error: down\n    at x" }],
    },
  ]);
});

describe("a state", () => {
  test.each([
    ["passed", {}, "passed"],
    ["passed", { fail: true }, "failed"],
    ["pending", {}, "skipped"],
    [undefined, {}, "skipped"],
    [undefined, { skipped: false }, "errored"],
    ["odd", { skipped: true }, "errored"],
  ])("%s with %j is %s", (state, told, status) => {
    expect(read([suite("cart", [entry("a", state, told)])]).tests.map((found) => found.status)).toEqual([
      status,
    ]);
  });

  test("of a hook is told only when it failed", () => {
    const hooks = [entry("a", "passed"), entry("b", undefined), entry("c", "failed"), entry("d", "odd")];
    const all = read([suite("cart", [entry("x", "passed")], { afterHooks: hooks })], { other: 2 });
    expect(all.tests.map(({ name, status }) => [name, status])).toEqual([
      ["c", "errored"],
      ["d", "errored"],
      ["x", "passed"],
    ]);
    expect(codes(all)).toEqual(["warning unknown-status"]);
  });
});

describe("statistics", () => {
  const passed = [suite("cart", [entry("a", "passed")])];

  test.each([
    [{ testsRegistered: 2 }, "error cases-dropped"],
    [{ failures: 1 }, "error declared-totals-differ"],
    [{ other: 1 }, "error declared-totals-differ"],
  ])("%j that say more than the suites are errors", (stats, code) => {
    expect(codes(read(passed, stats))).toEqual([code]);
  });

  test("of nothing are no pass", () => {
    expect(codes(read([false], { testsRegistered: 0 }))).toEqual(["error no-tests"]);
  });
});

test("parts of another type are errors, and hide nothing beside them", () => {
  const all = read([null, suite("cart", [3, entry("a", "failed")], { suites: {} })], { failures: 1 });
  expect(all.tests.map(({ status }) => status)).toEqual(["failed"]);
  expect(codes(all)).toEqual(["error missing-field"]);
});

test("deep suites cost no stack and shorten the path", () => {
  const depth = 20_000;
  const leaf = JSON.stringify(suite("s", [entry("a", "failed")]));
  const deep = `${'{"title":"s","tests":[],"suites":['.repeat(depth)}${leaf}${"]}".repeat(depth)}`;
  const all = readAll(mochawesomeJson, `{"stats":{"testsRegistered":1,"failures":1},"results":[${deep}]}`);
  expect(all.tests[0]?.suite).toHaveLength(100);
  expect(all.tests[0]?.status).toBe("failed");
  expect(codes(all)).toEqual(["info too-deep"]);
});

test("mocha's own statistics are not mochawesome's", () => {
  expect(mochawesomeJson.recognises(headOf(report([])))).toBe(true);
  expect(mochawesomeJson.recognises(headOf('{"stats":{"suites":1,"tests":1},"tests":[]}'))).toBe(false);
});

describeReportLaws({
  reader: mochawesomeJson,
  files: [fixture("failures.json"), fixture("uncaught.json")],
});
