import { describe, expect, test } from "vitest";
import { headOf, readAll } from "../testing/read-all.ts";
import { goTestJson } from "./reader.ts";

const name = "shop.example/cart";

const event = (action: string, told: object = {}) =>
  JSON.stringify({ Time: "2026-11-22T11:04:04.067918622Z", Action: action, Package: name, ...told });
const of = (action: string, told: string, more: object = {}) => event(action, { Test: told, ...more });
const passed = event("pass", { Elapsed: 0.01 });
const failed = event("fail", { Elapsed: 0.01 });
const read = (...lines: readonly string[]) => readAll(goTestJson, `${lines.join("\n")}\n`);
const statuses = ({ tests }: ReturnType<typeof readAll>) =>
  tests.map((told) => `${[...told.suite, told.name].join(" > ")}: ${told.status}`);
const codes = ({ problems }: ReturnType<typeof readAll>) =>
  problems.map(({ code, severity }) => `${severity} ${code}`);

test("a test keeps its package, seconds as microseconds, and what it said", () => {
  const all = read(
    of("run", "TestSum"),
    of("output", "TestSum", { Output: "=== RUN   TestSum\n" }),
    of("output", "TestSum", { Output: "    cart_test.go:7: got 1, want 2\n" }),
    of("output", "TestSum", { Output: "--- FAIL: TestSum (0.02s)\n" }),
    of("fail", "TestSum", { Elapsed: 0.02 }),
    failed,
  );
  expect(all.tests).toEqual([
    {
      suite: [name],
      name: "TestSum",
      status: "failed",
      durationUs: 20_000,
      details: [{ kind: "failure", message: "got 1, want 2", text: "    cart_test.go:7: got 1, want 2" }],
    },
  ]);
  expect(all.runs).toEqual([{ source: "go", verdict: "failed", startedAt: 1_795_345_444_067, errors: [] }]);
  expect(all.problems).toEqual([]);
});

describe("subtests", () => {
  test("are the cases, and their parents are suites", () => {
    const all = read(
      of("run", "TestAll"),
      of("run", "TestAll/a/b"),
      of("pass", "TestAll/a/b"),
      of("run", "TestAll/deep"),
      of("run", "TestAll/deep/x"),
      of("fail", "TestAll/deep/x"),
      of("fail", "TestAll/deep"),
      of("fail", "TestAll"),
      failed,
    );
    expect(statuses(all)).toEqual([
      `${name} > TestAll > a/b: passed`,
      `${name} > TestAll > deep > x: failed`,
    ]);
  });

  test("that pass do not hide a parent that fails alone", () => {
    const all = read(
      of("run", "TestAll"),
      of("run", "TestAll/a"),
      of("pass", "TestAll/a"),
      of("fail", "TestAll"),
      failed,
    );
    expect(statuses(all)).toEqual([`${name} > TestAll: failed`, `${name} > TestAll > a: passed`]);
  });
});

describe("what did not end", () => {
  test("is errored when it is a test, with what it printed", () => {
    const all = read(of("run", "TestPanic"), of("output", "TestPanic", { Output: "panic: boom\n" }), failed);
    expect(all.tests).toMatchObject([
      { status: "errored", details: [{ kind: "error", message: "panic: boom" }] },
    ]);
    expect(codes(all)).toEqual(["warning cases-dropped"]);
  });

  test("is an error when it is a package", () => {
    const all = read(of("run", "TestA"), of("pass", "TestA"));
    expect(all.runs).toMatchObject([{ verdict: "interrupted" }]);
    expect(codes(all)).toEqual(["error truncated"]);
  });

  test("is an error when it is a line", () => {
    expect(codes(readAll(goTestJson, `${passed}\n{"Action":"fail","Pack`))).toEqual(
      ["error no-tests", "error truncated"].reverse(),
    );
  });
});

describe("a package that fails without a failing test is a case of its own", () => {
  test("with its output", () => {
    const all = read(
      of("run", "TestA"),
      of("pass", "TestA"),
      event("output", { Output: "panic: in TestMain\n" }),
      failed,
    );
    expect(statuses(all)).toEqual([`${name} > TestA: passed`, `${name}: errored`]);
    expect(all.tests[1]).toMatchObject({ entries: 0, details: [{ message: "panic: in TestMain" }] });
  });

  test("with the words of the compiler, as events", () => {
    const build = { ImportPath: `${name} [${name}.test]` };
    const all = read(
      JSON.stringify({ ...build, Action: "build-output", Output: `./cart_test.go:3:2: undefined: x\n` }),
      JSON.stringify({ ...build, Action: "build-fail" }),
      event("start"),
      event("fail", { Elapsed: 0, FailedBuild: build.ImportPath }),
    );
    expect(all.tests).toMatchObject([
      {
        name,
        status: "errored",
        details: [{ message: "undefined: x", text: "./cart_test.go:3:2: undefined: x" }],
      },
    ]);
  });

  test("with the words of the compiler, as text", () => {
    const all = read(`# ${name}`, "cart/cart.go:3:2: undefined: x", `FAIL\t${name} [build failed]`);
    expect(all.tests).toMatchObject([{ name, status: "errored", details: [{ message: "undefined: x" }] }]);
    expect(all.runs).toEqual([{ source: "go", verdict: "failed", errors: [] }]);
  });

  test("also when only the build is told", () => {
    expect(statuses(read(JSON.stringify({ ImportPath: name, Action: "build-fail" })))).toEqual([
      `${name}: errored`,
    ]);
  });
});

