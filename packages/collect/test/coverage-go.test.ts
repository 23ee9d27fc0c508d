import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { goCoverprofile } from "../src/go-coverprofile/reader.ts";
import { readAll } from "../src/testing/read-all.ts";
import { corpusRows } from "./corpus-tests.ts";
import { figuresOf } from "./coverage-figures.ts";

const rows = corpusRows("go-coverprofile");

describe.skipIf(rows.length === 0)("a Go profile of the corpus", () => {
  // The manifest's `statements_found` are weighted by statements; ours are lines that blocks touch.
  it.each(rows)("has the lines of the manifest: $path", ({ absolute, expected }) => {
    const { files, problems } = readAll(goCoverprofile, readFileSync(absolute));
    const { files: count, lines_found, lines_hit, branches_found, functions_found } = figuresOf(files);
    expect(expected).toMatchObject({
      files: count,
      lines_spanned: lines_found,
      lines_spanned_hit: lines_hit,
    });
    expect([branches_found, functions_found]).toEqual([0, 0]);
    expect(problems).toEqual([]);
  });
});
