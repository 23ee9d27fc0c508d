import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { sonarqubeCoverage } from "../src/sonarqube-coverage/reader.ts";
import { readAll } from "../src/testing/read-all.ts";
import { corpusRows } from "./corpus-tests.ts";
import { wantedFigures } from "./coverage-expected.ts";
import { figuresOf } from "./coverage-figures.ts";

const rows = corpusRows("sonarqube-coverage");

describe.skipIf(rows.length === 0)("a SonarQube coverage report of the corpus", () => {
  it.each(rows)("has the figures of the manifest: $path", (row) => {
    const { files, problems } = readAll(sonarqubeCoverage, readFileSync(row.absolute));
    expect(figuresOf(files)).toMatchObject(wantedFigures(row, ""));
    expect(problems.filter(({ code }) => code !== "bad-position")).toEqual([]);
  });
});
