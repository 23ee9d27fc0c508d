import { readFileSync } from "node:fs";
import { sharedFolder } from "@tollgate/testkit";
import { describe, expect, test } from "vitest";
import { tap } from "../src/tap/reader.ts";
import { readAll } from "../src/testing/read-all.ts";
import { corpusRows } from "./corpus-tests.ts";

/** No test ran in these: that is unknown (fact sheet, 2), where tap-parser says ok. */
const withoutTests = ["die.tap", "skip-all.tap", "skipall.tap", "skipall_nomsg.tap"];

describe.runIf(sharedFolder() !== undefined)("the corpus", () => {
  const rows = corpusRows("tap").map((row) => ({
    ...row,
    file: row.path.slice(row.path.lastIndexOf("/") + 1),
  }));

  test("files without a test say so", () => {
    for (const { file, absolute } of rows) {
      const codes = readAll(tap, readFileSync(absolute)).problems.map(({ code }) => code);
      expect([file, codes.includes("no-tests")]).toEqual([file, withoutTests.includes(file)]);
    }
  });
});
