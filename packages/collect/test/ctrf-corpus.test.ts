import { readFileSync } from "node:fs";
import { sharedFolder } from "@tollgate/testkit";
import { describe, expect, test } from "vitest";
import { readers } from "../src/registry.ts";
import { readAll } from "../src/testing/read-all.ts";
import { type CorpusRow, corpusRows } from "./corpus-tests.ts";

/** What the independent script counted; `flaky` counts the tests that the report calls so. */
type CtrfExpected = {
  readonly tests: number;
  readonly by_status: Readonly<Record<string, number>>;
  readonly flaky: number;
};

function read({ absolute }: CorpusRow) {
  return readAll(readers["ctrf-json"]!, readFileSync(absolute));
}

/** What a report says by itself that cannot all be true; each is told in the fact sheet, section 2 or HOSTILE.tsv. */
const contradictions: Readonly<Record<string, readonly string[]>> = {
  "playwright-ctrf.json": ["declared-totals-differ"],
  "summary-disagrees.json": ["cases-dropped"],
};

const rows = corpusRows("ctrf-json").filter(({ expected }) => !("error" in (expected as object)));

describe.runIf(sharedFolder() !== undefined)("the corpus", () => {
  test.each(rows)("$path has the counts of the independent script", (row) => {
    const wanted = row.expected as CtrfExpected; // the manifest's shape for this format
    const all = read(row);
    const { passed = 0, failed = 0, pending = 0, skipped = 0, other = 0 } = wanted.by_status;
    const count = (...statuses: readonly string[]) =>
      all.tests.filter(({ status }) => statuses.includes(status)).length;
    expect(all.entries).toBe(wanted.tests);
    expect([count("passed"), count("failed", "errored")]).toEqual([passed, failed]);
    expect(count("skipped", "todo")).toBe(pending + skipped + other); // `other` is jest's todo
    expect(
      all.tests.filter(({ status, earlier }) => status === "passed" && earlier !== undefined),
    ).toHaveLength(wanted.flaky);
    const errors = all.problems.filter(({ severity }) => severity === "error").map(({ code }) => code);
    expect(errors).toEqual(
      Object.entries(contradictions).find(([name]) => row.path.endsWith(name))?.[1] ?? [],
    );
  });

  test("Playwright's CTRF and JSON name tests alike", () => {
    const told = (format: string, name: string) =>
      corpusRows(format)
        .filter(({ path }) => path.endsWith(name))
        .flatMap(({ absolute }) => readAll(readers[format]!, readFileSync(absolute)).tests)
        .map(({ environment, suite, name: title }) => [environment, ...suite, title].join(" | "))
        .sort();
    const ctrf = told("ctrf-json", "playwright-ctrf.json");
    expect(ctrf).toHaveLength(12);
    expect(ctrf).toEqual(told("playwright-json", "/playwright.json"));
  });
});
