import { readFileSync } from "node:fs";
import istanbul, { type CoverageMapData } from "istanbul-lib-coverage";
import { describe, expect, it } from "vitest";
import { istanbulJson } from "../src/istanbul-json/reader.ts";
import { createMapPool } from "../src/map-pool.ts";
import { withMaps } from "../src/testing/changed-reader.ts";
import { readAll } from "../src/testing/read-all.ts";
import { corpusRows } from "./corpus-tests.ts";
import { type Figures, figuresOf } from "./coverage-figures.ts";

const rows = corpusRows("istanbul-json");
const measured = rows.filter(({ path }) => !path.startsWith("hostile/"));

describe.skipIf(rows.length === 0)("a coverage-final.json of the corpus", () => {
  it.each(measured)("has the figures of the manifest: $path", ({ absolute, expected }) => {
    const { files, problems } = readAll(istanbulJson, readFileSync(absolute));
    expect(expected).toMatchObject(figuresOf(files));
    expect(problems.filter(({ severity }) => severity === "error")).toEqual([]);
  });

  // The files from istanbul's own tests are wrapped, or one entry alone, which the library does not take.
  it.each(measured.filter(({ path }) => path.includes("/generated/")))(
    "has the figures of istanbul-lib-coverage: $path",
    ({ absolute }) => {
      const bytes = readFileSync(absolute);
      const { lines, functions, branches } = istanbul
        .createCoverageMap(JSON.parse(bytes.toString()) as CoverageMapData)
        .getCoverageSummary();
      expect(figuresOf(readAll(istanbulJson, bytes).files)).toMatchObject({
        lines_found: lines.total,
        lines_hit: lines.covered,
        functions_found: functions.total,
        functions_hit: functions.covered,
        branches_found: branches.total,
        branches_hit: branches.covered,
      } satisfies Partial<Figures>);
    },
  );

  it.each(measured)("is read alike a second time, and in pieces: $path", ({ absolute }) => {
    const bytes = readFileSync(absolute);
    const sharing = withMaps(istanbulJson, createMapPool());
    const first = readAll(sharing, bytes);
    expect(readAll(sharing, bytes).files).toEqual(first.files);
    expect(readAll(istanbulJson, bytes, 97)).toEqual(first);
    expect(readAll(istanbulJson, JSON.stringify(JSON.parse(bytes.toString()), null, 3)).files).toEqual(
      first.files,
    );
  });

  it("that c8 left empty is no coverage data", () => {
    const empty = rows.find(({ path }) => path.startsWith("hostile/"))!;
    expect(readAll(istanbulJson, readFileSync(empty.absolute))).toMatchObject({
      files: [],
      problems: [{ code: "no-coverage-data", severity: "error" }],
    });
  });
});
