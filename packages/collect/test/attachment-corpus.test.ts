import { readFileSync } from "node:fs";
import { sharedFolder } from "@tollgate/testkit";
import { describe, expect, test } from "vitest";
import { readers } from "../src/registry.ts";
import { readAll } from "../src/testing/read-all.ts";
import { corpusRows } from "./corpus-tests.ts";

function attachmentsOf(
  format: "junit-xml" | "playwright-json" | "ctrf-json" | "cucumber-json",
  name: string,
) {
  const row = corpusRows(format).find(({ path }) => path.endsWith(`generated/alpha/${name}`))!;
  const { tests, attachments } = readAll(readers[format]!, readFileSync(row.absolute));
  return [...tests.flatMap((test) => [test, ...(test.earlier ?? [])]), { attachments }].flatMap(
    (tried) => tried.attachments ?? [],
  );
}

/** From the folder of artifacts on: JUnit has it relative to the report, the others as it was on that machine. */
function artifacts(all: ReturnType<typeof attachmentsOf>): readonly string[] {
  return all.flatMap(({ path }) => path?.replace(/^.*pw-artifacts/, "pw-artifacts") ?? []).sort();
}

describe.runIf(sharedFolder() !== undefined)("one run of Playwright", () => {
  test("has the same attachments in its JSON as the text of the file names", () => {
    const row = corpusRows("playwright-json").find(({ path }) => path.endsWith("alpha/playwright.json"))!;
    const text = readFileSync(row.absolute, "utf8");
    const named = [...text.matchAll(/"path": ?"([^"]*pw-artifacts[^"]*)"/g)].map(([, path]) => path!);
    const all = attachmentsOf("playwright-json", "playwright.json");
    expect(all.flatMap(({ path }) => path ?? []).sort()).toEqual(named.sort());
    expect(all.filter(({ state }) => state === "embedded")).toMatchObject([{ name: "log", bytes: 5 }]);
  });

  test("has them in its JUnit, too", () => {
    const named = artifacts(attachmentsOf("junit-xml", "playwright-junit.xml"));
    expect(named).toHaveLength(8);
    const all = artifacts(attachmentsOf("playwright-json", "playwright.json"));
    expect(named.filter((path) => !all.includes(path))).toEqual([]);
  });

  test("has those of the last tries in its CTRF", () => {
    const named = artifacts(attachmentsOf("ctrf-json", "playwright-ctrf.json"));
    const all = artifacts(attachmentsOf("playwright-json", "playwright.json"));
    expect(named).toHaveLength(4);
    expect(named.filter((path) => !all.includes(path))).toEqual([]);
  });
});
