import { describe, expect, test } from "vitest";
import { readAll } from "../testing/read-all.ts";
import { junit } from "./reader.ts";

const test1 = '<testcase name="a" classname="b" time="0.1"/>';

test.each([
  [
    "k6",
    `<testsuites tests="1"><testsuite name="k6 thresholds" tests="1" failures="0">${test1}</testsuite></testsuites>`,
  ],
  [
    "cargo-nextest",
    `<testsuites name="nextest-run" tests="1" failures="0" errors="0"><testsuite name="crate::t" tests="1">${test1}</testsuite></testsuites>`,
  ],
  [
    "TestNG",
    `<testsuite name="T" ignored="0" hostname="h" failures="0" tests="1" time="0.1" errors="0" skipped="0">${test1}</testsuite>`,
  ],
  [
    "XCTest",
    `<testsuites><testsuite name="TestResults" errors="0" tests="1" failures="0" time="0.1">${test1}</testsuite></testsuites>`,
  ],
  [
    "surefire",
    `<testsuite name="p.T" tests="1" errors="0" skipped="0" failures="0"><properties><property name="surefire.real.class.path" value="x"/></properties>${test1}</testsuite>`,
  ],
  [
    "Ant",
    `<testsuite name="p.T" tests="1" errors="0" failures="0"><properties><property name="ant.version" value="x"/></properties>${test1}</testsuite>`,
  ],
  [
    "gotestsum",
    `<testsuites><testsuite name="p" tests="1" failures="0"><properties><property name="go.version" value="go1.25"/></properties>${test1}</testsuite></testsuites>`,
  ],
  [
    "CTest",
    `<testsuite name="(empty)" tests="1" failures="0" disabled="0" skipped="0" hostname="" time="1">${test1}</testsuite>`,
  ],
])("%s is known by its marks", (name, document) => {
  expect(readAll(junit, document).producer).toBe(name);
});

test.each([
  ["that nobody marks", `<testsuite name="s" tests="1">${test1}</testsuite>`],
  [
    "with eight attributes and properties",
    `<testsuite name="s" tests="1" skipped="0" failures="0" errors="0" timestamp="2026-01-01T00:00:00" hostname="h" time="1"><properties><property name="a" value="b"/></properties>${test1}</testsuite>`,
  ],
  ["of a suite that mentions a tool", `<testsuite name="surefire ant gradle" tests="1">${test1}</testsuite>`],
])("a report %s has no known writer", (_what, document) => {
  expect(readAll(junit, document).producer).toBeUndefined();
});

test("marks behind the first test case tell nothing", () => {
  const late = `<testsuite name="s">${test1}<properties><property name="ant.version" value="1"/></properties></testsuite>`;
  expect(readAll(junit, late).producer).toBeUndefined();
});

describe("properties of test management", () => {
  test.each([
    [
      "Testmo",
      '<property name="step[passed]">Opens the page</property><property name="url:build" value="https://example.org"/><property name="html:notes"><![CDATA[<b>x</b>]]></property>',
    ],
    [
      "Xray",
      '<property name="test_key" value="CALC-1"/><property name="requirements" value="CALC-2"/><property name="testrun_evidence"><item name="a.png">aGk=</item></property><property name="testrun_comment"><![CDATA[fine]]></property>',
    ],
    [
      "TestRail",
      '<property name="test_id" value="C123"/><property name="testrail_attachment" value="a.png"/><property name="testrail_result_field" value="version:1"/>',
    ],
  ])("of %s are no results, and no problem", (_name, properties) => {
    const { tests, problems } = readAll(
      junit,
      `<testsuite name="s" tests="2" failures="1"><testcase name="a"><properties>${properties}</properties></testcase><testcase name="b"><properties>${properties}</properties><failure message="no"/></testcase></testsuite>`,
    );
    expect(tests.map(({ status }) => status)).toEqual(["passed", "failed"]);
    expect(problems).toEqual([]);
  });
});
