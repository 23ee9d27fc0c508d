import type { Detail, TestStatus } from "@tollgate/model";
import { describe, expect, test } from "vitest";
import type { RawTest } from "../reader.ts";
import { type AllRecords, readAll } from "../testing/read-all.ts";
import { junit } from "./reader.ts";

function read(document: string): AllRecords {
  return readAll(junit, document);
}

/** The one test of a suite with one case. */
function readCase(inside: string, attributes = ""): RawTest {
  const { tests } = read(
    `<testsuite name="S"><testcase name="t" classname="S" ${attributes}>${inside}</testcase></testsuite>`,
  );
  expect(tests).toHaveLength(1);
  return tests[0]!;
}

function problemsOf({ problems }: AllRecords): readonly string[] {
  return problems.map(({ code, severity }) => `${severity} ${code}`);
}

describe("the status of a case", () => {
  test.each<[status: TestStatus, inside: string, attributes: string]>([
    ["passed", "", ""],
    ["passed", "<system-out>x</system-out><system-err/><properties><property name='a'/></properties>", ""],
    ["passed", "", 'status="run" result="completed"'],
    ["passed", "", 'status="PASSED"'],
    ["passed", "", 'success="True" executed="True" outcome="passed"'],
    ["failed", "", 'success="False" executed="True"'],
    ["failed", "", 'success="false"'],
    ["errored", "", 'success="perhaps"'],
    ["skipped", "", 'executed="false"'],
    ["failed", "", 'outcome="failed"'],
    ["failed", "", 'outcome="Failed" status="run"'],
    ["errored", "", 'outcome="exploded"'],
    ["failed", "", 'result="Failure" success="true"'],
    ["failed", "<failure/>", ""],
    ["errored", "<error/>", ""],
    ["errored", "<failure/><error/>", ""],
    ["errored", "<error/><failure/><skipped/>", ""],
    ["failed", "<skipped/><failure/>", ""],
    ["failed", "<failure/>", 'status="passed"'],
    ["failed", "<failure/>", 'status="disabled"'],
    ["skipped", "<skipped/>", ""],
    ["skipped", "<disabled/>", ""],
    ["skipped", "", 'status="notrun"'],
    ["skipped", "", 'status="run" result="suppressed"'],
    ["todo", '<skipped type="todo"/>', ""],
    ["failed", '<skipped type="todo"/><failure/>', ""],
    ["failed", "", 'status="failed"'],
    ["errored", "", 'status="error"'],
    ["failed", "", 'failure="wrong"'],
    ["errored", "", 'status="bogus"'],
    ["errored", "<skipped/>", 'status="bogus"'],
    ["errored", "<warning/>", ""],
    ["errored", "<warning/><skipped/>", ""],
    ["failed", "<warning/><failure/>", ""],
    ["errored", '<skipped message="Unable to find executable"/>', 'status="notrun"'],
    ["skipped", '<skipped message="SKIP_RETURN_CODE=77"/>', 'status="notrun"'],
    ["passed", "<flakyFailure/>", ""],
    ["failed", "<flakyFailure/><skipped/>", ""],
    ["failed", "<rerunFailure/>", ""],
    ["errored", "<failure/><rerunFailure/><rerunError/>", ""],
  ])("is %s for %j with %j", (status, inside, attributes) => {
    expect(readCase(inside, attributes).status).toBe(status);
  });

  test("is told as an unknown one", () => {
    const told = read('<testsuite><testcase name="t" status="bogus"/></testsuite>');
    expect(told.tests[0]?.details).toEqual([
      { kind: "error", message: 'status="bogus" is not a status that is known.' },
    ]);
    expect(problemsOf(told)).toEqual(["warning unknown-status"]);
  });

  test("is errored for a case that is cut", () => {
    const { tests } = read('<testsuite><testcase name="a"/><testcase name="b"><system-out>x');
    expect(tests.map(({ status }) => status)).toEqual(["passed", "errored"]);
  });
});

