import { type JsonSchema, listOf, natural, object, origin, positive, refTo, text, truth } from "./parts.ts";

const extent: JsonSchema = {
  ...object({ found: natural, hit: natural, mayHit: natural }),
  description: "Of `found` are `hit` certainly covered, `mayHit` at most.",
};
const ranges: JsonSchema = listOf(
  { type: "array", prefixItems: [positive, positive], items: false, minItems: 2 },
  "Ranges of lines, both ends inclusive.",
);
const source = { report: text, format: text, origin: refTo("origin"), superseded: truth };
const hits: JsonSchema = { type: "integer", minimum: -1, description: "-1: not measured." };

/** What `tollgate explain coverage --json` prints. */
export const explainCoverageSchema: JsonSchema = {
  $schema: "https://json-schema.org/draft/2020-12/schema",
  $id: "tollgate/explain-coverage/1",
  title: "What coverage comes from",
  description: "Of everything in groups, of one file, or of one line.",
  oneOf: [refTo("all"), refTo("file"), refTo("line")],
  $defs: {
    all: object({
      schema: { const: "tollgate/explain-coverage/1" },
      about: { const: "all" },
      by: { enum: ["package", "owner", "file"] },
      groups: listOf(refTo("group"), "A file with several owners is in the group of each."),
    }),
    file: object(
      {
        schema: { const: "tollgate/explain-coverage/1" },
        about: { const: "file" },
        path: text,
        package: text,
        owners: listOf(text),
        group: refTo("group"),
        uncovered: ranges,
        unsure: {
          ...ranges,
          description: "Uncovered lines that something may hit; absent where there are none.",
        },
        onlyBy: listOf(object({ kind: text, lines: ranges }), "Lines that only tests of this kind hit."),
        notBy: listOf(
          object({ kind: text, lines: ranges }),
          "Measured lines that no test of this kind hits, for each kind that measured anything.",
        ),
        phantoms: {
          ...natural,
          description: "Entities that some report names and the map that counts does not have.",
        },
        reports: listOf(
          object(
            {
              ...source,
              precision: { enum: ["columns", "lines", "totals"] },
              lines: extent,
              functions: extent,
              branches: extent,
            },
            ["report", "origin", "superseded", "precision", "lines", "functions", "branches"],
          ),
        ),
      },
      [
        ...["schema", "about", "path", "package", "owners", "group"],
        ...["uncovered", "onlyBy", "notBy", "phantoms", "reports"],
      ],
    ),
    line: object(
      {
        schema: { const: "tollgate/explain-coverage/1" },
        about: { const: "line" },
        path: text,
        line: positive,
        hits: {
          ...natural,
          description: "Over all reports that count; absent where none measured the line.",
        },
        mayBeHit: {
          const: true,
          description: "Present where nothing ran the line for certain, and something may have.",
        },
        branches: {
          ...extent,
          description:
            "Of the branches on the line, over all reports that count; absent where it has none. Of `found` are `hit` certainly covered, `mayHit` at most.",
        },
        reports: listOf(
          object(
            {
              ...source,
              hits: { ...natural, description: "Absent when the report does not measure the line." },
              totalsOnly: {
                const: true,
                description: "Present where it tells how much of the file is covered, and not which lines.",
              },
              branches: listOf(object({ type: text, arms: listOf(hits) }), "Those that begin on the line."),
              conditions: listOf(
                object({ covered: { type: "integer", minimum: -1 }, total: natural }),
                "Branches of the line that are only counted: how many of how many are covered. -1: not measured.",
              ),
              functions: listOf(object({ name: text, hits }), "Those that begin on the line."),
              excluded: listOf(
                object({ entity: { enum: ["line", "function", "branch"] }, reason: text }),
                "What the report takes out of the count on the line, and why.",
              ),
              tests: listOf(text, "Tests that hit the line; absent where the report tells of no test."),
            },
            ["report", "origin", "superseded", "branches", "conditions", "functions", "excluded"],
          ),
        ),
      },
      ["schema", "about", "path", "line", "reports"],
    ),
    group: object({ name: text, merged: refTo("tally"), byKind: listOf(refTo("reach")) }),
    reach: object({
      kind: text,
      coverage: refTo("tally"),
      onlyHere: { ...natural, description: "Lines that no other kind of tests hits." },
      notHere: { ...natural, description: "Measured lines that this kind does not hit." },
    }),
    tally: object({ files: natural, lines: extent, functions: extent, branches: extent }),
    origin,
  },
};
