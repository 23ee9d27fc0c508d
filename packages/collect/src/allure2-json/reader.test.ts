import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { headOf, readAll } from "../testing/read-all.ts";
import { describeReportLaws } from "../testing/report-laws.ts";
import { allure2Json } from "./reader.ts";

const fixture = (name: string) => readFileSync(new URL(`fixtures/${name}.json`, import.meta.url));
const readFixture = (name: string) => readAll(allure2Json, fixture(name));
const read = (document: unknown) => readAll(allure2Json, JSON.stringify(document));
const result = (told: object) => ({ uuid: "u", name: "adds", historyId: "h", status: "passed", ...told });
const codes = ({ problems }: ReturnType<typeof readAll>) =>
  problems.map(({ code, severity }) => `${severity} ${code}`);
const statuses = ({ tests }: ReturnType<typeof readAll>) => tests.map(({ status }) => status);

const second = { name: "Retry", value: "1", excluded: true };
const mocha = { name: "framework", value: "mocha" };

describe("a real folder of allure-mocha", () => {
  test("has a failed result", () => {
    const all = readFixture("fails-result");
    expect(all.producer).toBe("mocha (Allure 2)");
    expect(all.tests).toMatchObject([
      {
        file: "m/allure.spec.cjs",
        suite: ["cart"],
        name: "fails",
        status: "failed",
        durationUs: 2_000,
        details: [{ kind: "failure", type: "AssertionError", message: "1 == 2" }],
      },
    ]);
    expect(codes(all)).toEqual([]);
  });

  test("has a skipped result", () => {
    expect(readFixture("planned-result").tests).toMatchObject([
      { name: "planned", status: "skipped", details: [{ kind: "skip", message: "Test skipped" }] },
    ]);
  });

  test("has each try of a test in a file of its own", () => {
    const [first, second] = ["retried-1-result", "retried-2-result"].map(readFixture);
    expect([statuses(first!), codes(first!)]).toEqual([["failed"], []]);
    expect(second!.tests).toMatchObject([
      { name: "retried", status: "passed", earlier: [{ status: "failed", details: [] }] },
    ]);
    expect(codes(second!)).toEqual([]);
    const tries = [first!, second!].map(({ tests }) => tests[0]?.tryOf);
    expect(tries.map((told) => told?.number)).toEqual([0, 1]);
    expect(tries[0]?.series).toBe(tries[1]?.series);
    expect(tries[0]!.startedAt).toBeLessThanOrEqual(tries[1]!.startedAt!);
  });

  test("tells the failed hook of a passed test in its container", () => {
    expect(statuses(readFixture("rings-result"))).toEqual(["passed"]);
    const all = readFixture("after-each-failed-container");
    expect(all.entries).toBe(0);
    expect(all.tests).toMatchObject([
      {
        suite: [],
        name: '"after each" hook',
        status: "errored",
        details: [{ kind: "error", type: "Error", message: "till jammed" }],
      },
    ]);
  });

  test("tells a failed hook whose tests have no file in its globals", () => {
    const all = readFixture("before-all-failed-globals");
    expect(all.entries).toBe(0);
    expect(all.tests).toMatchObject([
      { suite: [], name: '"before all" hook failed: no shop', status: "errored" },
    ]);
  });
});

test.each([
  [{ historyId: "h", start: 7 }, { series: "h", startedAt: 7 }, []],
  [{ historyId: "h", start: "7" }, { series: "h" }, []],
  [{ historyId: "", start: 7 }, undefined, []],
  [{ historyId: null, start: 7, parameters: [second] }, undefined, ["info ambiguous-identity"]],
  [{ historyId: "h", start: 7, parameters: [second] }, { series: "h", startedAt: 7, number: 1 }, []],
  [{ historyId: "h", labels: [mocha] }, { series: "h", number: 0 }, []],
])("%j tells which try of which test it is", (told, tryOf, problems) => {
  const all = read(result(told));
  expect(all.tests[0]?.tryOf).toEqual(tryOf);
  expect(codes(all)).toEqual(problems);
});

describe("a status", () => {
  test.each([
    [{ status: "passed" }, "passed", []],
    [{ status: "PASSED" }, "passed", []],
    [{ status: "failed" }, "failed", []],
    [{ status: "broken" }, "errored", []],
    [{ status: "skipped" }, "skipped", []],
    [{ status: "unknown" }, "errored", ["warning unknown-status"]],
    [{ status: undefined }, "errored", ["warning unknown-status"]],
    [{ status: 1 }, "errored", ["warning unknown-status"]],
    [{ stage: "finished" }, "passed", []],
    [{ stage: "running" }, "errored", []],
    [{ stage: "INTERRUPTED" }, "errored", []],
    [{ status: "failed", stage: "interrupted" }, "failed", []],
    [{ statusDetails: { flaky: true, muted: true, known: true } }, "passed", []],
  ])("%j is %s", (told, status, problems) => {
    const all = read(result(told));
    expect(statuses(all)).toEqual([status]);
    expect(codes(all)).toEqual(problems);
  });

  test("of a fixture counts when it is not passed", () => {
    const fixtures = ["passed", "skipped", "broken", "failed", undefined].map((status) => ({
      name: "hook",
      status,
    }));
    const all = read({ uuid: "u", children: [], befores: fixtures, afters: null });
    expect(statuses(all)).toEqual(["errored", "errored", "errored"]);
  });

  test("of a step stands behind that of its test", () => {
    const steps = [{ name: "a", status: "passed", steps: [{ name: "b", status: "Broken" }, null] }];
    const all = read(result({ steps }));
    expect(statuses(all)).toEqual(["passed"]);
    expect(codes(all)).toEqual(["warning declared-totals-differ"]);
    expect(codes(read(result({ steps, status: "failed" })))).toEqual([]);
  });
});

