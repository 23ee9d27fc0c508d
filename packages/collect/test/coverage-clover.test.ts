import { existsSync, readFileSync } from "node:fs";
import { branchEntities } from "@tollgate/model";
import { describe, expect, it } from "vitest";
import { clover } from "../src/clover/reader.ts";
import { lcov } from "../src/lcov/reader.ts";
import type { RawFileCoverage } from "../src/reader.ts";
import { conditionsOf } from "../src/testing/line-figures.ts";
import { readAll } from "../src/testing/read-all.ts";
import { corpusRows } from "./corpus-tests.ts";
import { wantedFigures } from "./coverage-expected.ts";
import { type Figures, figuresOf } from "./coverage-figures.ts";

const rows = corpusRows("clover");

describe.skipIf(rows.length === 0)("a Clover report of the corpus", () => {
  it.each(rows)("has the figures of the manifest: $path", (row) => {
    const { absolute, expected } = row;
    const { files, problems } = readAll(clover, readFileSync(absolute));
    const figures = figuresOf(files);
    expect(figures).toMatchObject(wantedFigures(row, ""));
    // The only doubt in these files is that their own totals count otherwise, which the manifest says too.
    expect(problems.map(({ code, severity }) => `${code} ${severity}`)).toEqual(
      totalsDiffer(expected as Expected, figures) ? ["declared-totals-differ warning"] : [],
    );
  });

  const runs = rows
    .filter(({ path }) => /\/cov-[^/]+\/clover\.xml$/.test(path))
    .map(({ path, absolute }) => ({ path, absolute, lcovFile: lcovOf(absolute) }));

  it.each(runs)("of istanbul has the branches of the same run's lcov: $path", ({ absolute, lcovFile }) => {
    expect(existsSync(lcovFile)).toBe(true);
    const fromLcov = branchesByLine(readAll(lcov, readFileSync(lcovFile)).files);
    for (const file of readAll(clover, readFileSync(absolute)).files)
      for (const [line, pair] of Object.entries(conditionsOf(file)))
        expect(fromLcov.get(`${nameOf(file.path)} ${line}`), `${file.path}:${line}`).toBe(pair);
  });
});

type Expected = Figures & { readonly declared: Readonly<Record<string, string>> };

function totalsDiffer({ declared }: Expected, figures: Figures): boolean {
  return [
    [declared["statements"], figures.lines_found],
    [declared["coveredstatements"], figures.lines_hit],
    [declared["conditionals"], figures.branches_found],
    [declared["coveredconditionals"], figures.branches_hit],
  ].some(([total, counted]) => Number(total) !== counted);
}

function lcovOf(cloverFile: string): string {
  return cloverFile.replace("coverage/clover/", "coverage/lcov/").replace("clover.xml", "lcov.info");
}

/** File name and line to `covered/total` arms. */
function branchesByLine(files: readonly RawFileCoverage[]): ReadonlyMap<string, string> {
  const pairs = new Map<string, [number, number]>();
  for (const { path, map, counts } of files) {
    let arm = map.statements.length / 4 + map.functions.names.length;
    for (const { line, arms } of branchEntities(map)) {
      const pair = pairs.get(`${nameOf(path)} ${line}`) ?? [0, 0];
      for (let i = 0; i < arms.length; i += 2) {
        pair[0] += Number(counts[arm++]! > 0);
        pair[1]++;
      }
      pairs.set(`${nameOf(path)} ${line}`, pair);
    }
  }
  return new Map(Array.from(pairs, ([key, pair]) => [key, pair.join("/")]));
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}
