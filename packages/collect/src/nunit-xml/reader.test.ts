import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { type AllRecords, headOf, readAll } from "../testing/read-all.ts";
import { describeDamage } from "../testing/xml-laws.ts";
import { nunitXml } from "./reader.ts";
import { recogniseNunit } from "./recognise.ts";

const [failing, setUp] = ["nunit2-failing", "nunit2-setup"].map((name) =>
  readFileSync(new URL(`fixtures/${name}.xml`, import.meta.url)),
) as [Buffer, Buffer];

/** A run of NUnit 3 with one fixture. */
function nunit3(inside: string, fixture = "", run = `result="Passed"`): AllRecords {
  return readAll(
    nunitXml,
    `<test-run id="2" ${run}><test-suite type="Assembly" name="Shop.dll" fullname="/b/Shop.dll" result="Passed">` +
      `<environment framework-version="3.13.2.0" /><test-suite type="TestSuite" name="Shop" fullname="Shop">` +
      `<test-suite type="TestFixture" name="CartTests" fullname="Shop.CartTests" ${fixture}>${inside}</test-suite>` +
      `</test-suite></test-suite></test-run>`,
  );
}

function nunit2(inside: string, root = ""): AllRecords {
  return readAll(
    nunitXml,
    `<test-results name="/b/Shop.dll" ${root}><test-suite name="/b/Shop.dll" success="True"><results>` +
      `<test-suite name="Shop" success="True"><results><test-suite name="CartTests" success="True"><results>${inside}` +
      `</results></test-suite></results></test-suite></results></test-suite></test-results>`,
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
    `<test-run id="0">`,
    `<?xml version="1.0"?><!--a--><test-results name="a">`,
    `<test-suite type="Assembly" name="a">`,
    `<test-suite\n name="a" executed="True">`,
  ])("takes %j", (text) => {
    expect(recogniseNunit(headOf(text))).toBe(true);
  });

  test.each([
    `<test-suite xmlns="urn:model.allure.qatools.yandex.ru" start="1">`,
    `<a:test-suite xmlns:a="urn:model.allure.qatools.yandex.ru" name="x">`,
    `<test-suite>`,
    `<testsuite name="a">`,
    `<testResults/>`,
    "",
  ])("leaves %j", (text) => {
    expect(recogniseNunit(headOf(text))).toBe(false);
  });
});

describe("results of NUnit 3", () => {
  test.each([
    [`result="Passed"`, "passed", []],
    [`result="Warning"`, "passed", []],
    [`result="Failed"`, "failed", []],
    [`result="Failed" label="Error"`, "errored", []],
    [`result="Failed" label="Invalid"`, "errored", []],
    [`result="Failed" label="Cancelled"`, "errored", []],
    [`result="Failed:Error(SetUp)"`, "errored", []],
    [`result="Failed(Child)"`, "failed", []],
    [`result="Skipped" label="Ignored"`, "skipped", []],
    [`result="Inconclusive"`, "skipped", ["warning unknown-status"]],
    [`result="Fine"`, "errored", ["warning unknown-status"]],
    ["", "errored", ["warning unknown-status"]],
  ] as const)("%s is %s", (attributes, status, problems) => {
    const read = nunit3(`<test-case name="A" fullname="Shop.CartTests.A" ${attributes}/>`);
    expect(outline(read)).toEqual([`${status} Shop.CartTests > A`]);
    expect(codes(read)).toEqual(problems);
  });

  test("a failed assertion fails a test that says it passed", () => {
    expect(
      outline(
        nunit3(
          `<test-case name="A" result="Passed"><assertions><assertion result="Failed"><message>no</message></assertion></assertions></test-case>`,
        ),
      ),
    ).toEqual(["failed Shop.CartTests > A"]);
  });

  test("an element that is not known makes a pass an error", () => {
    const read = nunit3(`<test-case name="A" result="Passed"><gailure/></test-case>`);
    expect(outline(read)).toEqual(["errored Shop.CartTests > A"]);
    expect(codes(read)).toEqual(["error unknown-element"]);
  });

  test("the time is in seconds, the reason of a skip is told", () => {
    const { tests, producer } = nunit3(
      `<test-case name="A" result="Skipped" duration="0.001500"><reason><message><![CDATA[later]]></message></reason></test-case>`,
    );
    expect(tests[0]).toMatchObject({ durationUs: 1_500, details: [{ kind: "skip", message: "later" }] });
    expect(producer).toBe("NUnit 3.13.2.0");
  });

  test("a fixture with arguments keeps them in the suite", () => {
    const { tests } = nunit3(
      `<test-case name="A" fullname="Shop.CartTests(1).A" classname="Shop.CartTests" result="Passed"/>`,
    );
    expect(tests[0]?.suite).toEqual(["Shop.CartTests(1)"]);
  });
});

