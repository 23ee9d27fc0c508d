import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { gcovJson } from "../src/gcov-json/reader.ts";
import { readAll } from "../src/testing/read-all.ts";
import { corpusRows } from "./corpus-tests.ts";
import { figuresOf } from "./coverage-figures.ts";

const rows = corpusRows("gcov-json");

describe.skipIf(rows.length === 0)("a report of gcov in the corpus", () => {
  it.each(rows)("has the figures of the manifest: $path", ({ absolute, expected }) => {
    const { files, problems } = readAll(gcovJson, readFileSync(absolute));
    expect(expected).toMatchObject(figuresOf(files));
    expect(problems).toEqual([]);
  });
});
