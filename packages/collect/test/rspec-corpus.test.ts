import { readFileSync } from "node:fs";
import { sharedFolder } from "@tollgate/testkit";
import { describe, expect, test } from "vitest";
import { readers } from "../src/registry.ts";
import { readAll } from "../src/testing/read-all.ts";
import { corpusRows } from "./corpus-tests.ts";

/** What the independent script counted. */
type RspecExpected = { readonly tests: number; readonly by_status: Readonly<Record<string, number>> };

describe.runIf(sharedFolder() !== undefined)("the corpus", () => {
  test.each(corpusRows("rspec-json"))(
    "$path has the counts of the independent script",
    ({ absolute, expected }) => {
      const { tests: wanted, by_status } = expected as RspecExpected; // the manifest's shape for this format
      const { passed = 0, failed = 0, pending = 0 } = by_status;
      const { entries, tests, problems } = readAll(readers["rspec-json"]!, readFileSync(absolute));
      const count = (...statuses: readonly string[]) =>
        tests.filter(({ status }) => statuses.includes(status)).length;
      expect(entries).toBe(wanted);
      expect([count("passed"), count("failed"), count("skipped", "todo"), count("errored")]).toEqual([
        passed,
        failed,
        pending,
        0,
      ]);
      expect(problems.map(({ code }) => code)).toEqual(wanted === 0 ? ["no-tests"] : []);
    },
  );
});
