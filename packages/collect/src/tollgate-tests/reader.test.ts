import { describe, expect, test } from "vitest";
import type { RawTest } from "../reader.ts";
import { headOf, readAll } from "../testing/read-all.ts";
import { encodeEnd, encodeHeader, encodeTest } from "./encode.ts";
import { tollgateTests } from "./reader.ts";
import type { End, Header } from "./records.ts";

const header: Header = { runner: "vitest 5.1.1", startedAt: 1_764_086_400_000 };
const begin = (more: Partial<Header> = {}): string => encodeHeader({ ...header, ...more });
const end = (tests: number, more: Partial<End> = {}): string =>
  encodeEnd({ verdict: "passed", tests, endedAt: 1_764_086_401_000, errors: [], ...more });
const pays: RawTest = {
  file: "/repo/cart.test.ts",
  suite: ["cart"],
  name: "pays",
  status: "passed",
  details: [],
};
const fails: RawTest = {
  ...pays,
  name: "fails",
  line: 7,
  status: "failed",
  durationUs: 1_500,
  details: [
    {
      kind: "failure",
      type: "AssertionError",
      message: "expected 1 to be 2",
      text: "AssertionError: …\n    at x",
    },
  ],
  earlier: [{ status: "errored", durationUs: 9, details: [{ kind: "error", message: "timed out" }] }],
};
const read = (...lines: readonly string[]) => readAll(tollgateTests, lines.join(""));
const codes = ({ problems }: ReturnType<typeof readAll>) =>
  problems.map(({ code, severity }) => `${severity} ${code}`);
/** The line of a test with members as no encoder writes them. */
const odd = (members: object): string => `${JSON.stringify({ test: { ...pays, ...members } })}\n`;

test("a run keeps runner, coordinates, tests, tries and verdict", () => {
  const told = { kind: "contract", package: "@shop/api", shard: { index: 2, total: 3 } };
  const all = read(begin(told), encodeTest(pays), encodeTest(fails), end(2, { verdict: "failed" }));
  expect(all).toMatchObject({
    producer: "vitest 5.1.1",
    ...told,
    entries: 2,
    tests: [pays, fails],
    runs: [{ source: "vitest", startedAt: header.startedAt, verdict: "failed", errors: [] }],
    problems: [],
  });
});

describe("a run without its end", () => {
  test("is interrupted, and keeps what was known", () => {
    const all = read(begin(), encodeTest(pays));
    expect(all.tests).toEqual([pays]);
    expect(all.runs).toMatchObject([{ verdict: "interrupted" }]);
    expect(codes(all)).toEqual(["error truncated"]);
  });

  test("that ends inside a test is so too", () => {
    const all = read(begin(), encodeTest(pays), encodeTest(fails).slice(0, 60));
    expect(all.runs).toMatchObject([{ verdict: "interrupted" }]);
    expect(codes(all)).toEqual(["error truncated", "error truncated"]);
  });
});

describe("a verdict", () => {
  test("of failed without a failing test is a problem", () => {
    expect(codes(read(begin(), encodeTest(pays), end(1, { verdict: "failed" })))).toEqual([
      "error run-failed",
    ]);
  });

  test("of passed is none when an error happened outside tests", () => {
    const all = read(begin(), encodeTest(pays), end(1, { errors: ["Error: late"] }));
    expect(all.runs).toMatchObject([{ verdict: "failed", errors: ["Error: late"] }]);
    expect(codes(all)).toEqual(["error run-failed"]);
  });

  test("that is not known is failed", () => {
    const all = read(
      begin(),
      encodeTest(pays),
      `{"end":{"verdict":"fine","tests":1,"endedAt":1,"errors":[]}}\n`,
    );
    expect(all.runs).toMatchObject([{ verdict: "failed" }]);
    expect(codes(all)).toEqual(["error run-failed", "error unknown-status"]);
  });
});

describe("a run of nothing", () => {
  test("is no pass", () => {
    expect(codes(read(begin(), end(0)))).toEqual(["error no-tests"]);
  });

  test("is one of several shards", () => {
    expect(codes(read(begin({ shard: { index: 3, total: 3 } }), end(0)))).toEqual(["info no-tests"]);
  });
});

