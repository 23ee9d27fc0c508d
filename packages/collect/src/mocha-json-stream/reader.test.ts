import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { headOf, readAll } from "../testing/read-all.ts";
import { describeReportLaws } from "../testing/report-laws.ts";
import { mochaJsonStream } from "./reader.ts";

const fixture = (name: string) => readFileSync(new URL(`fixtures/${name}`, import.meta.url));
const told = (title: string) => ({
  title,
  fullTitle: `cart ${title}`,
  file: "/repo/cart.spec.js",
  duration: 2,
  currentRetry: 0,
});
const start = ["start", { total: 1 }];
const pass = (title: string, more: object = {}) => ["pass", { ...told(title), speed: "fast", ...more }];
const fail = (title: string) => ["fail", { ...told(title), err: "1 == 2", stack: "Error: 1 == 2\n    at x" }];
const end = (passes: number, failures: number, more: object = {}) => [
  "end",
  { passes, failures, pending: 0, ...more },
];
const stream = (...events: readonly unknown[]) =>
  events.map((event) => `${JSON.stringify(event)}\n`).join("");
const read = (...events: readonly unknown[]) => readAll(mochaJsonStream, stream(...events));
const codes = ({ problems }: ReturnType<typeof readAll>) =>
  problems.map(({ code, severity }) => `${severity} ${code}`);

test("a real run with failures, retries and failed hooks is read", () => {
  const all = readAll(mochaJsonStream, fixture("failures.ndjson"));
  expect(all.producer).toBe("mocha");
  expect(
    all.tests.map((found) => [...found.suite, found.name, found.status, found.earlier?.length ?? 0]),
  ).toEqual([
    ["at the top", "passed", 0],
    ["cart", "adds", "passed", 0],
    ["cart", "fails", "failed", 0],
    ["cart", "retried", "passed", 2],
    ["cart", "same", "passed", 0],
    ["cart", "same", "failed", 0],
    ["shop", '"before all" hook for "opens"', "errored", 0],
    ["till", "rings", "passed", 0],
    ["till", '"after each" hook for "rings"', "errored", 0],
  ]);
  expect(codes(all)).toEqual(["info ambiguous-identity", "info cases-dropped"]);
});

test("a real run that a test ended with process.exit(0) is interrupted", () => {
  const all = readAll(mochaJsonStream, fixture("exit.ndjson"));
  expect(all.tests.map(({ status }) => status)).toEqual(["passed"]);
  expect(all.runs).toEqual([{ source: "mocha", verdict: "interrupted", errors: [] }]);
  expect(codes(all)).toEqual(["error truncated"]);
});

test("a failure keeps file, suite, name, microseconds and its error", () => {
  expect(read(start, fail("fails"), end(0, 1)).tests).toEqual([
    {
      file: "/repo/cart.spec.js",
      suite: ["cart"],
      name: "fails",
      durationUs: 2_000,
      status: "failed",
      details: [{ kind: "failure", type: "Error", message: "1 == 2", text: "Error: 1 == 2\n    at x" }],
    },
  ]);
});

describe("lines that are no events", () => {
  test("are skipped, also in front of one", () => {
    const text = `starting\n${stream(start)}dots..${stream(fail("a"))}[1,2]\n${stream(end(0, 1))}`;
    const all = readAll(mochaJsonStream, text);
    expect(all.tests.map(({ status }) => status)).toEqual(["failed"]);
    expect(codes(all)).toEqual(["info text-around-document"]);
    expect(mochaJsonStream.recognises(headOf(text))).toBe(true);
  });

  test("and look like one are errors", () => {
    const text = `${stream(start)}${JSON.stringify(fail("a")).slice(1)}\n["pass",{"ti\n${stream(end(0, 0))}`;
    expect(codes(readAll(mochaJsonStream, text))).toEqual(["error no-tests", "error malformed"]);
  });
});

test("an event that is not known is an error", () => {
  expect(codes(read(start, ["bail", {}], pass("a"), end(1, 0)))).toEqual(["error unknown-element"]);
});

describe("totals", () => {
  test("that say more than the events are errors", () => {
    expect(codes(read(start, pass("a"), end(2, 0)))).toEqual(["error cases-dropped"]);
    expect(codes(read(start, pass("a"), end(1, 1)))).toEqual(["error declared-totals-differ"]);
  });

  test("of pending tests are all that is known of them", () => {
    expect(codes(read(start, pass("a"), end(1, 0, { pending: 2 })))).toEqual(["info cases-dropped"]);
  });

  test("of nothing are no pass", () => {
    expect(codes(read(start, end(0, 0)))).toEqual(["error no-tests"]);
  });
});

test("each run of a file has its own totals and its own end", () => {
  const one = [start, pass("a"), end(1, 0)];
  expect(codes(read(...one, start, pass("b"), end(1, 0)))).toEqual([]);
  const all = read(start, pass("a"), start, pass("b"), end(1, 0));
  expect(all.runs.map(({ verdict }) => verdict)).toEqual(["interrupted"]);
  expect(codes(all)).toEqual(["error truncated"]);
});

test("an XML report that quotes a stream is none", () => {
  expect(mochaJsonStream.recognises(headOf(`<testsuite>\n${stream(start)}</testsuite>`))).toBe(false);
});

describeReportLaws({
  reader: mochaJsonStream,
  files: [fixture("failures.ndjson"), fixture("exit.ndjson")],
  isStream: true,
});
