import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { type AllRecords, headOf, readAll } from "../testing/read-all.ts";
import { describeDamage } from "../testing/xml-laws.ts";
import { allure1Xml } from "./reader.ts";
import { recogniseAllure1 } from "./recognise.ts";

const [failing, hook] = ["mocha-failing", "mocha-hook"].map((name) =>
  readFileSync(new URL(`fixtures/${name}.xml`, import.meta.url)),
) as [Buffer, Buffer];

function report(tests: string, suite = "<name>cart</name>"): AllRecords {
  return readAll(
    allure1Xml,
    `<ns2:test-suite xmlns:ns2="urn:model.allure.qatools.yandex.ru" start="1" stop="2" version="1.4.4">${suite}<test-cases>${tests}</test-cases></ns2:test-suite>`,
  );
}

function outline({ tests }: AllRecords): readonly string[] {
  return tests.map(({ suite, name, status }) => `${status} ${[...suite, name].join(" > ")}`);
}

function codes({ problems }: AllRecords): readonly string[] {
  return problems.map(({ severity, code }) => `${severity} ${code}`);
}

describe("recognition", () => {
  test.each([
    `<ns2:test-suite xmlns:ns2="urn:model.allure.qatools.yandex.ru" start="1">`,
    `<?xml version="1.0"?><test-suite xmlns='urn:model.allure.qatools.yandex.ru'>`,
    `<test-suite start="1" stop="2">`,
  ])("takes %j", (text) => {
    expect(recogniseAllure1(headOf(text))).toBe(true);
  });

  test.each([`<test-suite type="Assembly" name="a">`, `<testsuite>`, `<other>`, ""])("leaves %j", (text) => {
    expect(recogniseAllure1(headOf(text))).toBe(false);
  });
});

describe("statuses", () => {
  test.each([
    [`status="passed"`, "passed", []],
    [`status="failed"`, "failed", []],
    [`status="broken"`, "errored", []],
    [`status="skipped"`, "skipped", []],
    [`status="canceled"`, "skipped", []],
    [`status="pending"`, "skipped", []],
    [`status="PASSED"`, "errored", ["warning unknown-status"]],
    [`status="foo"`, "errored", ["warning unknown-status"]],
    ["", "errored", ["warning unknown-status"]],
  ] as const)("%s is %s", (attribute, status, problems) => {
    const read = report(`<test-case ${attribute}><name>A</name></test-case>`);
    expect(outline(read)).toEqual([`${status} cart > A`]);
    expect(codes(read)).toEqual(problems);
  });

  const failure = `<failure><message>no</message><stack-trace>at a</stack-trace></failure>`;

  test("a failure fails a test that says it passed", () => {
    const read = report(`<test-case status="passed"><name>A</name>${failure}</test-case>`);
    expect(outline(read)).toEqual(["failed cart > A"]);
    expect(read.tests[0]?.details).toEqual([{ kind: "failure", message: "no", text: "at a" }]);
  });

  test("a failure is the reason of a skip", () => {
    expect(report(`<test-case status="canceled">${failure}</test-case>`).tests[0]?.details).toEqual([
      { kind: "skip", message: "no" },
    ]);
  });

  test("steps that fail leave a passed test passed", () => {
    const steps = `<steps><step status="failed"><steps><step status="broken"/></steps></step></steps>`;
    expect(outline(report(`<test-case status="passed"><name>A</name>${steps}</test-case>`))).toEqual([
      "passed cart > A",
    ]);
  });

  test("an element that is not known makes a pass an error", () => {
    const read = report(`<test-case status="passed"><name>A</name><gailure/></test-case>`);
    expect(outline(read)).toEqual(["errored cart > A"]);
    expect(codes(read)).toEqual(["error unknown-element"]);
  });
});

describe("identity", () => {
  test("titles go before names, also where they stand behind the tests", () => {
    const read = readAll(
      allure1Xml,
      `<test-suite><name>n</name><test-cases><test-case status="passed"><name>a</name><title>A</title></test-case></test-cases><title>T</title></test-suite>`,
    );
    expect(outline(read)).toEqual(["passed T > A"]);
  });

  test("arguments are part of the name, other parameters are not", () => {
    const parameter = (kind: string, value: number): string =>
      `<parameter name="n" value="${value}" kind="${kind}"/>`;
    const read = report(
      [1, 2]
        .map(
          (n) =>
            `<test-case status="passed"><name>A</name><parameters>${parameter("argument", n)}${parameter("system-property", 9)}</parameters></test-case>`,
        )
        .join(""),
    );
    expect(outline(read)).toEqual(["passed cart > A (n=1)", "passed cart > A (n=2)"]);
    expect(codes(read)).toEqual([]);
  });
});

test.each([
  [`start="1412949539363" stop="1412949539730"`, 367_000, []],
  [`stop="25"`, undefined, []],
  [`start="9" stop="4"`, 0, ["warning unknown-duration"]],
  [`start="x" stop="4"`, undefined, ["warning unknown-duration"]],
] as const)("%s is %s µs", (attributes, us, problems) => {
  const read = report(`<test-case status="passed" ${attributes}><name>A</name></test-case>`);
  expect(read.tests[0]?.durationUs).toBe(us);
  expect(codes(read)).toEqual(problems);
});

test("a suite without a test is an error", () => {
  expect(codes(report(""))).toEqual(["error no-tests"]);
});

test("mocha-allure-reporter: a failure, and tests that did not run", () => {
  const read = readAll(allure1Xml, failing);
  expect(outline(read)).toEqual([
    "passed cart > adds an item",
    "failed cart > takes the total",
    "skipped cart > is not there yet",
    "skipped cart > is skipped",
  ]);
  expect(read.tests[2]?.details).toEqual([{ kind: "skip", message: "Test ignored" }]);
  expect(codes(read)).toEqual([]);
});

test("mocha-allure-reporter: a hook that fails is broken", () => {
  expect(outline(readAll(allure1Xml, hook))).toEqual(['errored orders > "before all" hook for "lists"']);
});

describeDamage({
  reader: allure1Xml,
  files: [failing, hook],
  ending: /<\/ns2:test-suite>\s*$/,
});