describe("the details of a case", () => {
  test.each<[inside: string, detail: Detail]>([
    [
      '<failure message="m" type="T">text</failure>',
      { kind: "failure", type: "T", message: "m", text: "text" },
    ],
    [
      "<failure>\n  \n  first\n  second\n</failure>",
      { kind: "failure", message: "first", text: "  first\n  second" },
    ],
    ["<error/>", { kind: "error" }],
    ['<failure message="" type=""/>', { kind: "failure" }],
    ['<skipped message="later"/>', { kind: "skip", message: "later" }],
    ["<failure><![CDATA[a]]> &amp; <![CDATA[b]]></failure>", { kind: "failure", message: "a & b" }],
    ['<error message="m"><message><x>inside</x></message></error>', { kind: "error", message: "m" }],
  ])("of %j", (inside, detail) => {
    expect(readCase(inside).details).toEqual([detail]);
  });

  test("keep every failure and no skip reason beside it", () => {
    expect(readCase('<failure message="1"/><skipped message="s"/><failure message="2"/>').details).toEqual([
      { kind: "failure", message: "1" },
      { kind: "failure", message: "2" },
    ]);
  });

  test("are cut at the limit, between characters", () => {
    const [detail] = readCase(`<failure message="m">${"x".repeat(16_383)}😀😀</failure>`).details;
    expect(detail?.text).toBe(`${"x".repeat(16_383)}… (4 characters cut)`);
  });
});

describe("the tries of surefire", () => {
  test("before a pass are earlier ones, with their stack", () => {
    const inside =
      '<flakyError message="m" type="T" time="0.2"><stackTrace>at x</stackTrace><system-out>o</system-out></flakyError>';
    expect(readCase(inside, 'time="0.5"')).toMatchObject({
      status: "passed",
      durationUs: 500_000,
      earlier: [
        {
          status: "errored",
          durationUs: 200_000,
          details: [{ kind: "error", type: "T", message: "m", text: "at x" }],
        },
      ],
    });
  });

  test("after a failure end in the last one; the time is the first one's", () => {
    const inside = '<failure message="1"/><rerunFailure message="2"/><rerunError message="3"/>';
    expect(readCase(inside, 'time="0.5"')).toEqual({
      suite: ["S"],
      name: "t",
      status: "errored",
      details: [{ kind: "error", message: "3" }],
      earlier: [
        { status: "failed", durationUs: 500_000, details: [{ kind: "failure", message: "1" }] },
        { status: "failed", details: [{ kind: "failure", message: "2" }] },
      ],
    });
  });
});

describe("totals", () => {
  test.each<[what: string, document: string, problems: readonly string[]]>([
    ["agree", '<testsuite tests="1" failures="0"><testcase name="t"/></testsuite>', []],
    [
      "count failures as errors",
      '<testsuite failures="0" errors="1"><testcase name="t"><failure/></testcase></testsuite>',
      [],
    ],
    [
      "declare a failure that is not there",
      '<testsuite tests="1" failures="1"><testcase name="t"/></testsuite>',
      ["error declared-totals-differ"],
    ],
    [
      "declare more failures than are there",
      '<testsuite errors="2"><testcase name="t"><error/></testcase></testsuite>',
      ["error declared-totals-differ"],
    ],
    [
      "declare fewer failures",
      '<testsuite failures="0"><testcase name="t"><failure/></testcase></testsuite>',
      ["info declared-totals-differ"],
    ],
    [
      "declare fewer tests",
      '<testsuite tests="0"><testcase name="t"/></testsuite>',
      ["info declared-totals-differ"],
    ],
    [
      "declare tests that are not there",
      '<testsuite tests="3"><testcase name="t"/></testsuite>',
      ["error cases-dropped"],
    ],
    [
      "declare skipped tests that are not there",
      '<testsuite tests="3" skipped="2"><testcase name="t"/></testsuite>',
      ["warning cases-dropped"],
    ],
    [
      "declare fewer skipped tests than are missing",
      '<testsuite tests="3" skipped="2"><testcase name="t"><skipped/></testcase></testsuite>',
      ["error cases-dropped"],
    ],
    [
      "come from mocha, which does not write pending tests",
      '<testsuites name="mine"><testsuite name="Root Suite" timestamp="2026-01-01T00:00:00" tests="0"/><testsuite name="Cart" tests="3"><testcase name="t"/></testsuite></testsuites>',
      ["warning cases-dropped"],
    ],
    [
      "count tries",
      '<testsuite tests="2" failures="2"><testcase name="t"><failure/><rerunFailure/></testcase></testsuite>',
      ["info declared-totals-differ"],
    ],
    ["are of an empty suite", '<testsuite tests="3"/>', ["error cases-dropped"]],
    ["are failures of an empty suite", '<testsuite failures="3"/>', ["error cases-dropped"]],
    [
      "are no numbers",
      '<testsuite tests="many"><testcase name="t"/></testsuite>',
      ["warning declared-totals-differ"],
    ],
    ...["1.0", "-1", "", "one"].map((failures): [string, string, string[]] => [
      `are ${JSON.stringify(failures)} failures`,
      `<testsuite tests="1" failures="${failures}"><testcase name="t"/></testsuite>`,
      ["error declared-totals-differ"],
    ]),
    [
      "are no number of errors",
      '<testsuite tests="1" failures="0" errors="?"><testcase name="t"/></testsuite>',
      ["error declared-totals-differ"],
    ],
    [
      "of a run include its suites",
      '<testsuites tests="1" failures="1"><testsuite><testcase name="t"><failure/></testcase></testsuite></testsuites>',
      [],
    ],
    [
      "of a suite include suites in it",
      '<testsuite tests="1"><testsuite tests="1"><testcase name="t"/></testsuite></testsuite>',
      [],
    ],
  ])("that %s", (_what, document, problems) => {
    expect(problemsOf(read(document))).toEqual(problems);
  });

  test("of nothing at all are an error", () => {
    expect(problemsOf(read("<testsuites/>"))).toEqual(["error no-tests"]);
  });
});

