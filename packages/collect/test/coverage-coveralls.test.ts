import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { coverallsJson } from "../src/coveralls-json/reader.ts";
import { readAll } from "../src/testing/read-all.ts";
import { corpusRows } from "./corpus-tests.ts";
import { figuresOf } from "./coverage-figures.ts";

const rows = corpusRows("coveralls-json");

describe.skipIf(rows.length === 0)("a Coveralls report of the corpus", () => {
  it.each(rows)("has the figures of the manifest: $path", ({ absolute, expected }) => {
    const { files, problems } = readAll(coverallsJson, readFileSync(absolute));
    const { functions_found: _found, functions_hit: _hit, ...figures } = figuresOf(files);
    expect(figures).toEqual(expected);
    expect(problems).toEqual([]);
  });
});