describe("executions of one test", () => {
  const once = (end: string) => [of("run", "TestA"), of(end, "TestA")];

  test("in one run of the package are cases of their own", () => {
    const all = read(...once("fail"), ...once("pass"), failed);
    expect(statuses(all).sort()).toEqual([`${name} > TestA: failed`, `${name} > TestA: passed`]);
    expect(codes(all)).toEqual(["info ambiguous-identity"]);
  });

  test("in a further run of only what failed are tries", () => {
    const all = read(
      ...once("fail"),
      of("run", "TestB"),
      of("pass", "TestB"),
      failed,
      ...once("pass"),
      passed,
    );
    expect(all.tests).toMatchObject([
      { name: "TestB", status: "passed" },
      { name: "TestA", status: "passed", entries: 2, earlier: [{ status: "failed" }] },
    ]);
    expect(all.problems).toEqual([]);
  });

  test("in a further run of more than what failed hide nothing", () => {
    const all = read(
      ...once("fail"),
      failed,
      ...once("pass"),
      of("run", "TestB"),
      of("pass", "TestB"),
      passed,
    );
    expect(statuses(all).sort()).toEqual([
      `${name} > TestA: failed`,
      `${name} > TestA: passed`,
      `${name} > TestB: passed`,
    ]);
    expect(all.runs).toMatchObject([{ verdict: "failed" }]);
  });

  test("hide nothing when another package that passed was run again, too", () => {
    const other = '{"Action":"pass","Package":"shop.example/other"}';
    const more = [
      of("run", "TestX").replace(name, "shop.example/other"),
      of("pass", "TestX").replace(name, "shop.example/other"),
      other,
    ];
    const all = read(...once("fail"), failed, ...more, ...once("pass"), passed, ...more);
    expect(
      statuses(all)
        .filter((told) => told.includes("TestA"))
        .sort(),
    ).toEqual([`${name} > TestA: failed`, `${name} > TestA: passed`]);
  });

  test("keep a parent's own failure until the parent passes", () => {
    const parent = (end: string) => [
      of("run", "TestP"),
      of("run", "TestP/a"),
      of("pass", "TestP/a"),
      of(end, "TestP"),
    ];
    expect(read(...parent("fail"), failed, ...parent("pass"), passed).tests).toMatchObject([
      { name: "TestP", status: "passed", earlier: [{ status: "failed" }] },
      { name: "a", status: "passed" },
    ]);
  });

  test("that failed first and were skipped then have failed", () => {
    expect(statuses(read(...once("fail"), failed, ...once("skip"), passed))).toEqual([
      `${name} > TestA: failed`,
    ]);
  });
});

test("a result without a beginning counts, and is doubtful", () => {
  const all = read(of("run", "TestOut"), of("fail", "not really"), of("pass", "TestOut"), failed);
  expect(statuses(all).sort()).toEqual([`${name} > TestOut: passed`, `${name} > not really: failed`]);
  expect(codes(all)).toEqual(["warning ambiguous-identity"]);
});

test("benchmarks are no tests", () => {
  expect(codes(read(of("run", "BenchmarkA"), of("bench", "BenchmarkA"), passed))).toEqual(["error no-tests"]);
});

test.each([
  [of("crash", "TestA"), "warning unknown-record"],
  [event("pass", { Test: 5 }), "error missing-field"],
  [`{"Actio":"fail","Package":"${name}","Test":"TestB"}`, "error missing-field"],
  [of("fail", "TestB").replace("{", "["), "error malformed"],
  ["--- FAIL: TestB (0.00s)", "error run-failed"],
  ["go: downloading example.com v1.0.0", "info text-around-document"],
  ['{"level":"info"}', "info text-around-document"],
  [of("pass", "TestA", { Elapsed: -1 }), "warning unknown-duration"],
])("beside good events %s is %s", (line, code) => {
  const all = read(of("run", "TestA"), line, of("pass", "TestA"), passed);
  expect(codes(all)).toContain(code);
});

test.each([
  ["events", passed, true],
  ["text before events", `go: downloading x\n${passed}`, true],
  ["events of a build", '{"ImportPath":"a","Action":"build-fail"}', true],
  ["a line of another program", '{"Action":"deploy","Package":"a"}', false],
  ["events inside a JSON document", `{ "log": "{\\"Action\\":\\"pass\\"}" }`, false],
])("recognises %s: %s", (_what, text, wanted) => {
  expect(goTestJson.recognises(headOf(text))).toBe(wanted);
});
