import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { createCollector } from "../src/collector.ts";
import { recognise } from "../src/recognise.ts";
import { headOf } from "../src/testing/read-all.ts";
import { corpusRows } from "./corpus-tests.ts";

const rows = ["istanbul-summary", "gcovr-summary"].flatMap((format) =>
  corpusRows(format).map((row) => ({ ...row, format })),
);

describe.skipIf(rows.length === 0)("a summary of the corpus", () => {
  it.each(rows)("is refused where it is promised: $path", ({ absolute }) => {
    expect(recognise(headOf(readFileSync(absolute)))).toMatchObject({
      problem: { code: "unsupported-format", severity: "error" },
    });
  });

  it.each(rows)("is a warning where it only may be a report: $path", ({ absolute, format }) => {
    const coordinates = { mappings: [], job: "", shard: { index: 1, total: 1 }, attempt: 1, environment: [] };
    const tree = { root: "/repo", hasGit: true, files: [], packages: [] };
    const session = createCollector({ tree, ...coordinates, kind: "unit" }).open({
      path: "coverage/coverage-summary.json",
      promised: false,
    });
    session.write(readFileSync(absolute));
    const evidence = session.close();
    expect(evidence?.input.format).toBe(format);
    expect(evidence?.coverage).toBeUndefined();
    expect(evidence?.problems).toMatchObject([{ code: "unsupported-format", severity: "warning" }]);
  });
});
