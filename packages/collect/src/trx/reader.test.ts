import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import type { RawTest } from "../reader.ts";
import { type AllRecords, headOf, readAll } from "../testing/read-all.ts";
import { describeDamage } from "../testing/xml-laws.ts";
import { parseInstant, parseTimeSpan } from "../xml-tests/time-span.ts";
import { trx } from "./reader.ts";
import { recogniseTrx } from "./recognise.ts";

const fixtures = ["mocha-failing", "mocha-hook"].map((name) =>
  readFileSync(new URL(`fixtures/${name}.trx`, import.meta.url)),
);

/** A report as VSTest writes it. */
function report({
  results = "",
  definitions = "",
  summary = `<ResultSummary outcome="Completed" />`,
}: {
  readonly results?: string;
  readonly definitions?: string;
  readonly summary?: string;
}): AllRecords {
  return readAll(
    trx,
    `<TestRun xmlns="http://microsoft.com/schemas/VisualStudio/TeamTest/2010"><Results>${results}</Results>` +
      `<TestDefinitions>${definitions}</TestDefinitions>${summary}</TestRun>`,
  );
}

function only(results: string): RawTest {
  const { tests } = report({ results });
  expect(tests).toHaveLength(1);
  return tests[0]!;
}

function codes({ problems }: AllRecords): readonly string[] {
  return problems.map(({ severity, code }) => `${severity} ${code}`);
}

describe("recognition", () => {
  test.each([
    `<TestRun xmlns="http://microsoft.com/schemas/VisualStudio/TeamTest/2006">`,
    `\ufeff<?xml version="1.0"?>\n<!-- a -->\n<TestRun>`,
    `Test run started\n<?xml version="1.0"?><t:TestRun/>`,
  ])("takes %j", (text) => {
    expect(recogniseTrx(headOf(text))).toBe(true);
  });

  test.each([`<testrun/>`, `<TestRuns/>`, `<test-run/>`, `{"TestRun": 1}`, ""])("leaves %j", (text) => {
    expect(recogniseTrx(headOf(text))).toBe(false);
  });
});

describe("outcomes", () => {
  test.each([
    ["Passed", "passed", []],
    ["Failed", "failed", []],
    ["Error", "errored", []],
    ["Timeout", "errored", []],
    ["Aborted", "errored", []],
    ["Disconnected", "errored", []],
    ["PassedButRunAborted", "errored", []],
    ["NotExecuted", "skipped", []],
    ["NotRunnable", "skipped", ["warning unknown-status"]],
    ["Inconclusive", "skipped", ["warning unknown-status"]],
    ["Pending", "skipped", ["warning unknown-status"]],
    ["passed", "errored", ["warning unknown-status"]],
    ["Turue", "errored", ["warning unknown-status"]],
  ] as const)("%s is %s", (word, status, problems) => {
    const read = report({ results: `<UnitTestResult testName="a" outcome="${word}" />` });
    expect(read.tests[0]?.status).toBe(status);
    expect(codes(read).filter((code) => !code.endsWith("run-failed"))).toEqual(problems);
  });

  test("no outcome is an error", () => {
    expect(only(`<UnitTestResult testName="a" />`).status).toBe("errored");
  });

  test("a failure has its class, its message and its stack", () => {
    const output = `<Output><StdOut>noise</StdOut><ErrorInfo><Message>System.Exception : no&#xD;
</Message><StackTrace>   at A.B() in c:\\A.cs:line 3</StackTrace></ErrorInfo></Output>`;
    expect(only(`<UnitTestResult testName="a" outcome="Failed">${output}</UnitTestResult>`).details).toEqual([
      { kind: "failure", type: "System.Exception", message: "no", text: "   at A.B() in c:\\A.cs:line 3" },
    ]);
  });

  test("the reason of a skip stands in its output", () => {
    expect(
      only(
        `<UnitTestResult testName="a" outcome="NotExecuted"><Output><StdOut>later</StdOut></Output></UnitTestResult>`,
      ).details,
    ).toEqual([{ kind: "skip", message: "later" }]);
  });

  test("an element that is not known makes a pass an error", () => {
    const read = report({
      results: `<UnitTestResult testName="a" outcome="Passed"><Fault/></UnitTestResult>`,
    });
    expect(read.tests[0]?.status).toBe("errored");
    expect(codes(read)).toContain("error unknown-element");
  });
});

