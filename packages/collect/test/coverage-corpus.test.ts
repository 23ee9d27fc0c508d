import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import type { Reader } from "../src/reader.ts";
import { recognise } from "../src/recognise.ts";
import { headOf, readAll } from "../src/testing/read-all.ts";
import { allCorpusRows, type CorpusRow } from "./corpus-tests.ts";
import { coverageExceptions } from "./coverage-exceptions.ts";
import { countedFigures, wantedFigures } from "./coverage-expected.ts";
import { type Figures, figuresOf } from "./coverage-figures.ts";

/*
 * Every coverage report of the corpus: the files, lines, branches and functions that an independent script counted, or a
 * row in one table that says why ours are more right.
 */

const rows = allCorpusRows().filter(({ kind }) => kind === "coverage");
const found = rows.map((row) => {
  const bytes = readFileSync(row.absolute);
  const recognised = recognise(headOf(bytes, row.path));
  const reader = "reader" in recognised ? recognised.reader : undefined;
  return { path: row.path, row, bytes, reader };
});
const hasFigures = ({ row }: { readonly row: CorpusRow }): boolean => row.format !== "v8-raw";
const readable = found.filter(
  (one): one is (typeof found)[number] & { readonly reader: Reader } =>
    hasFigures(one) && one.reader !== undefined,
);

/** Formats that are not read. */
const refused: Readonly<Record<string, number>> = {
  "codeclimate-coverage": 1,
  "gcov-text": 6,
  "unsupported-xml": 11,
};

describe.skipIf(rows.length === 0)("every coverage report of the corpus", () => {
  test.each(readable)("$path has the figures that were counted", ({ row, bytes, reader }) => {
    expect(figures(reader, bytes, row)).toMatchObject(wantedFigures(row, bytes.toString("utf8")));
  });

  test.each(readable)("$path has at least one figure to compare", ({ row, bytes }) => {
    expect(Object.keys(countedFigures(row, bytes.toString("utf8"))).length).toBeGreaterThan(2);
  });

  test("is read, or refused in whole formats", () => {
    const unread = found.filter(({ reader }) => reader === undefined).map(({ row }) => row.format);
    const counts = Object.groupBy(unread, (format) => format);
    expect(Object.fromEntries(Object.entries(counts).map(([format, of]) => [format, of?.length]))).toEqual(
      refused,
    );
  });
});

describe.skipIf(rows.length === 0)("the table of exceptions", () => {
  test("has each file once, and no row that is none", () => {
    for (const { file, ours, place, rule } of coverageExceptions) {
      const [only, ...more] = readable.filter(({ path }) => path.endsWith(file));
      expect(more, file).toEqual([]);
      const { row, bytes, reader } = only!;
      expect(figures(reader, bytes, row), file).toMatchObject(ours);
      expect(countedFigures(row, bytes.toString("utf8")), file).not.toMatchObject(ours);
      expect(place && rule, file).toBeTruthy();
    }
  });

  test("is of 3 % of the files at most", () => {
    expect(rows).toHaveLength(171);
    expect(readable).toHaveLength(152);
    expect(coverageExceptions.length / rows.length).toBeLessThanOrEqual(0.03);
  });
});

function figures(reader: Reader, bytes: Buffer, { path }: CorpusRow): Figures {
  return figuresOf(readAll(reader, bytes, 65_536, path).files);
}
