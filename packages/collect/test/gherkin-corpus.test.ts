import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { gherkin } from "../src/gherkin/reader.ts";
import { loadAll, readAll } from "../src/testing/read-all.ts";
import { corpusRows } from "./corpus-tests.ts";

/*
 * The places of what is wrong in the broken features of the corpus, all of them at once. What whole ones hold is
 * compared in whole-corpus.test.ts.
 */

await loadAll([gherkin]);

type Refused = { readonly parse_errors: readonly string[] };

const refused = corpusRows("gherkin").filter(
  // One is valid since a newer version of the grammar, and has its pickles counted.
  ({ expected }) => "error" in (expected as object) && !("upstream_pickles" in (expected as object)),
);

describe.skipIf(refused.length === 0)("the broken features of the corpus", () => {
  test("are eight", () => {
    expect(refused).toHaveLength(8);
  });

  test.each(refused)("$path is refused at the lines that Cucumber names", ({ path, absolute, expected }) => {
    const read = readAll(gherkin, readFileSync(absolute), 7, path);
    const places = (expected as Refused).parse_errors.map((error) => /^\((\d+):(\d+)\)/.exec(error)!);
    expect(read.specification).toBeUndefined();
    expect(read.problems.map(({ severity, line, column }) => [severity, line, column])).toEqual(
      places.map(([, line, column]) => ["error", Number(line), column === "0" ? undefined : Number(column)]),
    );
  });
});
