import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cobertura } from "../src/cobertura/reader.ts";
import { readAll } from "../src/testing/read-all.ts";
import { strictCobertura } from "../src/testing/strict-cobertura.ts";
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

describe.skipIf(rows.length === 0)("a damaged Cobertura report of the corpus", { timeout: 120_000 }, () => {
  const files = rows.map(({ absolute }) => readFileSync(absolute));
  const place = fc.double({ min: 0, max: 0.999_999, noNaN: true });
  const byte = fc.oneof(fc.nat(255), fc.constantFrom(...Buffer.from("<>\"'=/ 0123456789.-\n&")));
  const damaged = fc
    .tuple(fc.constantFrom(...files), fc.array(fc.tuple(place, byte), { maxLength: 4 }), fc.option(place))
    .map(([file, changes, cut]) => {
      const bytes = Buffer.from(file);
      for (const [at, value] of changes) bytes[Math.floor(bytes.length * at)] = value;
      return bytes.subarray(0, Math.floor(bytes.length * (cut ?? 1)));
    });

  it("is read as the scanner tells it", () => {
    fc.assert(
      fc.property(damaged, fc.integer({ min: 30, max: 70_000 }), (bytes, size) => {
        expect(readAll(cobertura, bytes, size)).toEqual(readAll(strictCobertura, bytes, size));
      }),
      { seed: 20_261_126, numRuns: 1_500 },
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
