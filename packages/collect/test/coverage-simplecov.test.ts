import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { simplecov } from "../src/simplecov/reader.ts";
import { readAll } from "../src/testing/read-all.ts";
import { corpusRows } from "./corpus-tests.ts";
import { figuresOf } from "./coverage-figures.ts";

const rows = corpusRows("simplecov");

describe.skipIf(rows.length === 0)("a SimpleCov report of the corpus", () => {
  it.each(rows)("has the figures of the manifest: $path", ({ absolute, expected }) => {
    const { files, problems } = readAll(simplecov, readFileSync(absolute));
    const { functions_found: _found, functions_hit: _hit, ...figures } = figuresOf(files);
    const { commands: _commands, ...wanted } = expected as { readonly commands: readonly string[] };
    expect(figures).toEqual(wanted);
    expect(problems).toEqual([]);
  });
});
