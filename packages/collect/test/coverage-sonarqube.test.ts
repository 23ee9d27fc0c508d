import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { sonarqubeCoverage } from "../src/sonarqube-coverage/reader.ts";
import { readAll } from "../src/testing/read-all.ts";
import { corpusRows } from "./corpus-tests.ts";
import { type Figures, figuresOf } from "./coverage-figures.ts";

/** Two functions of `main.cpp` begin on the lines 12 and 13, which stand twice each: a line is one, as the corpus' README says. */
const explained: Readonly<Record<string, Partial<Figures>>> = {
  "coverage/sonarqube-coverage/gcovr_gcovr/exclusion/reference/exclude-line-branch/gcc-14/sonarqube.xml": {
    lines_found: 17,
  },
};

const rows = corpusRows("sonarqube-coverage");

describe.skipIf(rows.length === 0)("a SonarQube coverage report of the corpus", () => {
  it.each(rows)("has the figures of the manifest: $path", ({ path, absolute, expected }) => {
    const { files, problems } = readAll(sonarqubeCoverage, readFileSync(absolute));
    const { functions_found: _found, functions_hit: _hit, ...figures } = figuresOf(files);
    expect({ ...(expected as Figures), ...explained[path] }).toMatchObject(figures);
    expect(problems.filter(({ code }) => code !== "bad-position")).toEqual([]);
  });
});
