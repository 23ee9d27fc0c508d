import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { opencover } from "../src/opencover/reader.ts";
import { readAll } from "../src/testing/read-all.ts";
import { corpusRows } from "./corpus-tests.ts";
import { wantedFigures } from "./coverage-expected.ts";
import { figuresOf } from "./coverage-figures.ts";

const rows = corpusRows("opencover");

describe.skipIf(rows.length === 0)("an OpenCover report of the corpus", () => {
  it.each(rows)("has the figures of the manifest: $path", (row) => {
    const { path, absolute } = row;
    const { files, problems } = readAll(opencover, readFileSync(absolute));
    expect(figuresOf(files)).toMatchObject(wantedFigures(row, ""));
    // Somebody cut one method out of a report of 166 points.
    expect(problems.map(({ code, severity }) => `${code} ${severity}`)).toEqual(
      path.endsWith("EmbeddedSource.xml") ? ["declared-totals-differ error"] : [],
    );
  });
});
