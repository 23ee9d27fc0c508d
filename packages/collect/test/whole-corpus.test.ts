import { readFileSync } from "node:fs";
import { isFailing, testIdentity } from "@tollgate/model";
import { describe, expect, test } from "vitest";
import { gherkin } from "../src/gherkin/reader.ts";
import type { RawTest } from "../src/reader.ts";
import { recognise } from "../src/recognise.ts";
import { emptyRecords } from "../src/records.ts";
import { type AllRecords, hasError, headOf, loadAll, readAll } from "../src/testing/read-all.ts";
import { type CorpusException, corpusExceptions } from "./corpus-exceptions.ts";
import { independentFigures } from "./corpus-figures.ts";
import type { Figures } from "./corpus-figures-of.ts";
import { allCorpusRows, type CorpusRow } from "./corpus-tests.ts";

/*
 * Every file of the corpus of the kinds tests, bdd and hostile: as many tests, failures and skips as an independent
 * script counted, of a specification all that it holds, or a row in one table that says why ours is more right.
 */

await loadAll([gherkin]);

const rows = allCorpusRows().filter(({ kind }) => ["tests", "bdd", "hostile"].includes(kind));
const withFigures = rows.flatMap((row) => {
  const bytes = readFileSync(row.absolute);
  const expected = row.expected as object;
  if ("error" in expected && !("upstream_pickles" in expected)) return [];
  const counted = independentFigures(row, bytes.toString("utf8"));
  return counted === undefined ? [] : [{ path: row.path, row, bytes, counted }];
});
/** Hostile coverage has a test of its own. */
const others = rows.filter(
  (row) => withFigures.every((other) => other.row !== row) && !["lcov", "istanbul-json"].includes(row.format),
);
/** Not readable for the script; all that they say is read, with a warning for what was replaced or left out. */
const doubtful = ["control-char-references.xml", "invalid-utf8.xml", "bad-xml-characters.xml"];

describe.skipIf(rows.length === 0)("every report of the corpus", () => {
  test.each(withFigures)("$path has the figures that were counted", ({ row, bytes, counted }) => {
    const read = readRow(row, bytes);
    const wanted = { ...counted, ...exceptionOf(row)?.ours };
    const { failing, passed, specification } = wanted;
    expect(figuresOf(row, read)).toEqual({
      tests: wanted.tests,
      skipped: wanted.skipped,
      failing: failing ?? expect.any(Number),
    });
    expect(read.specification).toEqual(specification && expect.objectContaining(specification));
    if (passed !== undefined) expect(isGreen(read)).toBe(passed);
  });

  test.each(withFigures)("$path is not without failures when it has one", ({ row, bytes, counted }) => {
    if ((counted.failing ?? 0) > 0 || counted.passed === false)
      expect(isGreen(readRow(row, bytes))).toBe(false);
  });

  test.each(others)("$path, which has no figures, is refused or says what is wrong", (row) => {
    const read = readRow(row, readFileSync(row.absolute));
    if (doubtful.some((end) => row.path.endsWith(end)))
      expect(read.problems.map(({ severity }) => severity)).toContain("warning");
    else expect(isGreen(read)).toBe(false);
  });
});

describe.skipIf(rows.length === 0)("the table of exceptions", () => {
  test("has each file once, and no row that is none", () => {
    for (const { file, ours } of corpusExceptions) {
      const found = withFigures.filter(({ path }) => path.endsWith(file));
      expect(found, file).toHaveLength(1);
      expect({ ...found[0]!.counted, ...ours }, file).not.toEqual(found[0]!.counted);
    }
  });

  test("is of 2 % of the files at most", () => {
    expect(rows).toHaveLength(542);
    expect(withFigures.length).toBeGreaterThan(420);
    expect(corpusExceptions.length / rows.length).toBeLessThanOrEqual(0.02);
  });
});

/** What the file comes to: by the reader that takes it, or a refusal. */
function readRow({ path }: CorpusRow, bytes: Buffer): AllRecords {
  const found = recognise(headOf(bytes, path));
  if ("reader" in found) return readAll(found.reader, bytes, 65_536, path);
  return { ...emptyRecords(), problems: [found.problem] };
}

function figuresOf({ format }: CorpusRow, { tests, entries }: AllRecords): Figures {
  const counted = format === "go-test-json" ? lastOfEach(tests) : tests;
  return {
    tests: format === "go-test-json" ? counted.length : entries,
    failing: counted.filter(({ status }) => isFailing(status)).length,
    skipped: counted.filter(({ status }) => status === "skipped" || status === "todo").length,
  };
}

/** The script keeps the last execution of a test, and counts no package that fails by itself. */
function lastOfEach(tests: readonly RawTest[]): readonly RawTest[] {
  const own = tests.filter(({ entries }) => entries !== 0);
  return [...new Map(own.map((told) => [testIdentity({ ...told, package: "" }), told])).values()];
}

/** What a gate would take for a pass. */
function isGreen(read: AllRecords): boolean {
  return (
    !hasError(read) &&
    !read.tests.some(({ status }) => isFailing(status)) &&
    read.runs.every(({ verdict }) => verdict === "passed")
  );
}

function exceptionOf({ path }: CorpusRow): CorpusException | undefined {
  return corpusExceptions.find(({ file }) => path.endsWith(file));
}
