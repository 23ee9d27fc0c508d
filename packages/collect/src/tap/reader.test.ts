import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { headOf, readAll } from "../testing/read-all.ts";
import { tap } from "./reader.ts";

const read = (...lines: readonly string[]) => readAll(tap, `${lines.join("\n")}\n`);
const fixture = (name: string) => readAll(tap, readFileSync(new URL(`fixtures/${name}`, import.meta.url)));
const statuses = ({ tests }: ReturnType<typeof readAll>) =>
  tests.map((told) => `${[...told.suite, told.name].join(" > ")}: ${told.status}`);
const codes = ({ problems }: ReturnType<typeof readAll>) =>
  problems.map(({ code, severity }) => `${severity} ${code}`);

describe("node:test (24.21)", () => {
  test("has its suites, durations, directives and errors", () => {
    const all = fixture("node-failures.tap");
    expect(statuses(all)).toEqual([
      "cart > sums: passed",
      "cart > rounds: failed",
      "cart > ships: skipped",
      "cart > returns: todo",
    ]);
    expect(all.tests.map(({ durationUs }) => durationUs)).toEqual([809, 1_169, 154, 386]);
    expect(all.tests[1]?.details).toMatchObject([
      { kind: "failure", type: "AssertionError", message: "Expected values to be strictly equal:" },
    ]);
    expect(all.tests[2]?.details).toEqual([{ kind: "skip", message: "no carrier" }]);
    expect(all.problems).toEqual([]);
  });

  test("that crashed or did not load fails by the names of the files", () => {
    const all = fixture("node-crash.tap");
    expect(all.tests).toMatchObject([
      {
        file: "broken.test.mjs",
        name: "broken.test.mjs",
        status: "failed",
        details: [{ message: "test failed" }],
      },
      { file: "crash.test.mjs", name: "crash.test.mjs", status: "failed" },
    ]);
    expect(all.problems).toEqual([]);
  });

  test("that passes a file without a test is doubtful", () => {
    const all = read(
      "ok 1 - exit.test.mjs",
      "  ---",
      "  duration_ms: 75.5",
      "  type: 'test'",
      "  ...",
      "1..1",
    );
    expect(codes(all)).toEqual(["error cases-dropped"]);
  });
});

describe("a test point", () => {
  test.each([
    ["ok 1 - sums", "sums", "passed"],
    ["ok 1 sums", "sums", "passed"],
    ["ok - sums", "sums", "passed"],
    ["ok", "test 1", "passed"],
    ["ok 7", "test 7", "passed"],
    ["not ok 1 - sums", "sums", "failed"],
    ["ok 1 - sums # SKIP no network", "sums", "skipped"],
    ["ok 1 - sums # skipped: no network", "sums", "skipped"],
    ["not ok 1 - sums # SKIP", "sums", "failed"],
    ["not ok 1 - sums # TODO later", "sums", "todo"],
    ["ok 1 - sums # todo", "sums", "todo"],
    ["ok 1 - sums \\# TODO", "sums # TODO", "passed"],
    ["ok 1 - a#todo list", "a#todo list", "passed"],
    ["ok 1 - a # b # SKIP c", "a # b", "skipped"],
    ["ok 1 - a \\\\ b", "a \\ b", "passed"],
    ["not ok 1 - a\u2028b", "a\u2028b", "failed"],
    ["not ok 1 - a\rb", "a\nb", "failed"],
    ["not ok 1 - todo", "todo", "failed"],
  ])("%j is %j and %s", (line, name, status) => {
    expect(read(line, "1..9").tests).toMatchObject([{ name, status, suite: [] }]);
  });

  test.each([
    ["ok 1 - a # time=1.50ms", 1_500],
    ["ok 1 - a # time=2s", 2_000_000],
    ["ok 1 - a # time=12.34ms {", 12_340],
    ["ok 1 - a { # time=12.34ms", 12_340],
    ["ok 1 - a # time=soon", undefined],
  ])("%j has %s microseconds", (line, durationUs) => {
    expect(read(line, "1..1").tests[0]?.durationUs).toBe(durationUs);
  });

  test("that failed keeps what is printed behind it", () => {
    const all = read("not ok 1 - a", "#   Failed test at t/a.t line 17.", "#   got: 1", "1..1");
    expect(all.tests[0]?.details).toMatchObject([{ text: "#   Failed test at t/a.t line 17.\n#   got: 1" }]);
  });
});

