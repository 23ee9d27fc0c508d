import { readFileSync } from "node:fs";
import { isFailing, testIdentity } from "@tollgate/model";
import { sharedFolder } from "@tollgate/testkit";
import { describe, expect, test } from "vitest";
import { goTestJson } from "../src/go-test-json/reader.ts";
import type { RawTest } from "../src/reader.ts";
import { readAll } from "../src/testing/read-all.ts";
import { corpusRows } from "./corpus-tests.ts";

/** What the independent script counted; a test's last final event counts, leaves leave out parents. */
type GoExpected = {
  readonly packages_by_result: { readonly fail?: number };
  readonly leaf_by_last_result: { readonly [result: string]: number };
  readonly leaf_tests: number;
};

const words = {
  passed: "pass",
  failed: "fail",
  skipped: "skip",
  errored: "unfinished",
  todo: "todo",
} as const;

/** Executions of one test are cases of their own here; the script keeps the last one. */
function lastOfEach(tests: readonly RawTest[]): readonly RawTest[] {
  return [...new Map(tests.map((told) => [testIdentity({ ...told, package: "" }), told])).values()];
}

function countBy(tests: readonly RawTest[]): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const { status } of tests) counts[words[status]] = (counts[words[status]] ?? 0) + 1;
  return counts;
}

/** Cases that stand for no leaf: parents that failed alone, by their names. */
const parentsAlone: Readonly<Record<string, readonly string[]>> = {
  // "A parent that fails alone is a failure" (fact sheet, 9): its subtests all passed.
  "go-test-json-misattributed.out": ["TestOutputWithSubtest"],
};

describe.runIf(sharedFolder() !== undefined)("the corpus", () => {
  test.each(corpusRows("go-test-json"))(
    "$path has the counts of the independent script",
    ({ path, absolute, expected }) => {
      const wanted = expected as GoExpected; // the manifest's shape for this format
      const all = readAll(goTestJson, readFileSync(absolute));
      const alone = Object.entries(parentsAlone).find(([end]) => path.endsWith(end))?.[1] ?? [];
      const tests = all.tests.filter(({ entries }) => entries !== 0);
      const leaves = lastOfEach(tests.filter(({ name }) => !alone.includes(name)));
      expect(countBy(leaves)).toEqual(wanted.leaf_by_last_result);
      expect(leaves).toHaveLength(wanted.leaf_tests);
      expect(tests.filter(({ name }) => alone.includes(name))).toHaveLength(alone.length);
      const hasFailure = all.tests.some(({ status }) => isFailing(status));
      expect(hasFailure || (wanted.packages_by_result.fail ?? 0) === 0).toBe(true);
    },
  );
});