describe("what is not JUnit", () => {
  test.each<[what: string, document: string, failing: readonly string[], problems: readonly string[]]>([
    [
      "an unknown element of a suite",
      '<testsuite><note/><testcase name="t"/></testsuite>',
      [],
      ["error unknown-element"],
    ],
    [
      "a failure in an unknown element",
      '<testsuite name="s"><note><failure/></note></testsuite>',
      ["s"],
      ["error unknown-element", "error unknown-element"],
    ],
    [
      "a failure in the output of a case",
      '<testsuite><testcase name="t"><system-out><failure/></system-out></testcase></testsuite>',
      ["t"],
      ["error unknown-element"],
    ],
    [
      "a case in a case",
      '<testsuite><testcase name="a"><testcase name="b"><failure/></testcase></testcase></testsuite>',
      ["b"],
      ["error unknown-element"],
    ],
    [
      "a case in an unknown element",
      '<testsuite><note><testcase name="t"><error/></testcase></note></testsuite>',
      ["t"],
      ["error unknown-element", "error unknown-element"],
    ],
    [
      "another root behind it",
      '<testsuite><testcase name="t"/></testsuite><html/>',
      [],
      ["warning several-documents", "error unknown-element"],
    ],
  ])("%s is an error, and its failures count", (_what, document, failing, problems) => {
    const told = read(document);
    expect(told.tests.filter(({ status }) => status !== "passed").map(({ name }) => name)).toEqual(failing);
    expect(problemsOf(told)).toEqual(problems);
  });

  test("20,000 nested suites with cases take little", () => {
    const depth = 20_000;
    const told = read(
      `${'<testsuite name="s"><testcase name="t"/>'.repeat(depth)}${"</testsuite>".repeat(depth)}`,
    );
    expect(told.tests).toHaveLength(depth);
    expect(Math.max(...told.tests.map(({ suite }) => suite.length))).toBe(100);
  });

  test("a doubt a million times is one problem", () => {
    const told = read(`<testsuite>${'<testcase name="t" time="x"/>'.repeat(10_000)}</testsuite>`);
    expect(problemsOf(told)).toEqual(["warning unknown-duration", "info ambiguous-identity"]);
    expect(told.problems[0]).toMatchObject({
      line: 1,
      column: 12,
      message: expect.stringMatching(/^10000 times/),
    });
  });
});

describe("an entity that may stand for a failure", () => {
  const inCase = '<testsuite tests="1"><testcase name="t">&f;</testcase></testsuite>';
  test.each([
    ["inside a case", `<!DOCTYPE testsuite [<!ENTITY f "<failure/>">]>${inCase}`],
    ["defined elsewhere", `<!DOCTYPE testsuite SYSTEM "junit.dtd">${inCase}`],
    [
      "beside a case",
      '<!DOCTYPE a [<!ENTITY f "<testcase><failure/></testcase>">]><testsuite>&f;<testcase name="t"/></testsuite>',
    ],
  ])("%s is an error", (_where, document) => {
    for (const chunkSize of [1, 7, 65_536]) {
      const { problems } = readAll(junit, document, chunkSize);
      expect(problems.filter(({ severity }) => severity === "error").map(({ code }) => code)).toEqual([
        "entity-refused",
      ]);
    }
  });

  test("is none of XML's own, and none in a text that is kept", () => {
    const document = '<!DOCTYPE a><testsuite>a &amp; b & c &#38;<testcase name="t"/></testsuite>';
    expect(problemsOf(read(document))).toEqual([]);
  });
});
