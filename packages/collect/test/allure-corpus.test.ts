import { readFileSync } from "node:fs";
import { sharedFolder } from "@tollgate/testkit";
import { describe, expect, test } from "vitest";
import { readers } from "../src/registry.ts";
import { headOf, readAll } from "../src/testing/read-all.ts";
import { corpusRows } from "./corpus-tests.ts";

/** What the independent script saw of a result; without a status the file holds no result. */
type AllureExpected = { readonly name: string; readonly status: string | null };

const rows = corpusRows("allure2-json");
const reader = readers["allure2-json"]!;
const ours = new Map([
  ["passed", "passed"],
  ["failed", "failed"],
  ["broken", "errored"],
  ["skipped", "skipped"],
]);

/** Errors outside any test, each a case (fact sheet, section 2): the script counts results only. */
const globalErrors: Readonly<Record<string, number>> = {
  "globals-empty.json": 0,
  "globals-full.json": 1,
  "globals-with-errors.json": 2,
};

describe.runIf(sharedFolder() !== undefined)("the corpus", () => {
  const readable = rows.filter(({ expected }) => !("error" in (expected as object)));

  test.each(readable)("$path has the status of the independent script", ({ path, absolute, expected }) => {
    const { name, status } = expected as AllureExpected; // the manifest's shape for this format
    const { tests, entries, problems } = readAll(reader, readFileSync(absolute));
    expect(problems.filter(({ severity }) => severity === "error")).toEqual([]);
    const errors = globalErrors[path.split("/").at(-1)!];
    if (errors !== undefined) {
      expect([entries, tests.map((told) => told.status)]).toEqual([
        0,
        Array.from({ length: errors }, () => "errored"),
      ]);
      return;
    }
    expect(entries).toBe(1);
    expect(tests.map((told) => told.status)).toEqual([ours.get(status!.toLowerCase())]);
    expect(tests[0]!.name.startsWith(name)).toBe(true);
  });

  test("a list in place of a result is not recognised", () => {
    const [invalid] = rows.filter(({ expected }) => "error" in (expected as object));
    expect(reader.recognises(headOf(readFileSync(invalid!.absolute)))).toBe(false);
  });

  test("tries of one test in one folder are one identity", () => {
    const tries = rows
      .filter(
        ({ path, expected }) =>
          path.includes("allure-mocha") && (expected as AllureExpected).name === "flaky",
      )
      .flatMap(({ absolute }) => readAll(reader, readFileSync(absolute)).tests);
    expect(tries.map(({ status }) => status).sort()).toEqual(["errored", "errored", "passed"]);
    expect(new Set(tries.map(({ tryOf }) => tryOf?.series)).size).toBe(1);
    expect(tries.map(({ tryOf }) => tryOf?.number).sort()).toEqual([0, 1, 2]);
    expect(new Set(tries.map(({ file, suite, name }) => [file, ...suite, name].join("\0"))).size).toBe(1);
  });
});
