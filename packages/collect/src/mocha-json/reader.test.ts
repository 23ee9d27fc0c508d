import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { headOf, readAll } from "../testing/read-all.ts";
import { describeReportLaws } from "../testing/report-laws.ts";
import { hasError } from "./join-lists.ts";
import { mochaJson } from "./reader.ts";

const fixture = (name: string) => readFileSync(new URL(`fixtures/${name}`, import.meta.url));

/** An entry as mocha 12 writes it. */
const entry = (title: string, told: object = {}) => ({
  title,
  fullTitle: `cart ${title}`,
  file: "/repo/cart.spec.js",
  duration: 2,
  currentRetry: 0,
  err: {},
  ...told,
});
const passed = (title: string, told: object = {}) => entry(title, { speed: "fast", ...told });
const failed = (title: string) =>
  entry(title, { err: { message: "1 == 2", stack: "AssertionError [ERR_ASSERTION]: 1 == 2\n    at x" } });

type Lists = { readonly [list in "tests" | "passes" | "pending" | "failures"]?: readonly unknown[] };

function report({ tests = [], passes = [], pending = [], failures = [] }: Lists, stats: object = {}): string {
  const totals = { suites: 1, tests: tests.length, passes: passes.length, pending: pending.length };
  return JSON.stringify({
    stats: { ...totals, failures: failures.length, ...stats },
    tests,
    pending,
    failures,
    passes,
  });
}

const read = (lists: Lists, stats: object = {}) => readAll(mochaJson, report(lists, stats));
const codes = ({ problems }: ReturnType<typeof readAll>) =>
  problems.map(({ code, severity }) => `${severity} ${code}`);

test("a real run with failures, retries and failed hooks is read", () => {
  const all = readAll(mochaJson, fixture("failures.json"));
  expect(all.producer).toBe("mocha");
  expect(all.entries).toBe(9);
  expect(all.tests.map((told) => [...told.suite, told.name, told.status, told.earlier?.length ?? 0])).toEqual(
    [
      ["at the top", "passed", 0],
      ["cart", "adds", "passed", 0],
      ["cart", "fails", "failed", 0],
      ["cart", "planned", "skipped", 0],
      ["cart", "skipped", "skipped", 0],
      ["cart", "retried", "passed", 2],
      ["cart", "same", "passed", 0],
      ["cart", "same", "failed", 0],
      ["till", "rings", "passed", 0],
      ["shop", '"before all" hook for "opens"', "errored", 0],
      ["till", '"after each" hook for "rings"', "errored", 0],
    ],
  );
  expect(codes(all)).toEqual(["info ambiguous-identity"]);
});

test("an uncaught error of a real run is a failing case", () => {
  const all = readAll(mochaJson, fixture("uncaught.json"));
  expect(all.tests.map(({ status }) => status)).toEqual(["passed", "passed", "errored"]);
  expect(all.tests[2]).toMatchObject({
    name: '"after all" hook for "waits"',
    details: [{ kind: "error", type: "Error", message: "late" }],
  });
});

test("a test keeps file, suite, name, microseconds and its failure", () => {
  const fails = failed("fails");
  expect(read({ tests: [fails], failures: [fails] }).tests).toEqual([
    {
      file: "/repo/cart.spec.js",
      suite: ["cart"],
      name: "fails",
      durationUs: 2_000,
      status: "failed",
      details: [
        {
          kind: "failure",
          type: "AssertionError",
          message: "1 == 2",
          text: "AssertionError [ERR_ASSERTION]: 1 == 2\n    at x",
        },
      ],
    },
  ]);
});

describe("tests of one name", () => {
  test.each([
    ["failed first", [failed("a"), passed("a")], ["failed", "passed"]],
    ["passed first", [passed("a"), failed("a")], ["passed", "failed"]],
    ["skipped between", [failed("a"), entry("a"), passed("a")], ["failed", "skipped", "passed"]],
  ])("keep their outcomes: %s", (_, tests, statuses) => {
    const all = read({
      tests,
      failures: tests.filter(hasError),
      passes: tests.filter((told) => "speed" in told),
      pending: tests.filter((told) => !hasError(told) && !("speed" in told)),
    });
    expect(all.tests.map(({ status }) => status)).toEqual(statuses);
  });

  test("that one list holds more often than `tests` are failures of hooks", () => {
    const all = read({ tests: [failed("a")], failures: [failed("a"), failed("a")] });
    expect(all.tests.map(({ status }) => status)).toEqual(["failed", "errored"]);
  });
});

test("a test that failed after it had passed is one failed test", () => {
  const twice = { ...failed("a"), speed: "fast" };
  const all = read({ tests: [twice], passes: [twice], failures: [twice] });
  expect(all.tests.map(({ status }) => status)).toEqual(["failed"]);
});

test("what only an outcome's list holds is told", () => {
  const all = read({ passes: [passed("a")], pending: [entry("b")] }, { tests: 2 });
  expect(all.tests.map(({ name, status }) => [name, status])).toEqual([
    ["b", "skipped"],
    ["a", "passed"],
  ]);
  expect(codes(all)).toEqual([]);
});

test("a test in no list of outcomes is errored", () => {
  const all = read({ tests: [passed("a")] });
  expect(all.tests.map(({ status }) => status)).toEqual(["errored"]);
  expect(codes(all)).toContain("warning unknown-status");
});

describe("totals", () => {
  test("that say more than the lists are errors", () => {
    const lists = { tests: [passed("a")], passes: [passed("a")] };
    expect(codes(read(lists, { tests: 2 }))).toEqual(["error cases-dropped"]);
    expect(codes(read(lists, { failures: 1 }))).toEqual(["error declared-totals-differ"]);
    expect(codes(read(lists, { failures: "0" }))).toEqual(["error declared-totals-differ"]);
    expect(codes(read(lists, { tests: 0 }))).toEqual(["info declared-totals-differ"]);
  });

  test("of nothing are no pass", () => {
    expect(codes(read({}))).toEqual(["error no-tests"]);
  });
});

test("a cut report keeps what stands before the cut", () => {
  const text = report({ tests: [failed("a"), passed("b"), entry("c")], failures: [failed("a")] });
  const all = readAll(mochaJson, text.slice(0, text.indexOf('],"pending"')));
  expect(all.tests.map(({ status }) => status)).toEqual(["failed", "passed", "errored"]);
  expect(codes(all)).toEqual(["error truncated"]);
});

test("lists of another type are errors", () => {
  const text = report({ tests: [passed("a")], passes: [passed("a")] }).replace(
    '"failures":[]',
    '"failures":{}',
  );
  expect(codes(readAll(mochaJson, text))).toEqual(["error missing-field"]);
});

test("mochawesome's statistics are not mocha's", () => {
  expect(mochaJson.recognises(headOf(report({})))).toBe(true);
  expect(mochaJson.recognises(headOf(report({}, { testsRegistered: 0 })))).toBe(false);
});

describeReportLaws({
  reader: mochaJson,
  files: [fixture("failures.json"), fixture("uncaught.json")],
});
