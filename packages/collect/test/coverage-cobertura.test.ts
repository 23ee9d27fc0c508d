import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { cobertura } from "../src/cobertura/reader.ts";
import { readAll } from "../src/testing/read-all.ts";
import { corpusRows } from "./corpus-tests.ts";
import { type Figures, figuresOf } from "./coverage-figures.ts";

const rows = corpusRows("cobertura");

describe.skipIf(rows.length === 0)("a Cobertura report of the corpus", () => {
  it.each(rows)("has the figures of the manifest: $path", ({ absolute, expected }) => {
    const { files, problems } = readAll(cobertura, readFileSync(absolute));
    const { functions_found: _found, functions_hit: _hit, ...figures } = figuresOf(files);
    expect(expected).toMatchObject(figures);
    // The only doubt in these files is that their own totals count otherwise, which the manifest says too.
    expect(problems.map(({ code }) => code)).toEqual(
      totalsDiffer(expected as Expected) ? ["declared-totals-differ"] : [],
    );
  });
});

type Expected = Figures & { readonly declared: Readonly<Record<string, string>> };

function totalsDiffer({ declared, ...figures }: Expected): boolean {
  return [
    [declared["lines-valid"], figures.lines_found],
    [declared["lines-covered"], figures.lines_hit],
    [declared["branches-valid"], figures.branches_found],
    [declared["branches-covered"], figures.branches_hit],
  ].some(([total, counted]) => total !== undefined && Number(total) !== counted);
}