describe("suites of NUnit 3", () => {
  const passed = `<test-case name="A" result="Passed"/>`;
  const failed = `<test-case name="B" result="Failed" site="Parent"/>`;
  const cause = `<failure><message>SetUp : System.Exception : no database</message></failure>`;

  test("that only repeat a failure inside add nothing", () => {
    expect(outline(nunit3(failed, `result="Failed" site="Child"`, `result="Failed"`))).toEqual([
      "failed Shop.CartTests > B",
    ]);
  });

  test("whose set-up failed add nothing where their tests fail with it", () => {
    expect(outline(nunit3(cause + failed, `result="Failed" site="SetUp"`))).toHaveLength(1);
  });

  test("that fail without a failing test are a case", () => {
    const read = nunit3(cause + passed, `result="Failed" label="Error" site="SetUp"`);
    expect(outline(read)).toEqual(["passed Shop.CartTests > A", "errored Shop.CartTests"]);
    expect(read.tests[1]?.details[0]?.message).toBe("SetUp : System.Exception : no database");
    expect(read.entries).toBe(1);
  });

  test("whose tear-down failed are a case beside the failures inside", () => {
    expect(outline(nunit3(failed, `result="Failed" site="TearDown"`))).toEqual([
      "failed Shop.CartTests > B",
      "failed Shop.CartTests",
    ]);
  });

  test("an assembly that cannot be loaded is a case", () => {
    const read = readAll(
      nunitXml,
      `<test-run result="Failed"><test-suite type="Unknown" name="No.dll" runstate="NotRunnable" result="Failed" label="Invalid"><reason><message>File not found</message></reason></test-suite></test-run>`,
    );
    expect(outline(read)).toEqual(["errored No.dll"]);
    expect(read.tests[0]?.details).toEqual([{ kind: "error", message: "File not found" }]);
  });
});

describe("the run of NUnit 3", () => {
  const passed = `<test-case name="A" result="Passed"/>`;

  test("that failed without a failing test is an error", () => {
    const read = nunit3(passed, "", `result="Failed"`);
    expect(read.runs).toEqual([{ source: "NUnit", verdict: "failed", errors: [] }]);
    expect(codes(read)).toEqual(["error run-failed"]);
  });

  test("that was cancelled is interrupted", () => {
    expect(nunit3(passed, "", `result="Failed" label="Cancelled"`).runs[0]?.verdict).toBe("interrupted");
  });

  test("that counts more tests and failures than it holds is an error", () => {
    expect(codes(nunit3(passed, "", `result="Passed" total="2" failed="1"`))).toEqual([
      "error declared-totals-differ",
      "error cases-dropped",
    ]);
  });

  test("that does not say how it ended is an error", () => {
    expect(codes(nunit3(passed, "", ""))).toEqual(["error missing-field"]);
  });
});

