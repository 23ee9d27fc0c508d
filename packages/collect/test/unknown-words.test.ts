import { existsSync, readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import type { Reader } from "../src/reader.ts";
import { readers } from "../src/registry.ts";
import { silent } from "../src/testing/fuzz/wrong-readers.ts";
import { type AllRecords, readAll } from "../src/testing/read-all.ts";
import { corpusRows } from "./corpus-tests.ts";

/*
 * A word or an element that nobody knows is a Problem, and never a pass: a newer tool may call a failure so.
 */

/** Where real reports say how a test went: each match's first group is the word. */
const statusWords: Readonly<Record<string, RegExp>> = {
  trx: /<UnitTestResult\s[^<>]*\soutcome="(\w+)"/g,
  "nunit-xml": /<test-case\s[^<>]*\sresult="(\w+)"/g,
  "xunit-xml": /<test\s[^<>]*\sresult="(\w+)"/g,
  "allure1-xml": /<test-case\s[^<>]*\sstatus=["'](\w+)["']/g,
  "catch2-xml": /<OverallResult success="(\w+)"/g,
  "vitest-json": /"status":\s*"(\w+)"/g,
  "jest-json": /"status":\s*"(\w+)"/g,
  "playwright-json": /"status":\s*"(\w+)"/g,
  "ctrf-json": /"status":\s*"(\w+)",\s*"duration"/g,
  // Where one fails `fail` says so, too.
  "mochawesome-json": /"state":\s*"(passed|pending)"/g,
  "rspec-json": /"status":\s*"(\w+)"/g,
  // With failures a test fails, whatever its result is called.
  "gtest-json": /"result":\s*"(\w+)"[^{}[\]]*\}/g,
  // Statuses of steps decide nothing.
  "allure2-json": /^ {2}"status":\s*"(\w+)"/gm,
  "cucumber-json": /"result":\s*\{[^{}]*"status":\s*"(\w+)"/g,
  "cucumber-messages": /"testStepResult":\{[^{}]*(?:\{[^{}]*\})?[^{}]*"status":"(\w+)"/g,
  "dart-json": /"result":"(\w+)"/g,
  "mocha-json-stream": /^\["(pass|fail)"/gm,
  "go-test-json": /"Action":"(pass|fail|skip|run)"/g,
};

/** Start tags of test cases, for what is put behind them. */
const caseTags: Readonly<Record<string, RegExp>> = {
  "junit-xml": /<testcase(?:\s(?:[^<>"']|"[^"]*"|'[^']*')*)?(?<!\/)>/g,
  trx: /<UnitTestResult\s(?:[^<>"']|"[^"]*")*(?<!\/)>/g,
  "nunit-xml": /<test-case\s(?:[^<>"']|"[^"]*")*(?<!\/)>/g,
  "xunit-xml": /<test\s(?:[^<>"']|"[^"]*")*(?<!\/)>/g,
  "allure1-xml": /<test-case(?:\s(?:[^<>"']|"[^"]*"|'[^']*')*)?(?<!\/)>/g,
  "catch2-xml": /<TestCase\s(?:[^<>"']|"[^"]*")*(?<!\/)>/g,
};

/** Files of a format that have no results to change. */
const withoutResults = /(?:list|environment-failed)\.json/;
const places = 25;

describe.each(Object.entries(statusWords))("a status of %s that nobody knows", (format, word) => {
  const changed = reportsOf(format).flatMap((text) => changedAt(text, word, replaceWord));

  test("is a problem, and no pass", () => {
    expect(changed.length).toBeGreaterThan(0);
    for (const report of changed) expect(unsaid(readers[format]!, report)).toBeUndefined();
  });

  test("a reader that says nothing about it is rejected", () => {
    expect(changed.some((report) => unsaid(silent(readers[format]!), report) !== undefined)).toBe(true);
  });
});

describe.each(Object.entries(caseTags))(
  "an element of a test case of %s that nobody knows",
  (format, tag) => {
    const changed = reportsOf(format).flatMap((text) =>
      changedAt(text, tag, (match) => `${match[0]}<gailure/>`),
    );

    test("is an error, and no pass", () => {
      expect(changed.length).toBeGreaterThan(0);
      for (const report of changed) {
        const { problems } = readAll(readers[format]!, report.text);
        expect(
          problems.some(({ code, severity }) => code === "unknown-element" && severity === "error"),
        ).toBe(true);
        expect(unsaid(readers[format]!, report)).toBeUndefined();
      }
    });
  },
);

test("a status attribute of JUnit that nobody knows is a problem, and no pass", () => {
  const { tests, problems } = readAll(
    readers["junit-xml"]!,
    '<testsuite><testcase name="a" status="gailed"/><testcase name="b" result="gailed"/></testsuite>',
  );
  expect(tests.map(({ status }) => status)).toEqual(["errored", "errored"]);
  expect(problems.map(({ code }) => code)).toEqual(["unknown-status"]);
});

type Changed = { readonly original: string; readonly text: string };

/** The report once for each of its first matches, with that one changed. */
function changedAt(
  text: string,
  pattern: RegExp,
  change: (match: RegExpExecArray) => string,
): readonly Changed[] {
  return [...text.matchAll(pattern)].slice(0, places).map((match) => ({
    original: text,
    text: text.slice(0, match.index) + change(match) + text.slice(match.index + match[0].length),
  }));
}

function replaceWord({ 0: found, 1: word = "" }: RegExpExecArray): string {
  const quoted = found.indexOf(`"${word}"`);
  const at = quoted < 0 ? found.lastIndexOf(word) : quoted + 1;
  return `${found.slice(0, at)}gailed${found.slice(at + word.length)}`;
}

/** What is wrong with the way a changed report is read; nothing when it is read as it should. */
function unsaid(reader: Reader, { original, text }: Changed): string | undefined {
  const before = readAll(reader, original);
  const after = readAll(reader, text);
  const known = new Set(before.problems.map(({ code, message }) => code + message));
  const isSaid = after.problems.some(
    ({ code, severity, message }) => severity !== "info" && !known.has(code + message),
  );
  if (!isSaid) return `nothing said about ${differenceOf(original, text)}`;
  return passed(after) > passed(before) ? `a pass more by ${differenceOf(original, text)}` : undefined;
}

function differenceOf(original: string, text: string): string {
  const at = [...text].findIndex((character, i) => character !== original[i]);
  return text.slice(Math.max(0, at - 60), at + 40);
}

function passed({ tests }: AllRecords): number {
  return tests.filter(({ status }) => status === "passed").length;
}

/** Small real reports: of the corpus, and fixtures. */
function reportsOf(format: string): readonly string[] {
  const folder = fileURLToPath(new URL(`../src/${format}/fixtures/`, import.meta.url));
  const fixtures = existsSync(folder)
    ? readdirSync(folder)
        .filter((name) => !withoutResults.test(name))
        .map((name) => readFileSync(folder + name))
    : [];
  const corpus = corpusRows(format)
    .filter(({ expected }) => !("error" in (expected as object)))
    .map(({ absolute }) => readFileSync(absolute))
    .sort((a, b) => a.length - b.length);
  const large = corpus.filter(({ length }) => length > 1_000);
  return [...fixtures, ...(large.length > 0 ? large : corpus).slice(0, 8)].map((bytes) =>
    bytes.toString("utf8"),
  );
}
