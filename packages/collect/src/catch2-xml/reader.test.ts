import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { type AllRecords, headOf, readAll } from "../testing/read-all.ts";
import { describeDamage } from "../testing/xml-laws.ts";
import { catch2Xml } from "./reader.ts";
import { recogniseCatch2 } from "./recognise.ts";

const [failing, signal, exit, noise] = ["failing", "signal", "exit", "noise"].map((name) =>
  readFileSync(new URL(`fixtures/catch2-${name}.xml`, import.meta.url)),
) as [Buffer, Buffer, Buffer, Buffer];

/** A run of Catch2 3 with one test. */
function report(inside: string, attributes = "", totals = ""): AllRecords {
  return readAll(
    catch2Xml,
    `<Catch2TestRun name="cart" rng-seed="1" xml-format-version="3" catch2-version="3.4.0"><TestCase name="A" filename="a.cpp" line="3" ${attributes}>${inside}</TestCase><OverallResults successes="1" failures="0"/>${totals}</Catch2TestRun>`,
  );
}

function outline({ tests }: AllRecords): readonly string[] {
  return tests.map(({ name, status }) => `${status} ${name}`);
}

function codes({ problems }: AllRecords): readonly string[] {
  return problems.map(({ severity, code }) => `${severity} ${code}`);
}

const failed = `<Expression success="false" type="CHECK" filename="a.cpp" line="4"><Original>a == b</Original><Expanded>1 == 2</Expanded></Expression>`;

describe("recognition", () => {
  test.each([`<Catch name="a">`, `<?xml version="1.0"?>\n<Catch2TestRun name="a">`])("takes %j", (text) => {
    expect(recogniseCatch2(headOf(text))).toBe(true);
  });

  test.each([`<Catcher>`, `<MatchingTests>`, `<testsuites>`, ""])("leaves %j", (text) => {
    expect(recogniseCatch2(headOf(text))).toBe(false);
  });
});

describe("results", () => {
  test.each([
    [`<OverallResult success="true"/>`, "", "passed"],
    [`<OverallResult success="false"/>`, "", "failed"],
    [`<OverallResult success="false"/>`, `tags="[!shouldfail]"`, "failed"],
    [`<OverallResult success="True"/>`, "", "errored"],
    [`<OverallResult/>`, "", "errored"],
    ["", "", "errored"],
    [`<OverallResult success="true" skips="1"/>`, "", "skipped"],
    [`<OverallResult success="false" skips="1"/>`, "", "failed"],
    [`${failed}<OverallResult success="true"/>`, "", "failed"],
    [`${failed}<OverallResult success="true"/>`, `tags="[a][!mayfail]"`, "passed"],
    [`${failed}<OverallResult success="true"/>`, `tags="[!shouldfail]"`, "passed"],
    [`${failed.replace("CHECK", "CHECK_NOFAIL")}<OverallResult success="true"/>`, "", "passed"],
    [`<Exception>no</Exception><OverallResult success="false"/>`, "", "errored"],
    [`<Exception>no</Exception><OverallResult success="true"/>`, `tags="[!mayfail]"`, "passed"],
    [`<Exception>no</Exception><OverallResult success="true"/>`, "", "errored"],
    [`<Failure>no</Failure><OverallResult success="false"/>`, "", "failed"],
    [`<OverallResult success="false"/><OverallResult success="true"/>`, "", "failed"],
    [`<OverallResult success="true" skips="x"/>`, "", "skipped"],
    [
      `<Section name="s"><OverallResults successes="0" failures="1"/></Section><OverallResult success="true"/>`,
      "",
      "failed",
    ],
    [`<Gailure/><OverallResult success="true"/>`, "", "errored"],
  ])("%s with %j is %s", (inside, attributes, status) => {
    expect(outline(report(inside, attributes))).toEqual([`${status} A`]);
  });

  test("a failure has its macro, its expression and its place", () => {
    const { tests, producer } = report(
      `<Section name="a"><Section name="b">${failed}</Section></Section><OverallResult success="false" durationInSeconds="0.0015"/>`,
    );
    expect(tests[0]).toEqual({
      suite: [],
      name: "A",
      file: "a.cpp",
      line: 3,
      status: "failed",
      durationUs: 1_500,
      details: [
        {
          kind: "failure",
          type: "CHECK",
          message: "a == b",
          text: "with expansion: 1 == 2\nat a.cpp:4 in a > b",
        },
      ],
    });
    expect(producer).toBe("Catch2 3.4.0");
  });

  test("a skip has its reason", () => {
    expect(
      report(`<Skip filename="a.cpp" line="4">\n later\n</Skip><OverallResult success="true" skips="1"/>`)
        .tests[0]?.details,
    ).toEqual([{ kind: "skip", message: "later" }]);
  });
});

describe("totals", () => {
  const passed = `<OverallResult success="true"/>`;

  test("that fit say nothing", () => {
    const totals = `<OverallResultsCases successes="1" failures="0" expectedFailures="0" skips="0"/>`;
    expect(codes(report(passed, "", totals))).toEqual([]);
  });

  test("that count more than the tests are an error", () => {
    const totals = `<OverallResultsCases successes="1" failures="1" expectedFailures="0"/>`;
    expect(codes(report(passed, "", totals))).toEqual([
      "error declared-totals-differ",
      "error cases-dropped",
    ]);
  });
});

test("a run without a test is an error", () => {
  expect(codes(readAll(catch2Xml, `<Catch name="a"><Group name="a"/></Catch>`))).toEqual(["error no-tests"]);
});

test("Catch2 2.13.10: every kind of result", () => {
  const read = readAll(catch2Xml, failing);
  expect(outline(read)).toEqual([
    "failed adds an item",
    "errored throws",
    "errored throws in a check",
    "passed may fail",
    "failed should fail",
    "failed fails on purpose",
    "passed no fail",
    "passed passes",
    "passed prints",
  ]);
  expect(codes(read)).toEqual([]);
  expect(read.runs).toEqual([]);
  expect(read.tests[2]?.details[0]?.text).toBe(
    "with expansion: f() == 1\nwith an exception: boom\nat cart.cpp:12",
  );
});

test("Catch2 2.13.10: a signal interrupts the run", () => {
  const read = readAll(catch2Xml, signal);
  expect(outline(read)).toEqual(["passed passes", "errored crashes"]);
  expect(read.runs).toEqual([
    {
      source: "Catch2",
      verdict: "interrupted",
      errors: ["SIGSEGV - Segmentation violation signal"],
    },
  ]);
});

test("Catch2 2.13.10: a program that exits inside a test leaves a cut report", () => {
  const read = readAll(catch2Xml, exit);
  expect(outline(read)).toEqual(["passed passes", "errored exits"]);
  expect(codes(read)).toEqual(["error truncated"]);
});

test("Catch2 2.13.10: markup that a test prints into the report is an error", () => {
  const read = readAll(catch2Xml, noise);
  expect(codes(read)).toContain("error unknown-element");
  expect(read.tests.find(({ name }) => name === "prints")?.status).toBe("errored");
});

describeDamage({
  reader: catch2Xml,
  files: [failing, signal],
  ending: /<\/Catch>\s*$/,
});
