import { readFileSync } from "node:fs";
import { sharedFolder } from "@tollgate/testkit";
import { describe, expect, test } from "vitest";
import { readers } from "../src/registry.ts";
import { readAll } from "../src/testing/read-all.ts";
import { corpusRows } from "./corpus-tests.ts";

/** What the independent script counted; totals are [total, failed, pending]. */
type NewmanExpected = {
  readonly stats: { readonly assertions: readonly [number, number, number] };
  readonly failures: number;
};

describe.runIf(sharedFolder() !== undefined)("the corpus", () => {
  test.each(corpusRows("newman-json"))(
    "$path has the counts of the independent script",
    ({ absolute, expected }) => {
      const { stats, failures } = expected as NewmanExpected; // the manifest's shape for this format
      const { entries, tests, problems } = readAll(readers["newman-json"]!, readFileSync(absolute));
      expect(entries).toBe(stats.assertions[0]);
      expect(tests.filter(({ status }) => status === "failed")).toHaveLength(stats.assertions[1]);
      expect(tests.filter(({ status }) => status !== "passed")).toHaveLength(failures);
      expect(new Set(tests.map(({ environment }) => environment))).toEqual(
        new Set(["iteration 1", "iteration 2"]),
      );
      expect(problems).toEqual([]);
    },
  );
});
