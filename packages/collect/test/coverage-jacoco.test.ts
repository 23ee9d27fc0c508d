import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { jacoco } from "../src/jacoco/reader.ts";
import { readAll } from "../src/testing/read-all.ts";
import { corpusRows } from "./corpus-tests.ts";
import { type Figures, figuresOf } from "./coverage-figures.ts";

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
  it.each(ofGcovr)("of gcovr has what its lines say, and an error: $path", ({ absolute, expected }) => {
    const { line_elements_say: lines, files: count } = expected as Expected;
    const { files, problems } = readAll(jacoco, readFileSync(absolute));
    const figures = figuresOf(files);
    expect(figures).toMatchObject({
      files: count,
      lines_hit: 0,
      branches_found: lines.branches_found,
      branches_hit: lines.branches_hit,
      functions_found: 0,
    });
    expect(figures.lines_found).toBe(distinctLines(readFileSync(absolute, "utf8")));
    expect(problems.map(({ code, severity }) => `${code} ${severity}`)).toEqual([
      "missing-field error",
      "declared-totals-differ warning",
    ]);
  });
});

type Expected = Figures & { readonly line_elements_say: Figures };

/** Some of gcovr's lines stand twice in their file; the manifest counts them twice. */
function distinctLines(text: string): number {
  return text
    .split("<sourcefile ")
    .map((file) => new Set(Array.from(file.matchAll(/<line nr="(\d+)"/g), ([, line]) => line)).size)
    .reduce((sum, size) => sum + size, 0);
}
