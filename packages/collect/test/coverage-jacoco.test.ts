import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { jacoco } from "../src/jacoco/reader.ts";
import { readAll } from "../src/testing/read-all.ts";
import { corpusRows } from "./corpus-tests.ts";
import { wantedFigures } from "./coverage-expected.ts";
import { figuresOf } from "./coverage-figures.ts";

const rows = corpusRows("jacoco");
const ofGcovr = rows.filter(({ tool }) => tool === "gcovr");
const others = rows.filter(({ tool }) => tool !== "gcovr");

describe.skipIf(rows.length === 0)("a JaCoCo report of the corpus", () => {
  it.each(others)("has the figures of the manifest: $path", ({ absolute, expected }) => {
    const { files, problems } = readAll(jacoco, readFileSync(absolute));
    expect(expected).toMatchObject(figuresOf(files));
    expect(problems).toEqual([]);
  });

  // The manifest's figures are the counters. gcovr's lines lack `ci`, so nobody knows which of them ran: they are
  // found and not covered, with an error. It writes no methods either, only how many there are.
  it.each(ofGcovr)("of gcovr has what its lines say, and an error: $path", (row) => {
    const bytes = readFileSync(row.absolute);
    const { files, problems } = readAll(jacoco, bytes);
    expect(figuresOf(files)).toMatchObject(wantedFigures(row, bytes.toString("utf8")));
    expect(problems.map(({ code, severity }) => `${code} ${severity}`)).toEqual([
      "missing-field error",
      "declared-totals-differ warning",
    ]);
  });
});
