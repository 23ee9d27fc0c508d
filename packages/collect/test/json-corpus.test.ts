import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { sharedFolder } from "@tollgate/testkit";
import { describe, expect, test } from "vitest";
import { readers } from "../src/registry.ts";
import { type AllRecords, headOf, readAll } from "../src/testing/read-all.ts";
import { corpusRows } from "./corpus-tests.ts";

const shared = sharedFolder();

/** What the independent script counted in a report of jest's shape. */
type JestExpected = {
  readonly files: number;
  readonly tests: number;
  readonly by_status: Readonly<Record<string, number>>;
  readonly files_failed_without_tests: number;
  readonly success: boolean;
};

type PlaywrightExpected = {
  readonly tests: number;
  readonly by_outcome: Readonly<Record<string, number>>;
  readonly results: Readonly<Record<string, number>>;
  readonly errors: number;
};

function read(format: string, absolute: string): AllRecords {
  return readAll(readers[format]!, readFileSync(absolute));
}

function countStatuses({ tests }: AllRecords): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const { status } of tests) counts[status] = (counts[status] ?? 0) + 1;
  return counts;
}

/** The script's words in ours; a file that failed without a test is an errored case of its own. */
function ofJest(expected: JestExpected): Readonly<Record<string, number>> {
  const { passed = 0, failed = 0, pending = 0, skipped = 0, todo = 0, error = 0 } = expected.by_status;
  const counts = {
    passed,
    failed,
    errored: error + expected.files_failed_without_tests,
    skipped: pending + skipped,
    todo,
  };
  return Object.fromEntries(Object.entries(counts).filter(([, count]) => count > 0));
}

describe.runIf(shared !== undefined)("the corpus", () => {
  test.each(["jest-json", "vitest-json"].flatMap((format) => corpusRows(format)))(
    "$path has the counts of the independent script",
    ({ format, absolute, expected }) => {
      const wanted = expected as JestExpected; // the manifest's shape for this format
      const all = read(format, absolute);
      expect(all.entries).toBe(wanted.tests);
      expect(countStatuses(all)).toEqual(ofJest(wanted));
      expect(new Set(all.tests.map(({ file }) => file)).size).toBe(wanted.files);
      expect(all.runs.map(({ verdict }) => verdict)).toEqual([wanted.success ? "passed" : "failed"]);
    },
  );

  test.each(corpusRows("playwright-json"))(
    "$path has the counts of the independent script",
    ({ absolute, expected }) => {
      const wanted = expected as PlaywrightExpected; // the manifest's shape for this format
      const all = read("playwright-json", absolute);
      const { expected: met = 0, flaky = 0, unexpected = 0, skipped = 0 } = wanted.by_outcome;
      const counts = countStatuses(all);
      expect(all.entries).toBe(wanted.tests);
      expect([counts["passed"] ?? 0, counts["failed"] ?? 0, counts["skipped"] ?? 0]).toEqual([
        met + flaky,
        unexpected,
        skipped,
      ]);
      const tries = all.tests.reduce((sum, { earlier }) => sum + 1 + (earlier?.length ?? 0), 0);
      expect(tries).toBe(Object.values(wanted.results).reduce((sum, count) => sum + count, 0));
      expect(
        all.tests.filter(({ status, earlier }) => status === "passed" && earlier !== undefined),
      ).toHaveLength(flaky);
      expect(all.runs[0]?.errors).toHaveLength(wanted.errors);
    },
  );

  test("two shards hold what the whole run holds", () => {
    const rows = corpusRows("playwright-json");
    const shards = rows
      .filter(({ path }) => path.includes("shard"))
      .map(({ absolute }) => read("playwright-json", absolute));
    const whole = read(
      "playwright-json",
      rows.find(({ path }) => path.endsWith("playwright.json"))!.absolute,
    );
    expect(shards.map(({ shard }) => shard)).toEqual([
      { index: 1, total: 2 },
      { index: 2, total: 2 },
    ]);
    const titles = (all: AllRecords) =>
      all.tests.map((found) =>
        [found.file, ...found.suite, found.name, found.environment, found.status].join("\0"),
      );
    expect(shards.flatMap(titles).sort()).toEqual(titles(whole).sort());
  });

  test("vitest's blob is refused with advice", () => {
    const [blob] = corpusRows("vitest-blob");
    const all = read("vitest-json", blob!.absolute);
    expect(all.tests).toEqual([]);
    expect(all.problems).toMatchObject([{ code: "unsupported-format", severity: "error" }]);
  });
});

describe.runIf(shared !== undefined)("recognition over every JSON file of the corpus", () => {
  const files = shared === undefined ? [] : jsonFilesBelow(join(shared, "corpus"));
  const manifest = new Map(
    [...Object.keys(readers), "vitest-blob"].flatMap((format) =>
      corpusRows(format)
        .filter(
          ({ expected, path }) => !("error" in (expected as object)) && !path.endsWith("eslint/empty.json"),
        ) // not the content that the row's format promises
        .map((row) => [row.absolute, format === "vitest-blob" ? "vitest-json" : format] as const),
    ),
  );

  for (const row of corpusRows("json-stream"))
    if (row.path.endsWith("_sarif.json")) manifest.set(row.absolute, "sarif");

  test("at most one reader takes a file, and only a report of its format", () => {
    expect(files.length).toBeGreaterThan(300);
    for (const absolute of files) {
      const head = headOf(readFileSync(absolute), absolute);
      const takers = Object.values(readers)
        .filter((reader) => reader.recognises(head))
        .map(({ id }) => id);
      const wanted = manifest.get(absolute);
      expect([absolute, takers]).toEqual([absolute, wanted === undefined ? [] : [wanted]]);
    }
  });
});

function jsonFilesBelow(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(".json"))
    .map((entry) => join(entry.parentPath, entry.name));
}
