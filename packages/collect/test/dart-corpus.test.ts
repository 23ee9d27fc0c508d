import { readFileSync } from "node:fs";
import { sharedFolder } from "@tollgate/testkit";
import { describe, expect, test } from "vitest";
import { dartJson } from "../src/dart-json/reader.ts";
import { readAll } from "../src/testing/read-all.ts";
import { corpusRows } from "./corpus-tests.ts";

/** What the independent script counted; hidden tests apart. */
type DartExpected = {
  readonly tests: number;
  readonly by_result: { readonly [result: string]: number };
  readonly success: boolean | null;
};

describe.runIf(sharedFolder() !== undefined)("the corpus", () => {
  test.each(corpusRows("dart-json"))(
    "$path has the counts of the independent script",
    ({ absolute, expected }) => {
      const { tests: wanted, by_result: results, success } = expected as DartExpected; // the manifest's shape for this format
      const { tests, runs } = readAll(dartJson, readFileSync(absolute));
      const count = (status: string) => tests.filter((told) => told.status === status).length;
      expect(tests).toHaveLength(wanted);
      expect([count("passed"), count("failed"), count("errored"), count("skipped")]).toEqual([
        results["success"] ?? 0,
        results["failure"] ?? 0,
        results["error"] ?? 0,
        results["skipped"] ?? 0,
      ]);
      const verdict = success === null ? "interrupted" : success ? "passed" : "failed";
      expect(runs.map((run) => run.verdict)).toEqual([verdict]);
    },
  );
});
