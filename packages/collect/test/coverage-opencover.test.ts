import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { opencover } from "../src/opencover/reader.ts";
import { readAll } from "../src/testing/read-all.ts";
import { corpusRows } from "./corpus-tests.ts";
import { type Figures, figuresOf } from "./coverage-figures.ts";

const folder = "coverage/opencover/danielpalme_ReportGenerator/src/Testprojects/CSharp/Reports/";

/**
 * The manifest's script counts every `Method` element, and takes `visited` for its count, which coverlet does not
 * write. Ours are methods that have code of the source, as the reports' own `numMethods` and `visitedMethods`.
 */
const explained: Readonly<Record<string, Partial<Figures>>> = {
  [`${folder}MultiOpenCover.xml`]: { functions_found: 21, functions_hit: 13 },
  [`${folder}OpenCover.xml`]: { functions_found: 54, functions_hit: 27 },
  [`${folder}OpenCoverWithTrackedMethods.xml`]: { functions_found: 57, functions_hit: 31 },
  [`${folder}OpenCover_coverlet.xml`]: { functions_found: 67, functions_hit: 35 },
};

const rows = corpusRows("opencover");

describe.skipIf(rows.length === 0)("an OpenCover report of the corpus", () => {
  it.each(rows)("has the figures of the manifest: $path", ({ path, absolute, expected }) => {
    const { files, problems } = readAll(opencover, readFileSync(absolute));
    expect({ ...(expected as Figures), ...explained[path] }).toMatchObject(figuresOf(files));
    // Somebody cut one method out of a report of 166 points.
    expect(problems.map(({ code, severity }) => `${code} ${severity}`)).toEqual(
      path.endsWith("EmbeddedSource.xml") ? ["declared-totals-differ error"] : [],
    );
  });

  it.each(["OpenCover.xml", "OpenCoverWithTrackedMethods.xml", "OpenCover_coverlet.xml"])(
    "has as many methods as it says itself: %s",
    (name) => {
      const row = rows.find(({ path }) => path === folder + name)!;
      const { declared } = row.expected as { readonly declared: Readonly<Record<string, string>> };
      expect(explained[row.path]).toEqual({
        functions_found: Number(declared["numMethods"]),
        functions_hit: Number(declared["visitedMethods"]),
      });
    },
  );
});
