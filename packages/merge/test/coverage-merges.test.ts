import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { mergeCoverage } from "../src/merge-coverage.ts";
import { corpus, corpusFile, readEvidence, type Totals, totalsOf } from "./read-evidence.ts";

type Row = { readonly inputs: readonly string[]; readonly expected: Totals };

/** The sets of files to merge, with the figures of lcov or of istanbul-lib-coverage. */
const rows = corpus === undefined ? [] : readRows(`${corpus}MERGES.tsv`);

/**
 * Where the maps differ, the figures of the tools are no aim: they unite the maps, or match entities by chance. Ours,
 * by the end of the inputs' folders, and why.
 */
const differing: Readonly<Record<string, { readonly why: string; readonly totals: Partial<Totals> }>> = {
  "lcov cov-vitest-istanbul cov-c8": {
    why: "c8 has V8's blocks and functions: 12 one-armed blocks, of which two share line and shape with a default value (lcov pairs four by their running numbers); of 7 functions 6 are istanbul's under their variables' names, and <instance_members_initializer> is V8's own",
    totals: { lines: [27, 24], functions: [14, 9], branches: [34, 20] },
  },
  "lcov cov-vitest-istanbul cov-vitest-v8": {
    why: "`(anonymous_2)` of one provider is `add` of the other: 13 functions, not 18",
    totals: { lines: [22, 18], functions: [13, 7], branches: [24, 16] },
  },
  "istanbul-json cov-vitest-istanbul cov-c8": {
    why: "the exact map is the only denominator: 22 lines, 13 functions and 24 arms as istanbul alone finds them; V8's run of c8 adds a hit line and a called function, its blocks stand for no arm",
    totals: { lines: [22, 19], functions: [13, 8], branches: [24, 16] },
  },
};

describe.skipIf(rows.length === 0)("a merge of the corpus", () => {
  it("has known differences only", () => {
    expect(rows.map(nameOf)).toEqual(expect.arrayContaining(Object.keys(differing)));
  });

  it.each(rows.filter((row) => differing[nameOf(row)] === undefined))(
    "has the figures of the tools: $inputs",
    ({ inputs, expected }) => {
      const { files, problems } = mergeCoverage(readEvidence(inputs.map(corpusFile)));
      expect(totalsOf(files)).toEqual(expected);
      expect(problems).toEqual([]);
    },
  );

  it.each(rows.filter((row) => differing[nameOf(row)] !== undefined))(
    "has one denominator where maps differ: $inputs",
    (row) => {
      const { files } = mergeCoverage(readEvidence(row.inputs.map(corpusFile)));
      expect(totalsOf(files)).toMatchObject(differing[nameOf(row)]!.totals);
      expect(totalsOf(files)).not.toEqual(row.expected);
    },
  );
});

/**
 * The corpus' row is the naive sum: counts of the same profile given twice are doubled there. It is one upload, made
 * twice, and counts once; the covered share is that of the row.
 */
describe.skipIf(rows.length === 0)("the same profile twice", () => {
  const path = "coverage/go-coverprofile/generated/alpha/cover-count.out";

  it("counts once", () => {
    const from = { shard: { index: 1, total: 1 } };
    const twice = mergeCoverage(readEvidence([path, path].map((name) => ({ ...corpusFile(name), from }))));
    const once = mergeCoverage(readEvidence([{ ...corpusFile(path), from }]));
    expect(twice.files.map(({ map, counts }) => ({ map, counts }))).toEqual(
      once.files.map(({ map, counts }) => ({ map, counts })),
    );
    expect(totalsOf(twice.files)).toMatchObject({ files: 1, lines: [12, 10] });
  });

  it("adds as two shards, and covers the same", () => {
    const { files } = mergeCoverage(readEvidence([path, path].map(corpusFile)));
    expect(totalsOf(files)).toMatchObject({ files: 1, lines: [12, 10] });
  });
});

function nameOf({ inputs }: Row): string {
  const [format] = inputs[0]!.split("/").slice(1);
  return [format, ...inputs.map((path) => path.split("/").at(-2))].join(" ");
}

function readRows(path: string): readonly Row[] {
  return readFileSync(path, "utf8")
    .trimEnd()
    .split("\n")
    .map((row) => row.split("\t") as [string, string, string, string])
    .filter(([format]) => format === "lcov" || format === "istanbul-json")
    .map(([, inputs, , expected]) => ({ inputs: inputs.split(" "), expected: totalsIn(expected) }));
}

/** Both tools' figures as pairs of found and hit. */
function totalsIn(text: string): Totals {
  const figures = JSON.parse(text) as Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  const tool = figures["istanbul-lib-coverage"] ?? figures["lcov 1.16 -a (found, hit)"]!;
  const files = (figures["istanbul-lib-coverage"] ?? figures["oracle.py on the concatenation"]!)["files"];
  const { lines, functions, branches } = tool;
  return { files, lines, functions, branches } as Totals; // the manifest's documentation says so
}
