import { readFileSync } from "node:fs";
import { sharedFolder } from "@tollgate/testkit";
import { describe, expect, test } from "vitest";
import { readers } from "../src/registry.ts";
import { type AllRecords, readAll } from "../src/testing/read-all.ts";
import { corpusRows } from "./corpus-tests.ts";

/** What the independent script counted in mocha's JSON. */
type MochaExpected = {
  readonly tests: number;
  readonly passes: number;
  readonly failures: number;
  readonly pending: number;
  readonly failures_not_in_tests: number;
};

type StreamExpected = {
  readonly events: { readonly pass: number; readonly fail: number; readonly end: number };
};

function read(format: string, absolute: string): AllRecords {
  return readAll(readers[format]!, readFileSync(absolute));
}

function statuses({ tests }: AllRecords): Readonly<Record<string, number>> {
  const counts: Record<string, number> = { passed: 0, failed: 0, errored: 0, skipped: 0, todo: 0 };
  for (const { status } of tests) counts[status] = counts[status]! + 1;
  return counts;
}

function errors({ problems }: AllRecords): readonly string[] {
  return problems.filter(({ severity }) => severity === "error").map(({ code }) => code);
}

describe.runIf(sharedFolder() !== undefined)("the corpus", () => {
  test.each(corpusRows("mocha-json"))(
    "$path has the counts of the independent script",
    ({ absolute, expected }) => {
      const wanted = expected as MochaExpected; // the manifest's shape for this format
      const all = read("mocha-json", absolute);
      expect(all.entries).toBe(wanted.tests);
      expect(statuses(all)).toEqual({
        passed: wanted.passes,
        failed: wanted.failures - wanted.failures_not_in_tests,
        errored: wanted.failures_not_in_tests,
        skipped: wanted.pending,
        todo: 0,
      });
      expect(errors(all)).toEqual(wanted.tests === 0 ? ["no-tests"] : []);
    },
  );

  test.each(corpusRows("mocha-json-stream"))(
    "$path has the events of the independent script",
    ({ absolute, expected }) => {
      const { events } = expected as StreamExpected; // the manifest's shape for this format
      const all = read("mocha-json-stream", absolute);
      const counts = statuses(all);
      expect([counts["passed"], counts["failed"]! + counts["errored"]!]).toEqual([events.pass, events.fail]);
      expect(errors(all)).toEqual([]);
    },
  );

  test.each(corpusRows("mochawesome-json"))("$path has its own counts", ({ absolute, expected }) => {
    const { stats } = expected as { readonly stats: Readonly<Record<string, number>> };
    const all = read("mochawesome-json", absolute);
    expect(all.entries).toBe(stats["tests"]! + stats["skipped"]!);
    expect(statuses(all)).toEqual({
      passed: stats["passes"],
      failed: stats["failures"],
      errored: stats["other"],
      skipped: stats["pending"]! + stats["skipped"]!,
      todo: 0,
    });
    expect(errors(all)).toEqual([]);
  });
});
