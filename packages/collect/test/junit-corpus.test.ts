import { readFileSync } from "node:fs";
import { isFailing } from "@tollgate/model";
import { describe, expect, test } from "vitest";
import { junit } from "../src/junit/reader.ts";
import { type AllRecords, headOf, readAll } from "../src/testing/read-all.ts";
import { type CorpusRow, corpusRows } from "./corpus-tests.ts";

/** What an independent script counted: elements of any depth, nothing interpreted. */
type Counted = {
  readonly tests: number;
  readonly not_ok: number;
  readonly skipped: number;
  /** Seconds. */
  readonly time_sum_of_cases: number;
};

type Figures = { readonly tests: number; readonly notOk: number; readonly skipped: number };

/** Where our definition differs from counting elements, what that changes, and why. */
type Difference = { readonly notOk?: number; readonly skipped?: number; readonly why: string };

const differences: ReadonlyMap<string, Difference> = new Map([
  ["tst/disabled.xml", { skipped: +5, why: "five cases say status=disabled and have no element" }],
  [
    "generated/gtest.xml",
    { skipped: +1, why: "a disabled test is notrun and suppressed, without an element" },
  ],
  [
    "generated/ctest-junit.xml",
    {
      notOk: +1,
      skipped: 0,
      why: "the program of one test is missing: ctest lists it as failed and writes it as skipped; another is disabled by its status",
    },
  ],
  ["durations/invalid.xml", { notOk: +1, why: "an element of the case is not known" }],
  ["fullNames/classnameInvalid.xml", { notOk: +1, why: "an element of the case is not known" }],
  ["fullNames/nameInvalid.xml", { notOk: +1, why: "an element of the case is not known" }],
  [
    "test-junit-problem-string.xml",
    { notOk: +1, why: "a case has only rerunFailure and rerunError: no try passed" },
  ],
  ["alpha/node20-junit.xml", { notOk: -1, skipped: +1, why: "node's totals count the failing todo as todo" }],
  ["alpha/node24-junit.xml", { notOk: -1, skipped: +1, why: "node's totals count the failing todo as todo" }],
  ["perl/prove-junit.xml", { notOk: +1, why: "the suite fails by itself" }],
  ["jenkinsci_junit-plugin/junit-report-6700.xml", { notOk: +1, why: "the suite fails by itself" }],
  ["junit-report-nested-testsuites.xml", { notOk: +1, why: "the suite fails by itself" }],
]);

/** Seconds that our sum differs from the script's, which keeps negative times. */
const timeDifferences: ReadonlyMap<string, number> = new Map([
  ["nan-inf-negative-times.xml", 1.5],
  ["junit-report-bad-duration.xml", 345_345],
]);

const rows = corpusRows("junit-xml");
const readable = rows.filter(({ expected }) => !("error" in (expected as object)));
const unreadable = rows.filter(({ expected }) => "error" in (expected as object));

