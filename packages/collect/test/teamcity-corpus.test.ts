import { readFileSync } from "node:fs";
import { sharedFolder } from "@tollgate/testkit";
import { describe, expect, test } from "vitest";
import { teamcity } from "../src/teamcity/reader.ts";
import { readAll } from "../src/testing/read-all.ts";
import { corpusRows } from "./corpus-tests.ts";

describe.runIf(sharedFolder() !== undefined)("the corpus", () => {
  // The manifest has no counts for this format: they are counted here, line by line.
  test.each(corpusRows("teamcity"))("$path has what its lines say", ({ absolute }) => {
    const text = readFileSync(absolute, "utf8");
    const { tests, problems } = readAll(teamcity, text);
    const lines = (name: string) =>
      text.split("\n").filter((line) => line.startsWith(`##teamcity[${name} `)).length;
    const count = (status: string) => tests.filter((told) => told.status === status).length;
    expect(lines("testStarted")).toBe(10);
    expect([tests.length, count("failed"), count("skipped")]).toEqual([
      lines("testStarted"),
      lines("testFailed"),
      lines("testIgnored"),
    ]);
    expect(problems).toEqual([]);
  });
});