describe("durations", () => {
  test.each([
    ["00:00:00.1084258", 108_426],
    ["00:00:00.0000001", 0],
    ["01:02:03", 3_723_000_000],
    ["1.00:00:00.5", 86_400_500_000],
  ])("%s", (text, us) => {
    expect(parseTimeSpan(text)).toBe(us);
  });

  test.each(["", "1", "1:2", "-00:00:01", "00:00:aa"])("%j is none", (text) => {
    expect(parseTimeSpan(text)).toBeNaN();
  });

  test("without one it is what lies between start and end", () => {
    expect(parseInstant("2021-04-02T08:51:03.0478953+10:00")).toBe(
      parseInstant("2021-04-01T22:51:03.0478953Z"),
    );
    expect(
      only(
        `<UnitTestResult testName="a" outcome="Passed" startTime="2021-04-02T08:51:03.5+10:00" endTime="2021-04-02T08:51:04.75+10:00"/>`,
      ).durationUs,
    ).toBe(1_250_000);
  });

  test("what is none is left out with a doubt", () => {
    const read = report({ results: `<UnitTestResult testName="a" outcome="Passed" duration="soon"/>` });
    expect(read.tests[0]).not.toHaveProperty("durationUs");
    expect(codes(read)).toEqual(["warning unknown-duration"]);
  });

  test("an end before the start counts as 0", () => {
    const read = report({
      results: `<UnitTestResult testName="a" outcome="Passed" startTime="2021-04-02T08:51:03" endTime="2021-04-02T08:51:02"/>`,
    });
    expect(read.tests[0]?.durationUs).toBe(0);
    expect(codes(read)).toEqual(["warning unknown-duration"]);
  });
});

describe("identity", () => {
  const definition = (className: string, code = "a.dll"): string =>
    `<UnitTest id="1"><Execution id="x"/><TestMethod className="${className}" codeBase="${code}" name="Adds"/></UnitTest>`;

  test.each([
    ["Shop.CartTests", "Adds"],
    ["Shop.CartTests, Shop.Tests, Version=1.0.0.0, Culture=neutral", "Shop.CartTests.Adds"],
  ])("of %s joins the class and the name", (className, testName) => {
    const { tests } = report({
      results: `<UnitTestResult testId="1" testName="${testName}" outcome="Passed"/>`,
      definitions: definition(className),
    });
    expect(tests[0]).toMatchObject({ suite: ["Shop.CartTests"], name: "Adds" });
  });

  test("keeps a result without a definition", () => {
    expect(only(`<UnitTestResult testId="9" testName="A.B" outcome="Passed"/>`)).toEqual({
      suite: [],
      name: "A.B",
      status: "passed",
      details: [],
    });
  });

  test("has the file that writers for JavaScript give", () => {
    const { tests } = report({
      results: `<UnitTestResult testId="1" testName="a b" outcome="Passed"/>`,
      definitions: definition("none", "t/a.spec.js"),
    });
    expect(tests[0]).toMatchObject({ file: "t/a.spec.js", suite: [], name: "a b" });
  });
});

describe("results inside results", () => {
  const inner = (outcome: string): string => `<UnitTestResult testName="row" outcome="${outcome}"/>`;
  const outer = (outcome: string, rows: string): string =>
    `<UnitTestResult testName="data" outcome="${outcome}"><InnerResults>${rows}</InnerResults></UnitTestResult>`;

  test("are the tests, and the outer one their suite", () => {
    const { tests } = report({ results: outer("Failed", inner("Passed") + inner("Failed")) });
    expect(tests.map(({ suite, name, status }) => [suite, name, status])).toEqual([
      [["data"], "row", "passed"],
      [["data"], "row", "failed"],
    ]);
  });

  test("do not hide an outer one that fails alone", () => {
    const { tests } = report({ results: outer("Failed", inner("Passed")) });
    expect(tests.map(({ name, status }) => [name, status])).toEqual([
      ["row", "passed"],
      ["data", "failed"],
    ]);
  });
});

