import { type Head, isOwnOutput } from "@tollgate/collect";
import {
  type Extent,
  extentsOf,
  type FileCoverage,
  type FileExtents,
  type MergedFile,
} from "@tollgate/model";
import { renderCobertura, renderIstanbul, renderLcov, renderSonarqube } from "@tollgate/render";
import { textOf } from "@tollgate/testkit";
import fc from "fast-check";
import istanbul, { type CoverageMapData } from "istanbul-lib-coverage";
import { describe, expect, it } from "vitest";
import { merged, readBack, withPlaces } from "./read-back.ts";

const options = { numRuns: 80 };

/** What the written files say is what is certain: the lower ends of ranges. */
function extents({ map, counts }: FileCoverage | MergedFile): FileExtents {
  return extentsOf(map, counts, counts);
}

function byPath<T extends { readonly path: string }>(files: readonly T[]): ReadonlyMap<string, T> {
  return new Map(files.map((file) => [file.path, file]));
}

function headOf(text: string): Head {
  return { path: "out", text, bytes: Buffer.from(text), whole: true };
}

const none: Extent = { found: 0, hit: 0, mayHit: 0 };

describe("merged coverage, read again,", () => {
  it("has the same lines, functions and branches as istanbul's JSON", () => {
    fc.assert(
      fc.property(merged, (value) => {
        const coverage = withPlaces(value);
        fc.pre(coverage.length > 0);
        const again = byPath(readBack("coverage-final.json", renderIstanbul(value)).coverage?.files ?? []);
        for (const file of coverage) expect(extents(again.get(file.path)!)).toEqual(extents(file));
      }),
      options,
    );
  });

  it("has the statements and arms that were measured, in their order and with their counts, as istanbul's JSON", () => {
    fc.assert(
      fc.property(merged, (value) => {
        const coverage = withPlaces(value);
        fc.pre(coverage.length > 0);
        const again = byPath(readBack("coverage-final.json", renderIstanbul(value)).coverage?.files ?? []);
        for (const { path, map, counts } of coverage) {
          const conditions = map.conditions.length / 2;
          const measured = [...counts.subarray(0, counts.length - conditions)].filter((count) => count >= 0);
          expect([...again.get(path)!.counts.subarray(0, measured.length)]).toEqual(measured);
        }
      }),
      options,
    );
  });

  it("has istanbul's own totals as istanbul's JSON", () => {
    fc.assert(
      fc.property(merged, (value) => {
        const files = withPlaces(value).filter(({ path }) => path !== "__proto__");
        const json = textOf(renderIstanbul({ ...value, coverage: files }));
        const library = istanbul.createCoverageMap(JSON.parse(json) as CoverageMapData);
        for (const file of files) {
          const { functions, branches } = extents(file);
          const summary = library.fileCoverageFor(file.path).toSummary();
          expect([summary.functions.total, summary.functions.covered]).toEqual([
            functions.found,
            functions.hit,
          ]);
          expect([summary.branches.total, summary.branches.covered]).toEqual([branches.found, branches.hit]);
        }
      }),
      options,
    );
  });

  it.each([
    ["SonarQube's", "sonarqube.xml", renderSonarqube],
    ["Cobertura's", "cobertura.xml", renderCobertura],
  ])("has the same lines, and the branches on them, in %s format", (_whose, name, render) => {
    fc.assert(
      fc.property(merged, (value) => {
        const again = byPath(readBack(name, render(value)).coverage?.files ?? []);
        for (const file of withPlaces(value)) {
          const { lines, branches } = extents(file);
          const found = again.get(file.path);
          expect(found === undefined ? none : extents(found).lines).toEqual(lines);
          // Branches of a file without a line have no place to stand.
          if (found !== undefined && lines.found > 0) expect(extents(found).branches).toEqual(branches);
        }
      }),
      options,
    );
  });

  it("is known as ours in each format", () => {
    fc.assert(
      fc.property(merged, (value) => {
        fc.pre(withPlaces(value).length > 0);
        for (const render of [renderIstanbul, renderSonarqube, renderCobertura, renderLcov])
          expect(isOwnOutput(headOf(textOf(render(value)).slice(0, 65_536)))).toBe(true);
      }),
      { numRuns: 30 },
    );
  });
});
