import { existsSync, readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { sharedFolder } from "@tollgate/testkit";
import { describe, expect, test } from "vitest";
import { lossesOf } from "../src/losses/losses.ts";
import { producers } from "../src/losses/producers.ts";
import { readers } from "../src/registry.ts";
import { readAll } from "../src/testing/read-all.ts";
import { corpusRows } from "./corpus-tests.ts";

/* Every tool whose losses are listed is recognised in a file that it wrote. */

/** Of these there is no real file at hand; they are recognised by what their sources write. */
const withoutRealFile = ["Cypress", "go-junit-report", "Catch2", "Gradle", "Bazel", "Karate"];

const documents: Readonly<Record<string, string>> = {
  Cypress:
    '<testsuites name="Mocha Tests" tests="1"><testsuite name="Root Suite" timestamp="2026-01-01T00:00:00" tests="0" file="cypress/e2e/a.cy.ts"/><testsuite name="a" timestamp="2026-01-01T00:00:00" tests="1"><testcase name="a b" classname="b"/></testsuite></testsuites>',
  "go-junit-report":
    '<testsuites tests="1"><testsuite name="p" tests="1" failures="0" errors="0" id="0" hostname="h" time="0.1" timestamp="2026-01-01T00:00:00Z"><properties><property name="go.version" value="go1.25"/></properties><testcase name="T" classname="p" time="0.1"/></testsuite></testsuites>',
  Catch2:
    '<testsuites><testsuite name="t" errors="0" failures="0" skipped="0" tests="1" hostname="tbd" time="0.1" timestamp="2026-01-01T00:00:00Z"><testcase classname="t.global" name="a" time="0.1" status="run"/></testsuite></testsuites>',
  Gradle:
    '<testsuite name="p.T" tests="1" skipped="0" failures="0" errors="0" timestamp="2026-01-01T00:00:00.000Z" hostname="h" time="0.1"><properties/><testcase name="a()" classname="p.T" time="0.1"/></testsuite>',
  Bazel:
    '<testsuites><testsuite name="a/t" tests="1" failures="0" errors="0"><testcase name="a/t" status="run" duration="3" time="3"></testcase><system-out>Generated test.log</system-out></testsuite></testsuites>',
  Karate:
    '<testsuite name="a.feature" tests="1" failures="0" skipped="0" time="0.1"><testcase classname="a" name="[1:6] gets a cat" time="0.1" status="passed"/></testsuite>',
};

describe.skipIf(sharedFolder() === undefined)("the producers of the corpus", () => {
  const seen = new Set(producers.map(({ format }) => format).flatMap((format) => [...producersIn(format)]));

  test.each(producers)("$name is recognised in $format that it wrote", ({ format, name }) => {
    if (withoutRealFile.includes(name)) expect(seen).not.toContain(`${format} ${name}`);
    else expect(seen).toContain(`${format} ${name}`);
  });
});

test.each(withoutRealFile)("%s is recognised by what its source writes", (name) => {
  const { producer, problems } = readAll(readers["junit-xml"]!, documents[name]!);
  expect(producer).toBe(name);
  expect(problems.filter(({ severity }) => severity === "error")).toEqual([]);
});

test("docs/formats.md lists those without a real file", () => {
  const page = readFileSync(new URL("../../../docs/formats.md", import.meta.url), "utf8").replace(
    /\s+/g,
    " ",
  );
  expect(page).toContain(
    `not yet tested with a real file: ${withoutRealFile.join(", ")}, k6, cargo-nextest.`,
  );
});

describe("the losses of a report", () => {
  const test1 = { package: "", suite: [], name: "a", status: "passed", details: [] } as const;

  test("are those of the tool that wrote it", () => {
    const facts = lossesOf("junit-xml", "jest-junit", [test1]).map(({ fact }) => fact);
    expect(facts).toEqual(["load", "file", "retries", "todo", "line"]);
    expect(lossesOf("junit-xml", undefined, [test1])).toEqual([]);
    expect(lossesOf("lcov", "jest-junit", [test1])).toEqual([]);
  });

  test("leave out what the report does tell", () => {
    const told = {
      ...test1,
      file: "a.test.ts",
      line: 3,
      earlier: [{ status: "failed", details: [] }],
    } as const;
    expect(lossesOf("junit-xml", "jest-junit", [told]).map(({ fact }) => fact)).toEqual(["load", "todo"]);
  });

  test("are known for a version, and not for a tool of a longer name", () => {
    expect(lossesOf("mochawesome-json", "mochawesome 8.1.1", [test1])).toHaveLength(1);
    expect(lossesOf("ctrf-json", "jestify", [test1])).toEqual([]);
  });

  test("name the line that mends each", () => {
    for (const { loses } of producers) for (const { mend } of loses) expect(mend).toMatch(/^[^\n|]{6,}$/);
  });
});

/** The producers that the reader of a format names, over the corpus and our fixtures. */
function producersIn(format: string): ReadonlySet<string> {
  const folder = fileURLToPath(new URL(`../src/${format}/fixtures/`, import.meta.url));
  const fixtures = existsSync(folder) ? readdirSync(folder).map((name) => folder + name) : [];
  const files = [...fixtures, ...corpusRows(format).map(({ absolute }) => absolute)];
  return new Set(
    files.map((file) => {
      const { producer = "" } = readAll(readers[format]!, readFileSync(file));
      const known = producers.find(
        (one) => one.format === format && `${producer} `.startsWith(`${one.name} `),
      );
      return `${format} ${known?.name ?? producer}`;
    }),
  );
}