test.each([
  [{ start: 10, stop: 12 }, 2_000, []],
  [{ start: 10 }, undefined, []],
  [{ start: 12, stop: 10 }, undefined, ["warning unknown-duration"]],
  [{ start: "10", stop: 12 }, undefined, ["warning unknown-duration"]],
])("the span %j is %s microseconds", (told, us, problems) => {
  const all = read(result(told));
  expect(all.tests[0]?.durationUs).toBe(us);
  expect(codes(all)).toEqual(problems);
});

describe("a name", () => {
  const name = (...parameters: readonly object[]) => read(result({ parameters })).tests[0]?.name;

  test("has the parameters that make the test one of its own", () => {
    expect(name({ name: "coin", value: "2" }, { name: "run", value: "7", excluded: true })).toBe(
      "adds [coin=2]",
    );
    expect(name({ name: "pin", value: "1234", mode: "masked" })).toBe("adds [pin=masked]");
    expect(name({ name: "run", value: "7", excluded: true })).toBe("adds");
  });

  test("that says the values already stays as it is", () => {
    const told = result({
      name: "adds[2-x]",
      parameters: [
        { name: "a", value: "2" },
        { name: "b", value: "x" },
      ],
    });
    expect(read(told).tests[0]?.name).toBe("adds[2-x]");
  });
});

test("suites are the three labels, the last of which joins the deeper ones", () => {
  const labels = [
    { name: "subSuite", value: "b > c" },
    { name: "parentSuite", value: "shop" },
    { name: "suite", value: "a" },
    { name: "suite", value: "again" },
    { name: "suite" },
  ];
  expect(read(result({ labels })).tests[0]?.suite).toEqual(["shop", "a", "b", "c"]);
});

test.each([
  ["shop:alpha/cart.spec.mjs: Cart > sums", "alpha/cart.spec.mjs"],
  ["cart.spec.ts: imports other.ts: twice", "cart.spec.ts"],
  ["src/cart.test.ts#cart adds", "src/cart.test.ts"],
  ["shop:e2e/cart.spec.ts:7:3", "e2e/cart.spec.ts"],
  ["com.shop.CartTest.adds", undefined],
  ["tests.test_cart#test_adds", undefined],
])("%s is in the file %s", (fullName, file) => {
  expect(read(result({ fullName })).tests[0]?.file).toBe(file);
});

test("each error outside tests is a case, however little it says", () => {
  const errors = [
    { message: "down\nmore", trace: "Error: down\n    at x" },
    {},
    { message: "x".repeat(300) },
  ];
  const all = read({ attachments: [], errors });
  expect(all.tests.map(({ name }) => name.length)).toEqual([4, 22, 200]);
  expect(statuses(all)).toEqual(["errored", "errored", "errored"]);
});

test("files without a failure outside tests hold nothing", () => {
  for (const document of [
    { attachments: [], errors: [] },
    { uuid: "u", children: ["a"], befores: [], afters: [] },
  ]) {
    const all = read(document);
    expect([all.tests, codes(all)]).toEqual([[], []]);
  }
});

test("lists that are of another type or not known are errors", () => {
  expect(codes(read({ uuid: "u", children: [], befores: {}, afters: [3] }))).toEqual(["error missing-field"]);
  expect(codes(read({ uuid: "u", children: [], befores: [], aftezs: [{}] }))).toEqual([
    "error unknown-element",
  ]);
  expect(codes(read({ attachments: [], errors: {} }))).toEqual(["error missing-field"]);
});

test.each([
  [{ name: "a", status: "passed" }, true],
  [{ name: "a", status: "active" }, false],
  [{ name: "a", status: "passed", version: 1 }, false],
  [{ uuid: "u", name: "a", labels: [], stage: "running" }, true],
  [{ name: "a" }, false],
  [{ attachments: [], errors: [] }, true],
  [{ errors: [] }, false],
  [{ uuid: "u", children: [], befores: [] }, true],
  [[{ name: "a", status: "passed" }], false],
])("%j is Allure's: %s", (document, isAllure) => {
  expect(allure2Json.recognises(headOf(JSON.stringify(document)))).toBe(isAllure);
});

describeReportLaws({
  reader: allure2Json,
  files: ["fails-result", "retried-1-result", "after-each-failed-container", "before-all-failed-globals"].map(
    fixture,
  ),
});
