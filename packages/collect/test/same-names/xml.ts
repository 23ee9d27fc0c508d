import type { SameNames, Told } from "./same-names.ts";

export const xmlReports: SameNames = {
  "junit-xml": (...told) =>
    `<testsuite name="s">${told.map((status) => `<testcase classname="c" name="n" time="0.1">${xmlOutcome[status]}</testcase>`).join("")}</testsuite>`,
  "nunit-xml": (...told) =>
    `<test-run id="1" testcasecount="${told.length}"><test-suite type="TestFixture" name="C" fullname="C">${told
      .map(
        (status, i) =>
          `<test-case id="${i}" name="n" fullname="C.n" classname="C" methodname="n" result="${capital(status)}" duration="0.1"/>`,
      )
      .join("")}</test-suite></test-run>`,
  "xunit-xml": (...told) =>
    `<assemblies><assembly name="a.dll" total="${told.length}"><collection name="c">${told
      .map(
        (status) =>
          `<test name="C.n" type="C" method="n" time="0.1" result="${{ passed: "Pass", failed: "Fail", skipped: "Skip" }[status]}"/>`,
      )
      .join("")}</collection></assembly></assemblies>`,
  trx: (...told) =>
    `<TestRun xmlns="http://microsoft.com/schemas/VisualStudio/TeamTest/2010"><Results>${told
      .map(
        (status, i) =>
          `<UnitTestResult executionId="e${i}" testId="t" testName="n" outcome="${status === "skipped" ? "NotExecuted" : capital(status)}"/>`,
      )
      .join(
        "",
      )}</Results><TestDefinitions><UnitTest name="n" id="t"><TestMethod className="C" name="n"/></UnitTest></TestDefinitions></TestRun>`,
  "allure1-xml": (...told) =>
    `<ns2:test-suite xmlns:ns2="urn:model.allure.qatools.yandex.ru" start="1" stop="2"><name>s</name><test-cases>${told
      .map((status) => `<test-case start="1" stop="2" status="${status}"><name>n</name></test-case>`)
      .join("")}</test-cases></ns2:test-suite>`,
  "catch2-xml": (...told) =>
    `<?xml version="1.0"?><Catch name="a"><Group name="a">${told
      .filter((status) => status !== "skipped")
      .map(
        (status) =>
          `<TestCase name="n" filename="a.cpp" line="1"><OverallResult success="${status === "passed"}"/></TestCase>`,
      )
      .join("")}</Group></Catch>`,
};

const xmlOutcome: Readonly<Record<Told, string>> = {
  passed: "",
  failed: "<failure/>",
  skipped: "<skipped/>",
};

function capital(status: Told): string {
  return status.slice(0, 1).toUpperCase() + status.slice(1);
}
