import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { headOf, readAll } from "../testing/read-all.ts";
import { teamcity } from "./reader.ts";

const fixture = (name: string) =>
  readAll(teamcity, readFileSync(new URL(`fixtures/${name}`, import.meta.url)));
const read = (...lines: readonly string[]) =>
  readAll(
    teamcity,
    lines.map((line) => (line.startsWith("#") ? `##teamcity[${line.slice(1)}]\n` : `${line}\n`)).join(""),
  );
const statuses = ({ tests }: ReturnType<typeof readAll>) =>
  tests.map((told) => `${[...told.suite, told.name].join(" > ")}: ${told.status}`);
const codes = ({ problems }: ReturnType<typeof readAll>) =>
  problems.map(({ code, severity }) => `${severity} ${code}`);
const begun = "#testStarted name='a'";
const ended = "#testFinished name='a'";

describe("real logs", () => {
  test("of mocha have failures, skips and hooks", () => {
    const all = fixture("mocha-failures.txt");
    expect(statuses(all)).toEqual([
      "cart > sums: passed",
      "cart > rounds: failed",
      "cart > ships | later: skipped",
      'cart > hooks > "before all" hook for "reads": failed',
    ]);
    expect(all.tests[3]?.details).toMatchObject([{ message: "no [database]" }]);
    expect(all.problems).toEqual([]);
  });

  test("of a mocha that exits inside a test have an errored test", () => {
    const all = fixture("mocha-exit.txt");
    expect(statuses(all)).toEqual(["cart > pays: errored"]);
    expect(codes(all)).toEqual(["warning cases-dropped", "error truncated"]);
  });

  test("of jest have the file that does not load, and no pass for a todo", () => {
    const all = fixture("jest-load-error.txt");
    expect(statuses(all)).toEqual([
      "cart > sums: passed",
      "cart > rounds: failed",
      "cart > ships: skipped",
      "cart > returns: skipped",
      "Jest failed to execute suite: failed",
    ]);
    expect(all.tests.map(({ file }) => file)).toEqual([
      ...Array<string>(4).fill("cart.test.js"),
      "broken.test.js",
    ]);
    expect(all.problems).toEqual([]);
  });

  test("of vitest are an error for the file that does not load", () => {
    const all = fixture("vitest-load-error.txt");
    expect(statuses(all)).toEqual([
      "cart > sums: passed",
      "cart > rounds: failed",
      "cart > ships: skipped",
      "cart > returns: skipped",
      "cart > pays: failed",
    ]);
    expect(all.tests[0]).toMatchObject({ file: "cart.test.mjs", durationUs: expect.any(Number) });
    expect(codes(all)).toEqual(["error cases-dropped"]);
  });
});

describe("a test", () => {
  test.each([
    ["passed", [begun, ended], "passed"],
    ["failed", [begun, "#testFailed name='a' message='no'", ended], "failed"],
    ["skipped", [begun, "#testIgnored name='a' message='later'", ended], "skipped"],
    ["skipped without a beginning and an end", ["#testIgnored name='a'"], "skipped"],
    ["failed without a beginning and an end", ["#testFailed name='a'"], "failed"],
    ["failed and skipped", [begun, "#testFailed name='a'", "#testIgnored name='a'", ended], "failed"],
    ["failed and not ended", [begun, "#testFailed name='a'"], "failed"],
    ["not ended", [begun], "errored"],
    [
      "ended without having run (jest-teamcity)",
      [begun, "#testFinished name='a' duration='null'"],
      "skipped",
    ],
  ])("is %s", (_what, lines, status) => {
    expect(read(...lines).tests).toMatchObject([{ name: "a", status }]);
  });

  test("has milliseconds as microseconds", () => {
    expect(read(begun, "#testFinished name='a' duration='2.5'").tests[0]?.durationUs).toBe(2_500);
  });

  test("keeps what was compared", () => {
    const failed =
      "#testFailed type='comparisonFailure' name='a' message='no' details='at x:1' expected='1' actual='|'2|''";
    expect(read(begun, failed, ended).tests[0]?.details).toEqual([
      { kind: "failure", type: "comparisonFailure", message: "no", text: "at x:1\nexpected: 1\nactual: '2'" },
    ]);
  });

  test("has its file from PHPUnit's location", () => {
    const hint = "php_qn:///repo/tests/MoneyTest.php::\\MoneyTest::testAdd";
    expect(read(`#testStarted name='a' locationHint='${hint}'`, ended).tests[0]?.file).toBe(
      "/repo/tests/MoneyTest.php",
    );
  });

  test("of the same name in another flow is another test", () => {
    const lines = ["#testStarted name='a' flowId='1'", "#testStarted name='a' flowId='2'"];
    const ends = [
      "#testFailed name='a' flowId='2'",
      "#testFinished name='a' flowId='1'",
      "#testFinished name='a' flowId='2'",
    ];
    expect(statuses(read(...lines, ...ends))).toEqual(["a: passed", "a: failed"]);
  });

  test("that is run again is a try only where the log says so", () => {
    const tries = [begun, "#testFailed name='a'", ended, begun, ended];
    expect(statuses(read(...tries))).toEqual(["a: failed", "a: passed"]);
    expect(read("#testRetrySupport enabled='true'", ...tries).tests).toMatchObject([
      { status: "passed", entries: 2, earlier: [{ status: "failed" }] },
    ]);
  });
});

