import { readFileSync } from "node:fs";
import { isFailing } from "@tollgate/model";
import { sharedFolder } from "@tollgate/testkit";
import { describe, expect, test } from "vitest";
import { tap } from "../src/tap/reader.ts";
import { readAll } from "../src/testing/read-all.ts";
import { corpusRows } from "./corpus-tests.ts";

/** What tap-parser found. */
type TapExpected = {
  readonly ok: boolean;
  readonly subtests: number;
  /** Of all levels, so that subtests count beside their parents. */
  readonly asserts_all_levels: {
    readonly ok: number;
    readonly not_ok: number;
    readonly skip: number;
    readonly todo: number;
  };
};

/** No test ran in these: that is unknown (fact sheet, 2), where tap-parser says ok. */
const withoutTests = ["die.tap", "skip-all.tap", "skipall.tap", "skipall_nomsg.tap"];

/** Points with subtests that failed although none of their subtests did: cases of their own (fact sheet, 9). */
const parentsAlone: Readonly<Record<string, readonly string[]>> = {
  "vitest.tap": ["hooks"],
  "buffered-nested-ok-top-failure.tap": ["please sir, my son, he is sick"],
};

describe.runIf(sharedFolder() !== undefined)("the corpus", () => {
  const rows = corpusRows("tap").map((row) => ({
    ...row,
    file: row.path.slice(row.path.lastIndexOf("/") + 1),
  }));

  test.each(rows)("$path has the counts of tap-parser", ({ file, absolute, expected }) => {
    const { asserts_all_levels: all, subtests, ok } = expected as TapExpected; // the manifest's shape for this format
    const { tests, problems } = readAll(tap, readFileSync(absolute));
    const count = (status: string) => tests.filter((told) => told.status === status).length;
    const alone = tests.filter(({ name }) => parentsAlone[file]?.includes(name));
    const isGreen =
      !problems.some(({ severity }) => severity === "error") &&
      !tests.some(({ status }) => isFailing(status));
    expect(isGreen).toBe(ok && !withoutTests.includes(file));
    if (subtests === 0)
      expect([count("passed"), count("failed"), count("skipped"), count("todo")]).toEqual([
        all.ok,
        all.not_ok,
        all.skip,
        all.todo,
      ]);
    // Each subtest has a parent that is no case of its own.
    expect(tests.length - alone.length).toBe(all.ok + all.not_ok + all.skip + all.todo - subtests);
    expect(alone).toHaveLength(parentsAlone[file]?.length ?? 0);
  });

  test("files without a test say so", () => {
    for (const { file, absolute } of rows) {
      const codes = readAll(tap, readFileSync(absolute)).problems.map(({ code }) => code);
      expect([file, codes.includes("no-tests")]).toEqual([file, withoutTests.includes(file)]);
    }
  });
});
