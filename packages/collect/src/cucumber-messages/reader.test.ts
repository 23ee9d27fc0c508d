import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { headOf, readAll } from "../testing/read-all.ts";
import { cucumberMessages } from "./reader.ts";

const fixture = (name: string) => readFileSync(new URL(`fixtures/${name}`, import.meta.url));
const statuses = ({ tests }: ReturnType<typeof readAll>) =>
  tests.map(({ name, status }) => `${name}: ${status}`);
const codes = ({ problems }: ReturnType<typeof readAll>) =>
  problems.map(({ code, severity }) => `${severity} ${code}`);

const meta = { meta: { protocolVersion: "32", implementation: { name: "cucumber-x", version: "1.2" } } };
const pickle = {
  pickle: {
    id: "p",
    uri: "a.feature",
    name: "ships",
    astNodeIds: ["s"],
    steps: [{ id: "ps", text: "it ships" }],
  },
};
const testCase = { testCase: { id: "c", pickleId: "p", testSteps: [{ id: "ts", pickleStepId: "ps" }] } };
const begin = (id: string, attempt = 0) => ({ testCaseStarted: { id, testCaseId: "c", attempt } });
const step = (id: string, status: unknown, told: object = {}) => ({
  testStepFinished: {
    testCaseStartedId: id,
    testStepId: "ts",
    testStepResult: { status, duration: { seconds: 0, nanos: 1_500 }, ...told },
  },
});
const finish = (id: string, willBeRetried = false) => ({
  testCaseFinished: { testCaseStartedId: id, willBeRetried },
});
const runEnd = (success: unknown) => ({ testRunFinished: { success } });
const prepared = [meta, pickle, testCase];
const read = (...envelopes: readonly object[]) =>
  readAll(cucumberMessages, envelopes.map((envelope) => `${JSON.stringify(envelope)}\n`).join(""));

describe("cucumber-js (13.3)", () => {
  test("has places, tries and messages", () => {
    const all = readAll(cucumberMessages, fixture("failures.ndjson"));
    expect(all.producer).toBe("cucumber-js 13.3.0");
    expect(all.tests).toMatchObject([
      {
        file: "features/cart.feature",
        suite: ["Cart", "totals are exact"],
        name: "adding 1",
        line: 11,
        status: "passed",
      },
      { name: "adding 2", line: 12, status: "failed", entries: 2, earlier: [{ status: "failed" }] },
      {
        suite: ["Cart", "totals are exact"],
        name: "shipping",
        status: "failed",
        details: [{ message: 'The step "it ships" is UNDEFINED.' }],
      },
      { name: "stock", line: 17, status: "passed", entries: 2, earlier: [{ status: "failed" }] },
    ]);
    expect(all.runs).toMatchObject([{ source: "cucumber", verdict: "failed", errors: [] }]);
    expect(all.problems).toEqual([]);
  });

  test("whose hook before the run failed is a failed run", () => {
    const all = readAll(cucumberMessages, fixture("crash.ndjson"));
    expect(all.tests).toEqual([]);
    expect(all.runs).toMatchObject([{ verdict: "failed", errors: [expect.stringContaining("no database")] }]);
    expect(codes(all)).toEqual(["error run-failed", "error no-tests"]);
  });
});

