import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { gcovrJson } from "../src/gcovr-json/reader.ts";
import { readAll } from "../src/testing/read-all.ts";
import { corpusRows } from "./corpus-tests.ts";
import { figuresOf } from "./coverage-figures.ts";

const rows = corpusRows("gcovr-json");

describe.skipIf(rows.length === 0)("a report of gcovr in the corpus", () => {
  it.each(rows)("has the figures of the manifest: $path", ({ absolute, expected }) => {
    const { files, problems } = readAll(gcovrJson, readFileSync(absolute));
    expect(expected).toMatchObject(figuresOf(files));
    // Functions that gcovr merged from several places are said to be on line 0.
    const wanted = absolute.includes("merge-use-line-0") ? ["bad-position"] : [];
    expect(problems.map(({ code }) => code)).toEqual(wanted);
  });
});
