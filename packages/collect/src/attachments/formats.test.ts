import type { Attachment } from "@tollgate/model";
import { describe, expect, test } from "vitest";
import { readers } from "../registry.ts";
import { headOf, readAll } from "../testing/read-all.ts";

const shot: Attachment = { name: "shot", path: "a/shot.png", type: "image/png", state: "named" };
const hello: Attachment = { name: "log", bytes: 5, type: "text/plain", state: "embedded" };

/** Attachments of the only test, by try, the final one last; then those of no test. */
function attachmentsIn(format: keyof typeof readers, document: string): readonly (readonly Attachment[])[] {
  const reader = readers[format]!;
  expect(reader.recognises(headOf(document))).toBe(true);
  const { tests, attachments, problems } = readAll(reader, document);
  expect(problems.filter(({ severity }) => severity === "error")).toEqual([]);
  expect(tests.length).toBeLessThanOrEqual(1);
  const tries = tests.flatMap((told) => [...(told.earlier ?? []), told]);
  return [...tries.map((tried) => tried.attachments ?? []), attachments];
}

const config = { config: { configFile: "c", rootDir: "r", maxFailures: 0 } };

const json = (value: unknown): string => JSON.stringify(value);

describe("attachments of", () => {
  test("Playwright belong to their tries", () => {
    const results = [
      { status: "failed", attachments: [{ name: "shot", contentType: "image/png", path: "a/shot.png" }] },
      { status: "passed", attachments: [{ name: "log", contentType: "text/plain", body: "aGVsbG8=" }, null] },
    ];
    const spec = { title: "pays", file: "a.spec.ts", tests: [{ status: "flaky", results }] };
    const document = { ...config, suites: [{ title: "a", file: "a.spec.ts", specs: [spec] }], errors: [] };
    expect(attachmentsIn("playwright-json", json(document))).toEqual([[shot], [hello], []]);
  });

  test("Playwright's skipped tries stay with the test", () => {
    const results = [
      { status: "failed", attachments: [] },
      { status: "skipped", attachments: [{ name: "shot", contentType: "image/png", path: "a/shot.png" }] },
      { status: "passed" },
    ];
    const spec = { title: "pays", file: "a.spec.ts", tests: [{ status: "flaky", results }] };
    const document = { ...config, suites: [{ title: "a", file: "a.spec.ts", specs: [spec] }], errors: [] };
    expect(attachmentsIn("playwright-json", json(document))).toEqual([[], [shot], []]);
  });

  test("an Allure 2 result are those of its steps, too", () => {
    const attachments = [{ name: "shot", source: "a/shot.png", type: "image/png" }];
    const steps = [
      { name: "s", status: "passed", steps: [{ name: "t", attachments: [{ name: "deep", source: "d" }] }] },
      { name: "u", attachments: [{ name: "lost" }] },
    ];
    const document = { uuid: "u", name: "adds", historyId: "h", status: "passed", attachments, steps };
    expect(attachmentsIn("allure2-json", json(document))).toEqual([
      [shot, { name: "deep", path: "d", state: "named" }, { name: "lost", state: "absent" }],
      [],
    ]);
  });

  test("Allure 2's fixtures and globals belong to the run, unless the fixture failed", () => {
    const attachments = [{ name: "shot", source: "a/shot.png", type: "image/png" }];
    const befores = [{ name: "set up", status: "passed", attachments }];
    const container = {
      uuid: "u",
      children: [],
      befores,
      afters: [{ name: "down", status: "failed", attachments }],
    };
    expect(attachmentsIn("allure2-json", json(container))).toEqual([[shot], [shot]]);
    expect(attachmentsIn("allure2-json", json({ attachments, errors: [] }))).toEqual([[shot]]);
  });

  test("CTRF belong to their tries, with the screenshot that stands in the report", () => {
    const attachments = [{ name: "shot", contentType: "image/png", path: "a/shot.png" }];
    const tried = { name: "adds", status: "passed", duration: 1, attachments, screenshot: "aGVsbG8=" };
    const first = { attempt: 1, status: "failed", attachments };
    const tests = [{ ...tried, retries: 1, flaky: true, retryAttempts: [first] }];
    const summary = { tests: 1, passed: 1, failed: 0, skipped: 0, pending: 0, other: 0 };
    const document = { reportFormat: "CTRF", results: { tool: { name: "t" }, summary, tests } };
    const screenshot: Attachment = { name: "screenshot", bytes: 5, state: "embedded" };
    expect(attachmentsIn("ctrf-json", json(document))).toEqual([[shot], [shot, screenshot], []]);
  });

  test("Cucumber's JSON are the embeddings of steps and hooks", () => {
    const result = { status: "passed", duration: 1 };
    const embedding = { data: "aGVsbG8=", mime_type: "text/plain", name: "log" };
    const steps = [
      { keyword: "Given ", name: "a", result, embeddings: [embedding] },
      {
        keyword: "After",
        hidden: true,
        result,
        embeddings: [{ data: "not base64!", media: { type: "x/y" } }],
      },
    ];
    const element = { id: "f;s", keyword: "Scenario", name: "s", type: "scenario", line: 3, steps };
    const document = [{ uri: "f.feature", id: "f", keyword: "Feature", name: "f", elements: [element] }];
    expect(attachmentsIn("cucumber-json", json(document))).toEqual([
      [hello, { bytes: 11, type: "x/y", state: "embedded" }],
      [],
    ]);
  });

  test("Cucumber's messages belong to their tries, or to the run", () => {
    const attach = (told: object) => ({ attachment: { contentEncoding: "IDENTITY", ...told } });
    const step = (of: string, status: string) => ({
      testStepFinished: {
        testCaseStartedId: of,
        testStepId: "s",
        testStepResult: { status, duration: { seconds: 0, nanos: 0 } },
      },
    });
    const envelopes = [
      { meta: { protocolVersion: "27", implementation: { name: "cucumber-js", version: "11" } } },
      { pickle: { id: "p", uri: "f.feature", name: "s", astNodeIds: [], steps: [], tags: [] } },
      { testRunStarted: { timestamp: { seconds: 1, nanos: 0 } } },
      attach({ body: "a", mediaType: "text/plain", testRunStartedId: "r" }),
      { testCase: { id: "c", pickleId: "p", testSteps: [{ id: "s" }] } },
      { testCaseStarted: { id: "1", testCaseId: "c", attempt: 0 } },
      attach({ body: "hello", mediaType: "text/plain", fileName: "log", testCaseStartedId: "1" }),
      step("1", "FAILED"),
      { testCaseFinished: { testCaseStartedId: "1", willBeRetried: true } },
      { testCaseStarted: { id: "2", testCaseId: "c", attempt: 1 } },
      attach({ body: "aGk=", contentEncoding: "BASE64", mediaType: "image/png", testCaseStartedId: "2" }),
      {
        externalAttachment: { url: "https://ci.test/a.png", mediaType: "image/png", testCaseStartedId: "2" },
      },
      step("2", "PASSED"),
      { testCaseFinished: { testCaseStartedId: "2", willBeRetried: false } },
      { testRunFinished: { success: true, timestamp: { seconds: 2, nanos: 0 } } },
    ];
    expect(attachmentsIn("cucumber-messages", envelopes.map(json).join("\n"))).toEqual([
      [hello],
      [
        { bytes: 2, type: "image/png", state: "embedded" },
        { path: "https://ci.test/a.png", type: "image/png", state: "remote" },
      ],
      [{ bytes: 1, type: "text/plain", state: "embedded" }],
    ]);
  });

  test("JUnit are the marks in its output and the properties that say so", () => {
    const at = (path: string): Attachment => ({ path, state: "named" });
    const document = `<testsuites><testsuite name="s">
      <properties><property name="attachment" value="suite.log"/></properties>
      <testcase name="adds" classname="c">
        <properties>
          <property name="attachment1" value="shots/a.png"/><property name="attachment">inside.txt</property>
          <property name="testrail_attachment" value="https://ci.test/b.png"/>
          <property name="attachment:x" value="data:text/plain;base64,aGVsbG8="/>
          <property name="attachmentsEnabled" value="yes"/><property name="url:run" value="https://ci.test"/>
          <property name="step[passed]" value="[[ATTACHMENT|no]]"/>
        </properties>
        <system-out><![CDATA[text [[ATTACHMENT|out.png]]
[[PROPERTY|k=v]]
]]></system-out>
        <flakyFailure message="m"><stackTrace>at x</stackTrace><system-out>[[ATTACHMENT|first.png]]</system-out></flakyFailure>
        <system-err>[[ATTACHMENT|a&amp;b.png]]</system-err>
      </testcase>
      <system-out>[[ATTACHMENT|run.log]]</system-out>
    </testsuite></testsuites>`;
    expect(attachmentsIn("junit-xml", document)).toEqual([
      [at("first.png")],
      [
        at("shots/a.png"),
        at("inside.txt"),
        { path: "https://ci.test/b.png", state: "remote" },
        { bytes: 5, type: "text/plain", state: "embedded" },
        at("out.png"),
        at("a&b.png"),
      ],
      [at("suite.log"), at("run.log")],
    ]);
  });

  test("JUnit in a failure belong to its test, and change nothing of what it says", () => {
    const document = `<testsuite name="s"><testcase name="adds"><failure message="m">before<system-out>x [[ATTACHMENT|a.png]]</system-out>after</failure></testcase></testsuite>`;
    const { tests } = readAll(readers["junit-xml"]!, document);
    expect(tests).toMatchObject([
      { details: [{ message: "m", text: "beforeafter" }], attachments: [{ path: "a.png" }] },
    ]);
  });

  test("NUnit 3 are those of its tests, and of its suites for the run", () => {
    const attachments = (path: string) =>
      `<attachments><attachment><filePath>${path}</filePath><description><![CDATA[shot]]></description></attachment></attachments>`;
    const document = `<test-run total="1" failed="0" result="Passed"><test-suite type="TestFixture" name="CartTests" fullname="Shop.CartTests" result="Passed">${attachments("C:\\run\\suite.png")}
      <test-case name="Adds" fullname="Shop.CartTests.Adds" result="Passed">${attachments("/w/a.png")}</test-case></test-suite></test-run>`;
    const at = (path: string): Attachment => ({ name: "shot", path, state: "named" });
    expect(attachmentsIn("nunit-xml", document)).toEqual([[at("/w/a.png")], [at("C:\\run\\suite.png")]]);
  });

  test("TRX lie in the folders of the run and of the test", () => {
    const links = (href: string) =>
      `<CollectorDataEntries><Collector agentName="m"><UriAttachments><UriAttachment><A href="${href}"/></UriAttachment></UriAttachments></Collector></CollectorDataEntries>`;
    const document = `<TestRun xmlns="http://microsoft.com/schemas/VisualStudio/TeamTest/2010">
      <TestSettings name="d" id="1"><Execution/><Deployment runDeploymentRoot="me_2026"/></TestSettings>
      <Results><UnitTestResult testName="Adds" testId="t" outcome="Passed" relativeResultsDirectory="r1">
        <ResultFiles><ResultFile path="m\\a.png"/><ResultFile path="/w/b.png"/></ResultFiles>${links("m\\c.log")}
      </UnitTestResult></Results>
      <ResultSummary outcome="Completed"><Counters total="1" failed="0"/>${links("m\\x.coverage")}
        <ResultFiles><ResultFile path="d.txt"/></ResultFiles></ResultSummary></TestRun>`;
    const at = (path: string): Attachment => ({ path, state: "named" });
    expect(attachmentsIn("trx", document)).toEqual([
      [at("me_2026/In/r1/m\\a.png"), at("/w/b.png"), at("me_2026/In/r1/m\\c.log")],
      [at("me_2026/In/m\\x.coverage"), at("me_2026/In/d.txt")],
    ]);
  });

  test("Allure 1 are those of its tests and of their steps, and of its suites for the run", () => {
    const attachments = `<attachments><attachment title="shot" source="a/shot.png" type="image/png" size="3"/></attachments>`;
    const document = `<ns2:test-suite xmlns:ns2="urn:model.allure.qatools.yandex.ru"><name>cart</name><test-cases>
      <test-case status="passed"><name>adds</name><steps><step status="passed"><name>s</name>${attachments}
        <steps><step><attachments><attachment title="lost"/></attachments></step></steps></step></steps>${attachments}
      </test-case></test-cases>${attachments}</ns2:test-suite>`;
    expect(attachmentsIn("allure1-xml", document)).toEqual([
      [shot, { name: "lost", state: "absent" }, shot],
      [shot],
    ]);
  });

  test("xUnit.net stand in the report", () => {
    const document = `<assemblies><assembly name="a" total="1" passed="1" failed="0" skipped="0"><collection name="c" total="1" passed="1" failed="0" skipped="0">
      <test name="Shop.Adds" type="Shop" method="Adds" result="Pass" time="0.1"><attachments><attachment name="log" media-type="text/plain">aGVsbG8=</attachment></attachments></test>
      </collection></assembly></assemblies>`;
    expect(attachmentsIn("xunit-xml", document)).toEqual([
      [{ name: "log", type: "text/plain", state: "embedded" }],
      [],
    ]);
  });

  test.each([
    ["trx", "ResultFiles", "UnitTestResult", `testName="b" outcome="Failed"`],
    ["nunit-xml", "attachments", "test-case", `name="b" result="Failed"`],
    ["allure1-xml", "attachments", "test-case", `status="failed"`],
    ["xunit-xml", "attachments", "test", `name="b" result="Fail"`],
  ] as const)("%s hide no result that stands among them", (format, list, result, told) => {
    const around = {
      trx: [
        `<TestRun><Results><UnitTestResult testName="a" outcome="Passed">`,
        `</UnitTestResult></Results></TestRun>`,
      ],
      "nunit-xml": [`<test-run><test-case name="a" result="Passed">`, `</test-case></test-run>`],
      "allure1-xml": [
        `<test-suite xmlns="urn:model.allure.qatools.yandex.ru"><test-cases><test-case status="passed"><name>a</name>`,
        `</test-case></test-cases></test-suite>`,
      ],
      "xunit-xml": [
        `<assemblies><assembly><collection><test name="a" result="Pass">`,
        `</test></collection></assembly></assemblies>`,
      ],
    }[format];
    const document = around.join(`<${list}><x><${result} ${told}/></x><${result} ${told}/></${list}>`);
    const { tests, problems } = readAll(readers[format]!, document);
    const failing = tests.filter(({ status }) => status === "failed" || status === "errored");
    expect(failing.length).toBeGreaterThanOrEqual(2);
    expect(problems.filter(({ severity }) => severity !== "info")).not.toEqual([]);
  });
});
