import { expect, test } from "vitest";
import { nunitXml } from "../nunit-xml/reader.ts";
import { type AllRecords, readAll } from "../testing/read-all.ts";

/** NUnit stands for all formats of the family here. */
function report(inside: string): AllRecords {
  return readAll(
    nunitXml,
    `<test-run result="Failed"><test-suite name="S" fullname="S">\n${inside}</test-suite></test-run>`,
  );
}

const failed = `<test-case name="A" result="Failed"/>`;
const passed = `<test-case name="B" result="Passed"/>`;

function outline({ tests }: AllRecords): readonly string[] {
  return tests.map(({ suite, name, status }) => `${status} ${[...suite, name].join(" > ")}`);
}

test.each([
  ["an element that is not known", `<more><test-cases>${failed}</test-cases></more>`],
  ["an element that says nothing about results", `<properties><property>${failed}</property></properties>`],
])("a result inside %s counts, and is an error with its place", (_where, inside) => {
  const read = report(inside);
  expect(outline(read)).toEqual(["failed S > A"]);
  expect(read.problems[0]).toMatchObject({ code: "unknown-element", severity: "error", line: 2 });
});

test("a result inside another makes that an error", () => {
  expect(outline(report(`<test-case name="B" result="Passed">${failed}</test-case>`))).toEqual([
    "failed S > A",
    "errored S > B",
  ]);
});

test("an element inside a text makes its test an error", () => {
  const reason = `<reason><message>a<b/></message></reason>`;
  expect(outline(report(`<test-case name="B" result="Passed">${reason}</test-case>`))).toEqual([
    "errored S > B",
  ]);
});

test("every document of a file is read", () => {
  const one = `<test-run result="Passed"><test-suite name="S">${passed}</test-suite></test-run>`;
  const read = readAll(nunitXml, one + one.replace("B", "C").replaceAll("Passed", "Failed"));
  expect(outline(read)).toEqual(["passed S > B", "failed S > C"]);
  expect(read.problems.map(({ code }) => code)).toContain("several-documents");
});

test("tests of one name are told apart by their order", () => {
  const read = report(failed + failed);
  expect(read.tests).toHaveLength(2);
  expect(read.problems.map(({ severity, code }) => `${severity} ${code}`)).toEqual([
    "info ambiguous-identity",
  ]);
});

test("names that objects have are names", () => {
  expect(outline(report(`<test-case name="__proto__" result="Passed"/>`))).toEqual(["passed S > __proto__"]);
});
