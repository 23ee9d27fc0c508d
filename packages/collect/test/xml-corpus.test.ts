import { readFileSync } from "node:fs";
import { isFailing } from "@tollgate/model";
import { describe, expect, test } from "vitest";
import { allure1Xml } from "../src/allure1-xml/reader.ts";
import { catch2Xml } from "../src/catch2-xml/reader.ts";
import { nunitXml } from "../src/nunit-xml/reader.ts";
import type { Reader } from "../src/reader.ts";
import { recognise } from "../src/recognise.ts";
import { type AllRecords, headOf, readAll } from "../src/testing/read-all.ts";
import { describeDamage } from "../src/testing/xml-laws.ts";
import { trx } from "../src/trx/reader.ts";
import { xunitXml } from "../src/xunit-xml/reader.ts";
import { type CorpusRow, corpusRows } from "./corpus-tests.ts";

type Figures = { readonly tests: number; readonly notOk: number; readonly skipped: number };

/** Where our definition differs from counting elements, what that changes, and why. */
type Difference = { readonly notOk?: number; readonly skipped?: number; readonly why: string };

type Format = {
  readonly reader: Reader;
  readonly differences: ReadonlyMap<string, Difference>;
  /** What an independent script counted, in the words of the format. */
  readonly figures: (expected: never) => Figures;
  readonly failure: RegExp;
  readonly ending: RegExp;
};

type Words = Readonly<Record<string, number>>;

function countOf(words: Words, wanted: readonly string[]): number {
  return wanted.reduce((sum, word) => sum + (words[word] ?? 0), 0);
}

const formats: readonly Format[] = [
  {
    reader: trx,
    differences: new Map(),
    figures: ({ results, by_outcome }: { readonly results: number; readonly by_outcome: Words }) => ({
      tests: results,
      notOk: countOf(by_outcome, ["Failed"]),
      skipped: countOf(by_outcome, ["NotExecuted"]),
    }),
    failure: /<UnitTestResult\s[^<>]*outcome="Failed"[^<>]*>/g,
    ending: /<\/TestRun>\s*$/,
  },
  {
    reader: nunitXml,
    differences: new Map([
      [
        "NUnit-simple.xml",
        { notOk: +1, why: "a suite says that it failed, and its one failing test is not there" },
      ],
      [
        "NUnit-issue44527.xml",
        { notOk: +10, why: "ten suites without a test failed by themselves: no suitable constructor" },
      ],
    ]),
    figures(expected: { readonly tests: number; readonly by_result?: Words } & Words) {
      const words = expected.by_result ?? expected;
      return {
        tests: expected.tests,
        notOk: countOf(words, ["Failed", "Failure", "Error", "failed"]),
        skipped: countOf(words, ["NotRun", "Ignored", "Skipped", "skipped", "inconclusive"]),
      };
    },
    failure: /<test-case\s[^<>]*(?:result="(?:Failed|Failure|Error)"|success="False")[^<>]*>/g,
    ending: /<\/test-(?:results|run|suite)>\s*$/,
  },
  {
    reader: xunitXml,
    differences: new Map(),
    figures: ({ tests, failed, skipped, notrun }: Words & Figures & { readonly failed: number }) => ({
      tests,
      notOk: failed,
      skipped: skipped + (notrun ?? 0),
    }),
    failure: /<test\s[^<>]*result="Fail"[^<>]*>/g,
    ending: /<\/assemblies>\s*$/,
  },
  {
    reader: allure1Xml,
    differences: new Map(),
    figures: ({ tests, by_status: words }: { readonly tests: number; readonly by_status: Words }) => ({
      tests,
      // Without a status, or with one that Allure does not have, nothing says that a test passed.
      notOk: tests - countOf(words, ["passed", "skipped", "canceled", "pending"]),
      skipped: countOf(words, ["skipped", "canceled", "pending"]),
    }),
    failure: /<test-case\s[^<>]*status="(?:failed|broken)"[^<>]*>/g,
    ending: /<\/(?:ns2:)?test-suite>\s*$/,
  },
  {
    reader: catch2Xml,
    differences: new Map(),
    figures: ({ cases, results }: { readonly cases: number; readonly results: Words }) => ({
      tests: cases,
      notOk: results["false"] ?? 0,
      skipped: 0,
    }),
    failure: /<OverallResult success="false"[^<>]*>/g,
    ending: /<\/Catch>\s*$/,
  },
];

describe.each(formats)("the corpus of $reader.id", ({ reader, differences, figures, failure, ending }) => {
  const rows = corpusRows(reader.id);
  const readable = rows.filter(({ expected }) => !("error" in (expected as object)));
  const unreadable = rows.filter(({ expected }) => "error" in (expected as object));
  const small = readable
    .filter((row) => figures(row.expected as never).notOk > 0)
    .map(({ absolute }) => readFileSync(absolute))
    .filter((bytes) => bytes.length < 20_000 && bytes.toString("latin1").match(failure) !== null);

  test.skipIf(rows.length === 0).each(readable)("$path has the figures that were counted", (row) => {
    const bytes = readFileSync(row.absolute);
    const counted = figures(row.expected as never);
    const { notOk = 0, skipped = 0 } = endingIn(differences, row) ?? {};
    expect(reader.recognises(headOf(bytes))).toBe(true);
    expect(figuresOf(readAll(reader, bytes))).toEqual({
      tests: counted.tests,
      notOk: counted.notOk + notOk,
      skipped: counted.skipped + skipped,
    });
  });

  test.skipIf(rows.length === 0)("every difference that is explained is one", () => {
    for (const ending of differences.keys())
      expect(
        readable.filter(({ path }) => path.endsWith(ending)),
        ending,
      ).toHaveLength(1);
  });

  test.skipIf(unreadable.length === 0).each(unreadable)("$path is never read without a word", (row) => {
    const bytes = readFileSync(row.absolute);
    if (!reader.recognises(headOf(bytes))) return;
    expect(readAll(reader, bytes).problems).not.toEqual([]);
  });

  if (small.length > 0) describeDamage({ reader, files: small, failure, ending });
});

function figuresOf({ entries, tests }: AllRecords): Figures {
  return {
    tests: entries,
    notOk: tests.filter(({ status }) => isFailing(status)).length,
    skipped: tests.filter(({ status }) => status === "skipped" || status === "todo").length,
  };
}

function endingIn<T>(map: ReadonlyMap<string, T>, { path }: CorpusRow): T | undefined {
  for (const [ending, value] of map) if (path.endsWith(ending)) return value;
  return undefined;
}

describe("the corpus of formats that are not read", () => {
  const rows = corpusRows("unsupported-xml");

  test.skipIf(rows.length === 0).each(rows)("$path is refused with advice", ({ absolute, path }) => {
    const found = recognise(headOf(readFileSync(absolute), path));
    expect(found).toMatchObject({ problem: { code: "unsupported-format", severity: "error" } });
  });
});
