import { readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { createTemporaryFolder } from "@tollgate/testkit";
import { afterEach, beforeEach, expect, it } from "vitest";
import type { TestCase, TestModule, TestSpecification, TestSuite, Vitest } from "vitest/node";
import TollgateReporter from "./reporter.ts";

let root: string;
beforeEach(() => {
  root = createTemporaryFolder();
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const vitest = (config: object = {}): Vitest =>
  ({ version: "5.1.1", config: { root, ...config }, vite: { config: {} } }) as unknown as Vitest; // what is looked at

type Told = { readonly name: string; readonly state: string };

/** A file with a suite `cart` around its tests. */
function moduleOf(tests: readonly Told[], told: { state?: string; errors?: object[]; hook?: object[] } = {}) {
  const { state = "passed", errors = [], hook = [] } = told;
  const module = {
    id: "module",
    type: "module",
    moduleId: join(root, "a.test.ts"),
    project: { name: "node" },
    state: () => state,
    ok: () => state !== "failed",
    errors: () => errors,
  };
  const suite = { id: "suite", type: "suite", name: "cart", module, parent: module, errors: () => hook };
  const cases = tests.map(({ name, state }, i) => ({
    id: `test ${i}`,
    type: "test",
    name,
    module,
    parent: suite,
    location: { line: i + 1, column: 1 },
    options: { mode: "run" },
    diagnostic: () => undefined,
    annotations: () => [],
    artifacts: () => [],
    result: () => ({
      state,
      errors: state === "failed" ? [{ name: "Error", message: "no", stacks: [] }] : undefined,
    }),
  }));
  const children = {
    allSuites: () => [suite as unknown as TestSuite].values(), // what is looked at
    allTests: (state?: string) =>
      cases.filter((test) => state === undefined || test.result().state === state).values(),
  };
  return {
    module: Object.assign(module, { children }) as unknown as TestModule, // what is looked at
    cases: cases as unknown as readonly TestCase[], // what is looked at
  };
}

const records = (): readonly Record<string, Record<string, unknown>>[] =>
  readdirSync(join(root, ".tollgate/runs")).flatMap((name) =>
    readFileSync(join(root, ".tollgate/runs", name), "utf8")
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line)),
  );
const told = (): readonly string[] =>
  records().flatMap(({ test, end }) =>
    test === undefined
      ? end === undefined
        ? []
        : [String(end["verdict"])]
      : [`${test["name"]} ${test["status"]}`],
  );

it("each test is written once, and what was not told before at the end of its file", () => {
  const { module, cases } = moduleOf([
    { name: "a", state: "passed" },
    { name: "b", state: "skipped" },
  ]);
  const reporter = new TollgateReporter({ kind: "unit" });
  reporter.onInit(vitest());
  reporter.onTestRunStart([]);
  reporter.onTestCaseResult(cases[0]!);
  expect(told()).toEqual(["a passed"]);
  reporter.onTestModuleEnd(module);
  reporter.onTestRunEnd([module], [], "passed");
  expect(told()).toEqual(["a passed", "b skipped", "passed"]);
  expect(records()[1]).toMatchObject({ test: { suite: ["cart"], environment: "node", line: 1 } });
});

it("hooks and files that failed are cases of their own", () => {
  const error = { name: "Error", message: "no database", stacks: [] };
  const { module } = moduleOf([{ name: "a", state: "skipped" }], {
    state: "failed",
    errors: [error],
    hook: [error],
  });
  const reporter = new TollgateReporter();
  reporter.onInit(vitest());
  reporter.onTestRunEnd([module], [], "failed");
  expect(told()).toEqual(["a skipped", "beforeAll or afterAll errored", "a.test.ts errored", "failed"]);
});

it("a file that failed for no reason that is told is a case of its own", () => {
  const { module } = moduleOf([{ name: "a", state: "passed" }], { state: "failed" });
  const reporter = new TollgateReporter();
  reporter.onInit(vitest());
  reporter.onTestRunEnd([module], [], "failed");
  expect(told()).toEqual(["a passed", "a.test.ts errored", "failed"]);
});

it("an error outside tests makes a passed run a failed one", () => {
  const reporter = new TollgateReporter();
  reporter.onInit(vitest());
  reporter.onTestRunEnd([], [{ name: "Error", message: "late", stacks: [] }], "passed");
  expect(told()).toEqual(["failed"]);
});

it.each([
  ["failed", { bail: 1 }],
  ["interrupted", { bail: 2 }],
  ["interrupted", { bail: 0 }],
])("a stopped run is %s with %o", (verdict, config) => {
  const { module } = moduleOf([{ name: "a", state: "failed" }], { state: "failed" });
  const reporter = new TollgateReporter();
  reporter.onInit(vitest(config));
  reporter.onTestRunEnd([module], [], "interrupted");
  expect(told()).toEqual(["a failed", verdict]);
});

it("a second run in one process takes the place of the first", () => {
  const reporter = new TollgateReporter();
  reporter.onInit(vitest({ shard: { index: 1, count: 2 } }));
  for (const name of ["a", "b"]) {
    reporter.onTestRunStart([] as TestSpecification[]);
    reporter.onTestRunEnd([moduleOf([{ name, state: "passed" }]).module], [], "passed");
  }
  expect(told()).toEqual(["b passed", "passed"]);
});

it("a run that watches writes nothing", () => {
  const reporter = new TollgateReporter();
  reporter.onInit(vitest({ watch: true }));
  reporter.onTestRunStart([]);
  reporter.onTestRunEnd([], [], "passed");
  expect(readdirSync(root)).toEqual([]);
});