describe("the run", () => {
  const passed = `<UnitTestResult testName="a" outcome="Passed"/>`;
  const failed = `<UnitTestResult testName="b" outcome="Failed"/>`;
  const info = (text: string): string =>
    `<RunInfos><RunInfo outcome="Error"><Text>${text}</Text></RunInfo></RunInfos>`;

  test("that was aborted is interrupted, whatever its tests say", () => {
    const read = report({
      results: passed,
      summary: `<ResultSummary outcome="Aborted">${info("Test host process crashed")}</ResultSummary>`,
    });
    expect(read.runs).toEqual([
      { source: "TRX", verdict: "interrupted", errors: ["Test host process crashed"] },
    ]);
    expect(codes(read)).toEqual(["error run-failed"]);
  });

  test("with an error outside its tests failed, also when it says that it is complete", () => {
    const read = report({
      results: passed,
      summary: `<ResultSummary outcome="Completed">${info("no host")}</ResultSummary>`,
    });
    expect(read.runs[0]?.verdict).toBe("failed");
    expect(codes(read)).toEqual(["error run-failed"]);
  });

  test("has no errors where they only repeat its failed tests", () => {
    const { runs } = report({
      results: failed,
      summary: `<ResultSummary outcome="Failed">${info("[xUnit.net 00:00:00.39]     A.B [FAIL]")}</ResultSummary>`,
    });
    expect(runs).toEqual([{ source: "TRX", verdict: "failed", errors: [] }]);
  });

  test("that counts more failures than its list is an error", () => {
    const read = report({
      results: passed,
      summary: `<ResultSummary outcome="Failed"><Counters total="2" failed="0" error="1"/></ResultSummary>`,
    });
    expect(codes(read)).toEqual(["error run-failed", "error declared-totals-differ", "error cases-dropped"]);
  });

  test("with a verdict that is not known failed", () => {
    const read = report({ results: passed, summary: `<ResultSummary outcome="Fine"/>` });
    expect(read.runs[0]?.verdict).toBe("failed");
    expect(codes(read)).toEqual(["error run-failed", "error unknown-status"]);
  });

  test("without a summary is an error", () => {
    expect(codes(report({ results: passed, summary: "" }))).toEqual(["error missing-field"]);
  });

  test("without a test is an error", () => {
    expect(codes(report({}))).toEqual(["error no-tests"]);
  });
});

test("the producer is the framework of the adapter", () => {
  const { producer } = report({
    definitions: `<UnitTest id="1"><TestMethod adapterTypeName="executor://nunit3testexecutor/" className="A"/></UnitTest>`,
  });
  expect(producer).toBe("NUnit");
});

test("mocha-trx-reporter: a failure, an error and two tests that did not run", () => {
  const { tests, runs, problems } = readAll(trx, fixtures[0]!);
  expect(tests.map(({ name, status, file }) => `${status} ${name} ${file}`)).toEqual([
    "passed cart adds an item t/a.spec.js",
    "failed cart takes the total t/a.spec.js",
    "skipped cart is not there yet t/a.spec.js",
    "skipped cart is skipped t/a.spec.js",
    "failed cart discount throws t/a.spec.js",
  ]);
  expect(runs).toEqual([{ source: "TRX", verdict: "failed", errors: [] }]);
  expect(problems.map(({ severity }) => severity)).toEqual(["warning"]);
});

test("mocha-trx-reporter: a hook that fails fails the test that it kept from running", () => {
  const { tests } = readAll(trx, fixtures[1]!);
  expect(tests.map(({ name, status }) => `${status} ${name}`)).toEqual(["failed orders lists"]);
});

describeDamage({
  reader: trx,
  files: fixtures,
  ending: /<\/TestRun>\s*$/,
});