describe("a report of another version", () => {
  test("is refused with advice", () => {
    const all = read('{"tollgate":"tests/2","runner":"vitest 9"}\n', '{"tests":[]}\n', "what\n");
    expect(all.tests).toEqual([]);
    expect(all.problems).toMatchObject([
      { code: "unsupported-format", message: 'The report has the format "tests/2"; tests/1 is read here.' },
    ]);
  });

  test("is recognised", () => {
    expect(tollgateTests.recognises(headOf('{"tollgate":"tests/2"}'))).toBe(true);
    expect(tollgateTests.recognises(headOf('{"tollgate":"run/1"}'))).toBe(false);
  });
});

describe("damage", () => {
  test.each([
    ["a line that is no record", ["dots..\n"], "error malformed"],
    ["a record that is cut", ['{"test":{"sui\n'], "error malformed"],
    ["a record that is not known", ['{"suite":{}}\n'], "error unknown-element"],
    ["a record of nothing", ["{}\n"], "error unknown-element"],
    ["a second header", [begin()], "error several-documents"],
  ])("of %s is an error", (_what, lines, code) => {
    expect(codes(read(begin(), encodeTest(pays), ...lines, end(1)))).toEqual([code]);
  });

  test("of a lost line is an error", () => {
    expect(codes(read(begin(), encodeTest(pays), end(2)))).toEqual(["error cases-dropped"]);
  });

  test("of a lost header is an error", () => {
    expect(codes(read(encodeTest(pays), end(1)))).toEqual(["error malformed"]);
  });

  test("by a second writer behind the end is an error, and its failures count", () => {
    const all = read(begin(), encodeTest(pays), end(1), encodeTest(fails));
    expect(all.tests).toHaveLength(2);
    expect(codes(all)).toEqual(["error several-documents", "info declared-totals-differ"]);
  });
});

describe("a test", () => {
  test.each([
    ["an unknown status", { status: "fixed" }, "errored", "warning unknown-status"],
    ["no status", { status: undefined }, "errored", "warning unknown-status"],
    ["a failure in a pass", { details: [{ kind: "failure" }] }, "failed", "warning unknown-status"],
    [
      "an error in a skip",
      { status: "skipped", details: [{ kind: "error" }] },
      "errored",
      "warning unknown-status",
    ],
    ["a detail of an unknown kind", { details: [{ kind: "oops" }] }, "errored", "warning unknown-status"],
    ["no details", { details: undefined }, "passed", "error missing-field"],
    ["details that are none", { details: [7] }, "passed", "error missing-field"],
    ["tries that are none", { earlier: {} }, "passed", "error missing-field"],
    ["a try that is none", { earlier: [null] }, "passed", "error missing-field"],
    ["no name", { name: undefined }, "passed", "warning missing-field"],
    ["a suite that is a text", { suite: "cart" }, "passed", "warning missing-field"],
    ["a line before the first", { line: 0 }, "passed", "warning missing-field"],
    ["a negative duration", { durationUs: -1 }, "passed", "warning unknown-duration"],
    ["a member of a newer writer", { mood: "good" }, "passed", "warning unknown-element"],
  ])("with %s is a doubt", (_what, members, status, code) => {
    const all = read(begin(), odd(members), end(1));
    expect(all.tests).toMatchObject([{ status }]);
    expect(codes(all).filter((told) => !told.endsWith("run-failed"))).toContain(code);
  });

  test("that failed and was skipped when tried again keeps its failure", () => {
    const skipped: RawTest = {
      ...pays,
      status: "skipped",
      details: [{ kind: "skip" }],
      earlier: [{ status: "failed", details: [{ kind: "failure", message: "1 is not 2" }] }],
    };
    expect(read(begin(), encodeTest(skipped), end(1)).tests).toMatchObject([
      { status: "failed", details: [{ message: "1 is not 2" }] },
    ]);
  });
});