describe("the file", () => {
  test("is the outermost test that is named like one", () => {
    expect(read("ok 1 - test/a.test.mjs {", "    ok 1 - sums", "    1..1", "}", "1..1").tests).toMatchObject([
      { file: "test/a.test.mjs", suite: [], name: "sums" },
    ]);
  });

  test("is in front of vitest's flat titles", () => {
    expect(read("ok 1 - test/a.test.mjs > cart > sums", "1..1").tests).toMatchObject([
      { file: "test/a.test.mjs", suite: ["cart"], name: "sums" },
    ]);
  });
});

describe("subtests", () => {
  test.each([
    ["before their point", ["    not ok 1 - a", "    1..1", "not ok 1 - cart"]],
    ["in braces", ["not ok 1 - cart {", "    not ok 1 - a", "    1..1", "}"]],
    [
      "in braces behind the YAML",
      ["not ok 1 - cart", "  ---", "  a: b", "  ...", "{", "    not ok 1 - a", "    1..1", "}"],
    ],
  ])("%s are the cases", (_where, lines) => {
    const all = read(...lines, "1..1");
    expect(statuses(all)).toEqual(["cart > a: failed"]);
    expect(all.problems).toEqual([]);
  });

  test("that passed do not hide a point that failed alone", () => {
    expect(statuses(read("    ok 1 - a", "    1..1", "not ok 1 - cart", "1..1"))).toEqual([
      "cart: failed",
      "cart > a: passed",
    ]);
  });

  test("that failed stand below a point that passed", () => {
    expect(statuses(read("    not ok 1 - a", "    1..1", "ok 1 - cart", "1..1"))).toEqual([
      "cart > a: failed",
    ]);
  });

  test("without a point count and are an error", () => {
    const all = read("ok 1 - b", "    not ok 1 - a", "    1..1", "1..1");
    expect(statuses(all)).toEqual(["b: passed", "a: failed"]);
    expect(codes(all)).toEqual(["error truncated"]);
  });

  test("nested without end cost no stack", () => {
    const lines = Array.from({ length: 500 }, (_, i) => `${" ".repeat(4 * (500 - i))}not ok - x`);
    expect(codes(read(...lines, "not ok - x", "1..1"))).toContain("error too-deep");
  });
});

describe("the plan", () => {
  test.each([
    ["is missing", ["ok 1"], "error truncated"],
    ["promises more", ["1..2", "ok 1"], "error cases-dropped"],
    ["promises fewer", ["1..1", "ok 1", "ok 2"], "error declared-totals-differ"],
    ["ends before a number", ["1..1", "ok 5"], "error declared-totals-differ"],
    ["stands twice", ["1..1", "ok 1", "1..1"], "error several-documents"],
    ["of a subtest promises more", ["    1..2", "    ok 1", "ok 1", "1..1"], "error cases-dropped"],
    ["is of nothing", ["1..0 # SKIP no database"], "error no-tests"],
  ])("%s", (_what, lines, code) => {
    expect(codes(read(...lines))).toEqual([code]);
  });
});

describe("a bail-out", () => {
  test("is a failed run, and an error when no test failed", () => {
    const all = read("1..5", "ok 1", "Bail out! no database", "ok 2", "ok 3");
    expect(all.tests).toHaveLength(1);
    expect(all.runs).toEqual([{ source: "tap", verdict: "failed", errors: ["no database"] }]);
    expect(codes(all)).toEqual(["error run-failed"]);
  });

  test("does not hide a failure behind it", () => {
    expect(statuses(read("1..2", "Bail out!", "ok 1 - a", "not ok 2 - b"))).toEqual(["b: failed"]);
  });
});

