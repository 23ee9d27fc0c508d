import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { coveragepyJson } from "../src/coveragepy-json/reader.ts";
import { readAll } from "../src/testing/read-all.ts";
import { corpusRows } from "./corpus-tests.ts";
import { type Figures, figuresOf } from "./coverage-figures.ts";

const rows = corpusRows("coveragepy-json");

type Expected = Figures & {
  readonly declared: { readonly num_statements: number; readonly covered_lines: number };
};

describe.skipIf(rows.length === 0)("a coverage.py report of the corpus", () => {
  it.each(rows)("has the figures of the manifest: $path", ({ absolute, expected }) => {
    const { files, problems } = readAll(coveragepyJson, readFileSync(absolute));
    const { functions_found: _found, functions_hit: _hit, ...figures } = figuresOf(files);
    const { declared, ...counted } = expected as Expected;
    // The manifest counts line 19 of calc.py, which coverage.py 6.5 lists as executed and as excluded, and does not
    // count itself (fact sheet, section 7: subtract). Without it the figures are those that the report declares.
    expect(figures).toEqual({
      ...counted,
      lines_found: counted.lines_found - 1,
      lines_hit: counted.lines_hit - 1,
    });
    expect(figures).toMatchObject({
      lines_found: declared.num_statements,
      lines_hit: declared.covered_lines,
    });
    expect(problems).toEqual([]);
  });
});
