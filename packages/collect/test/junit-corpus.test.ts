import { readFileSync } from "node:fs";
import { isFailing } from "@tollgate/model";
import { describe, expect, test } from "vitest";
import { junit } from "../src/junit/reader.ts";
import { type AllRecords, headOf, readAll } from "../src/testing/read-all.ts";
import { corpusRows } from "./corpus-tests.ts";

/** Seconds that an independent script counted; it keeps negative times. */
type Counted = { readonly time_sum_of_cases: number };

const rows = corpusRows("junit-xml");
const readable = rows.filter(({ expected }) => !("error" in (expected as object)));
const unreadable = rows.filter(({ expected }) => "error" in (expected as object));

describe.skipIf(rows.length === 0)("the corpus of JUnit files", () => {
  test.each(readable)("$path takes as long as was counted", (row) => {
    const bytes = readFileSync(row.absolute);
    const counted = row.expected as Counted; // the manifest's shape for this format
    expect(junit.recognises(headOf(bytes))).toBe(true);
    // A negative time counts as 0 (fact sheet, 5).
    const negative = bytes.toString("latin1").match(/(?<=<testcase [^<>]*time=")-[\d.]+(?=")/g) ?? [];
    const below = negative.reduce((sum, seconds) => sum + Number(seconds), 0);
    expect(secondsOf(readAll(junit, bytes))).toBeCloseTo(counted.time_sum_of_cases - below, 2);
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

/** Of all tries: surefire gives the time of the first one. */
function secondsOf({ tests }: AllRecords): number {
  let us = 0;
  for (const { durationUs, earlier } of tests) {
    us += durationUs ?? 0;
    for (const attempt of earlier ?? []) us += attempt.durationUs ?? 0;
  }
  return us / 1_000_000;
}

function bytesOf(ending: string): Buffer {
  const row = rows.find(({ path }) => path.endsWith(ending));
  if (row === undefined) throw new Error(`no corpus file ends in ${ending}`);
  return readFileSync(row.absolute);
}