describe("YAML", () => {
  test("keeps a message that goes on at the first column", () => {
    const all = read(
      "not ok 1 - a",
      "    ---",
      "    error:",
      '        name: "Error"',
      '        message: "Timed out in 50ms.',
      'If it is long, say \\"testTimeout\\"."',
      "    ...",
      "ok 2 - b",
      "1..2",
    );
    expect(all.tests).toMatchObject([
      { details: [{ type: "Error", message: "Timed out in 50ms." }] },
      { name: "b" },
    ]);
    expect(all.problems).toEqual([]);
  });

  test("without an end hides no test point", () => {
    const all = read("not ok 1 - a", "  ---", "  x: y", "not ok 2 - b", "1..2");
    expect(statuses(all)).toEqual(["a: failed", "b: failed"]);
    expect(codes(all)).toEqual(["error malformed"]);
  });

  test("is only what stands directly behind a point", () => {
    expect(statuses(read("ok 1 - a", "text", "  ---", "not ok 2 - b", "1..2"))).toEqual([
      "a: passed",
      "b: failed",
    ]);
  });
});

test.each(["     ", "\t", " \t  "])("a failed point behind %j is an error", (indent) => {
  expect(codes(read("ok 1", `${indent}not ok 2 - lost`, "1..1"))).toEqual(["error malformed"]);
});

test("noise in a strict stream is an error", () => {
  expect(codes(read("pragma +strict", "noise", "pragma -strict", "noise", "ok 1", "1..1"))).toEqual([
    "error malformed",
  ]);
});

test("a summary that counts more failures is an error", () => {
  expect(codes(read("ok 1", "1..1", "# tests 2", "# fail 1"))).toEqual(["error declared-totals-differ"]);
});

test.each([
  ["a version", "TAP version 14\n", true],
  ["a plan before points", "1..2\nok\nok\n", true],
  ["a plan behind points and noise", "noise\nok\n1..1\n", true],
  ["a numbered point first", "# x\nok 1 - a\n", true],
  ["a plan of nothing", "1..0\n", true],
  ["prose that begins with ok", "ok then\n", false],
  ["a log with a later ok", "starting\nok 1 file copied\n", false],
  ["nothing", "", false],
])("recognises %s: %s", (_what, text, wanted) => {
  expect(tap.recognises(headOf(text))).toBe(wanted);
});

/** A test, or a suite that fails when one of its tests does. */
type Tree = { readonly isOk: boolean; readonly inner: readonly Tree[] };

const tree = fc.letrec<{ tree: Tree }>((tie) => ({
  tree: fc.record({
    isOk: fc.boolean(),
    inner: fc.oneof(
      { depthSize: "small" },
      fc.constant([]),
      fc.array(tie("tree"), { minLength: 1, maxLength: 3 }),
    ),
  }),
})).tree;

const isOk = ({ isOk: own, inner }: Tree): boolean => (inner.length === 0 ? own : inner.every(isOk));

function write(trees: readonly Tree[], indent: string, style: "before" | "braces"): readonly string[] {
  const lines = trees.flatMap((told, i): readonly string[] => {
    const point = `${indent}${isOk(told) ? "" : "not "}ok ${i + 1} - t${i}`;
    if (told.inner.length === 0) return [point];
    const inner = write(told.inner, `${indent}    `, style);
    return style === "before" ? [...inner, point] : [`${point} {`, ...inner, `${indent}}`];
  });
  return [...lines, `${indent}1..${trees.length}`];
}

function leavesOf(trees: readonly Tree[], path: string): readonly string[] {
  return trees.flatMap((told, i) =>
    told.inner.length === 0
      ? [`${path}t${i}: ${told.isOk ? "passed" : "failed"}`]
      : leavesOf(told.inner, `${path}t${i} > `),
  );
}

test("any tree of tests is read as it was written, in either style", () => {
  fc.assert(
    fc.property(
      fc.array(tree, { minLength: 1, maxLength: 4 }),
      fc.constantFrom("before" as const, "braces" as const),
      (trees, style) => {
        const all = read(...write(trees, "", style));
        expect(statuses(all)).toEqual(leavesOf(trees, ""));
        expect(all.problems).toEqual([]);
      },
    ),
    { numRuns: 300 },
  );
});
