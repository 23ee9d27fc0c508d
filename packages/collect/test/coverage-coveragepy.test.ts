import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { coveragepyJson } from "../src/coveragepy-json/reader.ts";
import { readAll } from "../src/testing/read-all.ts";
import { corpusRows } from "./corpus-tests.ts";
import { wantedFigures } from "./coverage-expected.ts";
import { figuresOf } from "./coverage-figures.ts";

const rows = corpusRows("coveragepy-json");

describe.skipIf(rows.length === 0)("a coverage.py report of the corpus", () => {
  it.each(rows)("has the figures of the manifest: $path", (row) => {
    const { files, problems } = readAll(coveragepyJson, readFileSync(row.absolute));
    expect(figuresOf(files)).toMatchObject(wantedFigures(row, ""));
    expect(problems).toEqual([]);
  });
});