describe.skipIf(rows.length === 0)("the corpus of JUnit files", () => {
  test.each(readable)("$path has the figures that were counted", (row) => {
    const bytes = readFileSync(row.absolute);
    const read = readAll(junit, bytes);
    const counted = row.expected as Counted;
    expect(junit.recognises(headOf(bytes))).toBe(true);
    expect(figuresOf(read)).toEqual(expectedFigures(row, counted));
    expect(secondsOf(read)).toBeCloseTo(counted.time_sum_of_cases + (endingIn(timeDifferences, row) ?? 0), 2);
  });

  test("uses every difference that is explained", () => {
    for (const ending of differences.keys())
      expect(
        readable.filter(({ path }) => path.endsWith(ending)),
        ending,
      ).toHaveLength(1);
  });

  test.each(unreadable)("$path is never read without a word", ({ absolute }) => {
    const bytes = readFileSync(absolute);
    if (!junit.recognises(headOf(bytes))) return;
    expect(readAll(junit, bytes).problems).not.toEqual([]);
  });

  test.each(refused)("$ending is not ok, and keeps its failures", ({ ending, code, failing }) => {
    const bytes = bytesOf(ending);
    const { problems, tests } = readAll(junit, bytes);
    expect(junit.recognises(headOf(bytes))).toBe(true);
    expect(problems.filter(({ severity }) => severity === "error").map((problem) => problem.code)).toContain(
      code,
    );
    expect(tests.filter(({ status }) => isFailing(status))).toHaveLength(failing);
  });

  test.each(foreign)("%s is not taken for JUnit", (ending) => {
    expect(junit.recognises(headOf(bytesOf(ending)))).toBe(false);
  });

  test("windows-1252 is decoded as declared", () => {
    expect(readAll(junit, bytesOf("cp1252-declared.xml")).tests[0]?.name).toContain("smart “quotes” – €");
  });

  test("bytes that are not UTF-8 are replaced and flagged", () => {
    const { tests, problems } = readAll(junit, bytesOf("invalid-utf8.xml"));
    expect(tests[0]?.name).toContain("\ufffd");
    expect(problems.map(({ code }) => code)).toEqual(["not-utf8"]);
  });

  test("a long message is cut at the limit and says so", () => {
    const [detail] = readAll(junit, bytesOf("huge-attribute-1m.xml")).tests[0]?.details ?? [];
    expect(detail?.message?.length).toBeLessThan(16_500);
    expect(detail?.message).toMatch(/… \(\d+ characters cut\)$/);
  });

  test("3,000 nested suites hold their one test", () => {
    const { tests, problems } = readAll(junit, bytesOf("deep-nesting.xml"));
    expect(tests).toHaveLength(1);
    expect(tests[0]?.suite).toHaveLength(100);
    expect(problems.map(({ code, severity }) => `${severity} ${code}`)).toEqual(["info too-deep"]);
  });
});

const refused = [
  { ending: "billion-laughs.xml", code: "entity-refused", failing: 0 },
  { ending: "truncated-half.xml", code: "truncated", failing: 1 },
  { ending: "corrupt-xml.xml", code: "truncated", failing: 1 },
  { ending: "junitxmldata/empty.xml", code: "no-tests", failing: 0 },
  { ending: "junitxmldata/wrong-type.xml", code: "no-tests", failing: 0 },
  { ending: "junit-report-1472.xml", code: "cases-dropped", failing: 1 },
  // Cut down by hand for a test: of 456 and 186 declared tests, 5 and 2 are left.
  { ending: "junit-report-1233.xml", code: "cases-dropped", failing: 0 },
  { ending: "junit-report-nested-testsuites.xml", code: "cases-dropped", failing: 1 },
  { ending: "weiwei_junitparser/no_fails.xml", code: "declared-totals-differ", failing: 0 },
  { ending: "alpha/newman-junit.xml", code: "declared-totals-differ", failing: 1 },
] as const;

const foreign = [
  "xml/empty.xml",
  "non-xml.xml",
  "gzip.xml.gz",
  "html-login-page.xml",
  "testXxe-oob.xml",
  "testXxe-xxe.xml",
  "junit-xml/non-junit.xml",
  "not-junit.xml",
] as const;

function figuresOf({ entries, tests }: AllRecords): Figures {
  return {
    tests: entries,
    notOk: tests.filter(({ status }) => isFailing(status)).length,
    skipped: tests.filter(({ status }) => status === "skipped" || status === "todo").length,
  };
}

function expectedFigures(row: CorpusRow, counted: Counted): Figures {
  const { notOk = 0, skipped = 0 } = endingIn(differences, row) ?? {};
  return { tests: counted.tests, notOk: counted.not_ok + notOk, skipped: counted.skipped + skipped };
}

/** Of all tries: surefire gives the time of the first one. */
function secondsOf({ tests }: AllRecords): number {
  let us = 0;
  for (const { durationUs, earlier } of tests) {
    us += durationUs ?? 0;
    for (const attempt of earlier ?? []) us += attempt.durationUs ?? 0;
  }
  return us / 1_000_000;
}

function endingIn<T>(map: ReadonlyMap<string, T>, { path }: CorpusRow): T | undefined {
  for (const [ending, value] of map) if (path.endsWith(ending)) return value;
  return undefined;
}

function bytesOf(ending: string): Buffer {
  const row = rows.find(({ path }) => path.endsWith(ending));
  if (row === undefined) throw new Error(`no corpus file ends in ${ending}`);
  return readFileSync(row.absolute);
}