describe("a scenario", () => {
  test.each([
    ["PASSED", true, "passed"],
    ["SKIPPED", true, "skipped"],
    ["FAILED", false, "failed"],
    ["UNDEFINED", false, "failed"],
    ["AMBIGUOUS", false, "failed"],
    ["PENDING", false, "failed"],
    ["PENDING", true, "todo"],
    ["UNKNOWN", true, "errored"],
    ["odd", true, "errored"],
    [undefined, true, "errored"],
  ])("that is %s in a run of success %s is %s", (word, success, status) => {
    expect(statuses(read(...prepared, begin("t"), step("t", word), finish("t"), runEnd(success)))).toEqual([
      `ships: ${status}`,
    ]);
  });

  test("without a step is undecided until the run says that it succeeded", () => {
    expect(statuses(read(...prepared, begin("t"), finish("t"), runEnd(true)))).toEqual(["ships: todo"]);
    expect(statuses(read(...prepared, begin("t"), finish("t"), runEnd(false)))).toEqual(["ships: errored"]);
  });

  test("that did not end is errored", () => {
    const all = read(...prepared, begin("t"), step("t", "PASSED"));
    expect(statuses(all)).toEqual(["ships: errored"]);
    expect(codes(all).sort()).toEqual(["error cases-dropped", "error truncated"]);
  });

  test("that was to be tried again and was not keeps its failure", () => {
    const all = read(...prepared, begin("t"), step("t", "FAILED"), finish("t", true), runEnd(false));
    expect(statuses(all)).toEqual(["ships: failed"]);
    expect(codes(all)).toEqual(["error cases-dropped"]);
  });

  test("that failed first and was skipped then has failed", () => {
    const tries = [
      begin("t"),
      step("t", "FAILED"),
      finish("t", true),
      begin("u", 1),
      step("u", "SKIPPED"),
      finish("u"),
    ];
    expect(statuses(read(...prepared, ...tries, runEnd(true)))).toEqual(["ships: failed"]);
  });

  test("has the microseconds of its steps", () => {
    const all = read(
      ...prepared,
      begin("t"),
      step("t", "PASSED"),
      step("t", "PASSED"),
      finish("t"),
      runEnd(true),
    );
    expect(all.tests[0]?.durationUs).toBe(4);
  });
});

describe("a run", () => {
  const good = [begin("t"), step("t", "PASSED"), finish("t")];

  test("that failed without a failing scenario is an error with its reason", () => {
    const hook = {
      testRunHookFinished: { result: { status: "FAILED", duration: { seconds: 0 }, message: "no disk" } },
    };
    const all = read(...prepared, ...good, hook, runEnd(false));
    expect(all.runs).toEqual([{ source: "cucumber", verdict: "failed", errors: ["no disk"] }]);
    expect(codes(all)).toEqual(["error run-failed"]);
  });

  test("without an end is interrupted", () => {
    const all = read(...prepared, ...good);
    expect(all.runs).toMatchObject([{ verdict: "interrupted" }]);
    expect(codes(all)).toEqual(["error truncated"]);
  });

  test("behind another one has ids of its own", () => {
    const other = { pickle: { ...pickle.pickle, name: "returns" } };
    const all = read(...prepared, ...good, runEnd(true), meta, other, testCase, ...good, runEnd(true));
    expect(statuses(all)).toEqual(["ships: passed", "returns: passed"]);
    expect(all.problems).toEqual([]);
  });

  test("with a file that does not parse has an errored case for it", () => {
    const parseError = {
      parseError: { source: { uri: "features/b.feature" }, message: "(3:1): expected: #EOF" },
    };
    expect(read(meta, parseError, runEnd(false)).tests).toMatchObject([
      { file: "features/b.feature", name: "b.feature", status: "errored", entries: 0 },
    ]);
  });
});

test.each([
  ["a step of an unknown try", [step("x", "FAILED")], "error missing-field"],
  [
    "a try of an unknown scenario",
    [{ testCaseStarted: { id: "t", testCaseId: "x" } }],
    "error missing-field",
  ],
  [
    "a step without a result",
    [begin("t"), { testStepFinished: { testCaseStartedId: "t" } }],
    "error missing-field",
  ],
  ["a message that is a text", [{ testCaseFinished: "x" }], "error missing-field"],
  ["a kind that is not known", [{ weather: {} }], "warning unknown-record"],
  [
    "a step without a duration",
    [begin("t"), step("t", "PASSED", { duration: null })],
    "warning unknown-duration",
  ],
])("%s is told", (_what, envelopes, code) => {
  expect(codes(read(...prepared, ...envelopes, runEnd(true)))).toContain(code);
});

test.each([
  ["meta", JSON.stringify(meta), true],
  ["a pickle", JSON.stringify(pickle), true],
  ["another object with meta", '{"meta":{"version":1}}', false],
  ["an object with more members", JSON.stringify({ ...meta, data: [] }), false],
])("recognises %s: %s", (_what, text, wanted) => {
  expect(cucumberMessages.recognises(headOf(text))).toBe(wanted);
});