describe("results of NUnit 2", () => {
  test.each([
    [`executed="True" success="True"`, "passed"],
    [`executed="True" success="False"`, "failed"],
    [`executed="True" success="Turue"`, "errored"],
    [`executed="True" success="true"`, "errored"],
    [`executed="True"`, "errored"],
    [`executed="False"`, "skipped"],
    [`executed="True" result="Success" success="True"`, "passed"],
    [`executed="True" result="Success" success="False"`, "failed"],
    [`executed="True" result="Failure" success="False"`, "failed"],
    [`executed="True" result="Error" success="False"`, "errored"],
    [`executed="False" result="NotRunnable"`, "errored"],
    [`executed="False" result="Ignored"`, "skipped"],
    [`executed="True" result="Inconclusive" success="False"`, "skipped"],
  ])("%s is %s", (attributes, status) => {
    expect(outline(nunit2(`<test-case name="Shop.CartTests.A" ${attributes}/>`))).toEqual([
      `${status} Shop.CartTests > A`,
    ]);
  });

  test.each([
    ["Shop.CartTests.A(&quot;a.b&quot;)", "Shop.CartTests", 'A("a.b")'],
    ["Other.Tests.A(1.5)", "Other.Tests", "A(1.5)"],
    ["Adds", "Shop.CartTests", "Adds"],
  ])("%s is in %s", (written, suite, name) => {
    const { tests } = nunit2(`<test-case name="${written}" success="True"/>`);
    expect(tests[0]).toMatchObject({ suite: [suite], name });
  });

  test("tests that did not run are no loss", () => {
    expect(
      codes(
        nunit2(
          `<test-case name="a" success="True"/><test-case name="b" executed="False"/>`,
          `total="1" not-run="1" failures="0"`,
        ),
      ),
    ).toEqual([]);
  });
});

test("a fixture keeps arguments that look like a path", () => {
  const read = readAll(
    nunitXml,
    `<test-suite type="TestFixture" name="Box(&quot;a/b.dll&quot;)"><test-case name="Fits" success="True"/></test-suite>`,
  );
  expect(outline(read)).toEqual(['passed Box("a/b.dll") > Fits']);
});

test("the cause of a failed set-up is looked for through suites of any depth", () => {
  const suites = `<test-suite name="S">`.repeat(60_000);
  const { tests } = readAll(
    nunitXml,
    `<test-results><test-suite name="A"><failure><message>no database</message></failure>${suites}<test-case name="B" success="False"><failure><message>TestFixtureSetUp failed in A</message></failure>`,
  );
  expect(tests[0]?.details.map(({ message }) => message)).toEqual([
    "TestFixtureSetUp failed in A",
    "no database",
  ]);
});

test("nunit-console 2.6.4: every kind of result", () => {
  const read = readAll(nunitXml, failing);
  expect(outline(read)).toEqual([
    "passed Shop.Tests.BoxTests(1) > Fits",
    "passed Shop.Tests.BoxTests(2) > Fits",
    "passed Shop.Tests.CartTests > Adds",
    "skipped Shop.Tests.CartTests > Ignored",
    "skipped Shop.Tests.CartTests > Inconclusive",
    "errored Shop.Tests.CartTests > Invalid",
    "passed Shop.Tests.CartTests > Passes",
    'passed Shop.Tests.CartTests > Takes("a.b",1)',
    'failed Shop.Tests.CartTests > Takes("c",2)',
    "errored Shop.Tests.CartTests > Throws",
    "failed Shop.Tests.CartTests > Total",
    "passed Shop.Tests.DownTests > Passes",
    "failed Shop.Tests.DownTests",
    "failed Shop.Tests.OrderTests > Lists",
  ]);
  expect(codes(read)).toEqual(["warning unknown-status", "info declared-totals-differ"]);
  expect(read.producer).toBe("NUnit 2.6.4.0");
  expect(read.tests[9]?.details).toMatchObject([
    { type: "System.InvalidOperationException", message: "no price" },
  ]);
  expect(read.tests[13]?.details.map(({ message }) => message)).toEqual([
    "TestFixtureSetUp failed in OrderTests",
    "SetUp : System.Exception : no database",
  ]);
});

test("nunit-console 2.6.4: a set-up that failed fails what it kept from running", () => {
  const read = readAll(nunitXml, setUp);
  expect(outline(read)).toEqual([
    "failed Shop.Tests.CrashTests > Passes",
    "failed Shop.Tests.CrashTests > Sxits",
  ]);
  expect(read.tests[0]?.details[1]?.message).toBe("SetUp : System.Exception : no server");
});

describeDamage({
  reader: nunitXml,
  files: [setUp, failing],
  ending: /<\/test-results>\s*$/,
});