describe("suites", () => {
  test("of a flow that branches off stand inside those of its parent", () => {
    const lines = ["#testSuiteStarted name='s' flowId='1'", "#flowStarted flowId='2' parent='1'"];
    const inner = ["#testStarted name='a' flowId='2'", "#testFinished name='a' flowId='2'"];
    const all = read(...lines, ...inner, "#testSuiteFinished name='s' flowId='1'");
    expect(statuses(all)).toEqual(["s > a: passed"]);
    expect(all.problems).toEqual([]);
  });

  test("without an end are an error", () => {
    expect(codes(read("#testSuiteStarted name='s'", begun, ended))).toEqual(["error truncated"]);
  });

  test("without a test are an error", () => {
    expect(codes(read(begun, ended, "#testSuiteStarted name='s'", "#testSuiteFinished name='s'"))).toEqual([
      "error cases-dropped",
    ]);
  });

  test("that end end the tests in them", () => {
    expect(statuses(read("#testSuiteStarted name='s'", begun, "#testSuiteFinished name='s'"))).toEqual([
      "s > a: errored",
    ]);
  });
});

describe("a message", () => {
  test("is found behind other text, and beside another one", () => {
    const line = "12:00 ##teamcity[testStarted name='a']log##teamcity[testFinished name='a' duration='1']";
    expect(statuses(read(line))).toEqual(["a: passed"]);
  });

  test("is unescaped", () => {
    expect(
      read("#testStarted name='a|'b|[c|]||d|n|0x00fc'", "#testFinished name='a|'b|[c|]||d|n|0x00fc'").tests[0]
        ?.name,
    ).toBe("a'b[c]|d\nü");
  });

  test("keeps any text that is escaped", () => {
    const escapeText = (text: string) =>
      text
        .replace(/[|'[\]]/g, "|$&")
        .replaceAll("\n", "|n")
        .replaceAll("\r", "|r");
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", minLength: 1, maxLength: 30 }), (text) => {
        const all = read(
          "#testStarted name='a'",
          `#testFailed name='a' message='x${escapeText(text)}x'`,
          "#testFinished name='a'",
        );
        expect(all.tests[0]?.details[0]?.message).toBe(`x${text.toWellFormed()}x`);
      }),
    );
  });

  test.each([
    ["#testFailed name='a", "error malformed"],
    ["#testFailed message='x'", "error missing-field"],
    ["#testFinished name='b'", "error missing-field"],
    ["#testWeather name='b'", "warning unknown-record"],
    ["#testCount count='5'", "error cases-dropped"],
    ["#buildProblem description='out of memory'", "error run-failed"],
    ["#buildStatus status='FAILURE' text='no'", "error run-failed"],
    ["##teamcity[testFailed name='a", "error malformed"],
  ])("%s is told", (line, code) => {
    expect(codes(read(begun, ended, line))).toContain(code);
  });

  test("that breaks off is a cut", () => {
    const whole = "##teamcity[testStarted name='a']\n##teamcity[testFinished name='a']\n";
    for (const rest of ["##", "##teamcity[", "##teamcity[testFailed name='b"])
      expect(codes(readAll(teamcity, whole + rest))).toEqual(["error truncated"]);
  });

  test("about other things is none of ours", () => {
    expect(read(begun, "#progressMessage 'compiling'", "#message text='x'", ended).problems).toEqual([]);
  });
});

test.each([
  ["a message", "##teamcity[testStarted name='a']", true],
  ["a message in a log", "[12:00] ##teamcity[testSuiteStarted name='a']", true],
  ["messages about no test", "##teamcity[progressMessage 'x']", false],
  ["a message inside markup", "<p>##teamcity[testStarted name='a']</p>", false],
])("recognises %s: %s", (_what, text, wanted) => {
  expect(teamcity.recognises(headOf(text))).toBe(wanted);
});
