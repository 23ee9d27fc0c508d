import { readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { FullConfig, FullResult, Suite, TestCase, TestResult } from "@playwright/test/reporter";
import { createTemporaryFolder } from "@tollgate/testkit";
import { afterEach, beforeEach, expect, it } from "vitest";
import TollgateReporter from "./reporter.ts";

let root: string;
beforeEach(() => {
  root = createTemporaryFolder();
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const result = (status: string, more: Partial<TestResult> = {}): TestResult =>
  ({ status, duration: 1.5, errors: [], annotations: [], attachments: [], ...more }) as unknown as TestResult; // what is looked at

function testOf(results: readonly TestResult[], more: object = {}): TestCase {
  const test = {
    id: "a",
    title: "pays",
    retries: 1,
    expectedStatus: "passed",
    annotations: [],
    location: { file: join(root, "a.spec.ts"), line: 3, column: 1 },
    titlePath: () => ["", "desktop", "a.spec.ts", "cart", "pays"],
    results,
    ...more,
  };
  return test as unknown as TestCase; // what is looked at
}

function run(
  tests: readonly TestCase[],
  status = "passed",
  config: object = {},
): readonly Record<string, never>[] {
  const reporter = new TollgateReporter();
  reporter.onBegin(
    { rootDir: root, version: "1.65.1", shard: null, projects: [{}], ...config } as unknown as FullConfig, // what is looked at
    { allTests: () => [...tests], suites: [{ title: "desktop" }] } as unknown as Suite, // what is looked at
  );
  for (const test of tests) if (test.results.length > 0) reporter.onTestEnd(test);
  if (status === "failed") reporter.onError({ message: "no database" });
  reporter.onEnd({ status } as FullResult);
  const folder = join(root, ".tollgate/runs");
  return readdirSync(folder).flatMap((name) =>
    readFileSync(join(folder, name), "utf8")
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line)),
  );
}

it("a test has its place and all its tries", () => {
  const failed = result("timedOut", {
    errors: [{ message: "too late", stack: "Error: too late\n    at f (/a.ts:1:1)" }],
  });
  const [, record] = run([testOf([failed, result("passed")])]);
  expect(record).toEqual({
    test: {
      id: "a",
      file: join(root, "a.spec.ts"),
      suite: ["cart"],
      name: "pays",
      environment: "desktop",
      line: 3,
      status: "passed",
      durationUs: 1_500,
      details: [],
      earlier: [
        {
          status: "failed",
          durationUs: 1_500,
          details: [{ kind: "failure", message: "too late", text: "too late\n    at f (/a.ts:1:1)" }],
        },
      ],
    },
  });
});

it.each([
  ["a failure that was wanted", "failed", { expectedStatus: "failed" }, "passed"],
  ["a pass that was not wanted", "passed", { expectedStatus: "failed" }, "failed"],
  ["an interruption", "interrupted", {}, "errored"],
  ["a failure without an error", "failed", {}, "failed"],
])("%s counts as what it is", (_what, status, more, counted) => {
  const [, record] = run([testOf([result(status)], more)]);
  expect(record).toMatchObject({ test: { status: counted } });
  const details = (record as unknown as { test: { details: unknown[] } }).test.details;
  expect(details).toHaveLength(counted === "passed" ? 0 : 1);
});

it("a skipped test has its reason", () => {
  const annotations = [{ type: "fixme", description: "SHOP-1" }];
  const [, record] = run([
    testOf([result("skipped", { annotations })], { expectedStatus: "skipped", retries: 0 }),
  ]);
  expect(record).toMatchObject({
    test: { status: "skipped", details: [{ kind: "skip", type: "fixme", message: "SHOP-1" }] },
  });
});

it("attachments stay with their try, and those of a try that is not kept with the test", () => {
  const shot = { name: "shot", contentType: "image/png", path: "/repo/shot.png" };
  const log = { name: "log", contentType: "text/plain", body: Buffer.from("hello") };
  const [, record] = run([
    testOf([
      result("failed", { attachments: [shot] }),
      result("passed", { attachments: [log] }),
      result("passed"),
    ]),
  ]);
  expect(record).toMatchObject({
    test: {
      attachments: [{ name: "log", type: "text/plain", bytes: 5, state: "embedded" }],
      earlier: [
        { attachments: [{ name: "shot", type: "image/png", path: "/repo/shot.png", state: "named" }] },
      ],
    },
  });
});

it("a test without a result did not run, and its run is none that passed", () => {
  const [, record, end] = run([testOf([])]);
  expect(record).toMatchObject({
    test: { status: "skipped", details: [{ message: "The test did not run." }] },
  });
  expect(end).toMatchObject({ end: { verdict: "interrupted", tests: 1 } });
});

it.each([
  ["passed", "passed", []],
  ["timedout", "failed", []],
  ["interrupted", "interrupted", []],
  ["failed", "failed", ["no database"]],
])("a run that %s is %s", (status, verdict, errors) => {
  const records = run([testOf([result("passed")])], status, { shard: { current: 1, total: 2 } });
  expect(records[0]).toMatchObject({ runner: "Playwright 1.65.1", shard: { index: 1, total: 2 } });
  expect(records.at(-1)).toMatchObject({ end: { verdict, errors } });
});

it("progress is left to other reporters", () => {
  expect(new TollgateReporter().printsToStdio()).toBe(false);
});
