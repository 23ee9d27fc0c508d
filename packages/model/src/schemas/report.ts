import { unmeasuredReasons } from "../report.ts";
import {
  attachment,
  detail,
  digest,
  exclusion,
  inputRef,
  type JsonSchema,
  listOf,
  natural,
  object,
  origin,
  positive,
  problem,
  readStatus,
  refTo,
  run,
  subject,
  testStatus,
  text,
  truth,
} from "./parts.ts";

const hits: JsonSchema = { type: "integer", minimum: -1, description: "-1: not measured." };
const line: JsonSchema = { type: "integer", minimum: -1, description: "-1: unknown." };
const sources = listOf(digest, "Ids of the inputs behind it, sorted.");
const triple = { lines: refTo("extent"), functions: refTo("extent"), branches: refTo("extent") };

/** `report.json`: all figures with their provenance, as canonical JSON. */
export const reportSchema: JsonSchema = {
  $schema: "https://json-schema.org/draft/2020-12/schema",
  $id: "tollgate/report/1",
  title: "A Tollgate report",
  description:
    "The union of all evidence for one subject. Durations are microseconds, shares are counts; what looked like a secret is replaced by [redacted].",
  ...object(
    {
      $comment: text,
      schema: { const: "tollgate/report/1" },
      subject,
      packages: listOf(object({ name: text, dir: text, scripts: listOf(text) })),
      inputs: listOf(refTo("input"), "Every input that was read, sorted by path."),
      tests: listOf(refTo("case"), "Sorted by identity."),
      runs: listOf(run, "What runners said about whole runs."),
      coverage: listOf(refTo("file"), "Sorted by path."),
      cells: listOf(refTo("cell"), "Package × kind, where something arrived."),
      totals: refTo("totals"),
      changed: refTo("changed"),
      missing: listOf(
        object({ what: text, kind: text, package: text, because: text, remedy: text }, [
          "what",
          "because",
          "remedy",
        ]),
        "Promised evidence that did not arrive.",
      ),
      problems: listOf(problem),
      baseline: refTo("baseline"),
    },
    [
      "$comment",
      "schema",
      "subject",
      "packages",
      "inputs",
      "tests",
      "runs",
      "coverage",
      "cells",
      "totals",
      "changed",
      "missing",
      "problems",
    ],
  ),
  $defs: {
    extent: {
      ...object({ found: natural, hit: natural, mayHit: natural }),
      description: "hit is certain, mayHit the most that the evidence allows: hit ≤ mayHit ≤ found.",
    },
    input: object(
      {
        id: digest,
        origin,
        input: inputRef,
        status: readStatus,
        holds: { enum: ["tests", "coverage", "runs"] },
        superseded: { ...truth, description: "An older attempt: history, not counted." },
        attachments: listOf(refTo("attachment"), "What suites or the run left behind."),
      },
      ["id", "origin", "input", "status", "superseded"],
    ),
    attachment,
    case: object(
      {
        package: text,
        file: text,
        suite: listOf(text),
        name: text,
        environment: text,
        line: natural,
        status: testStatus,
        durationUs: natural,
        details: listOf(detail),
        attachments: listOf(refTo("attachment")),
        earlier: listOf(
          object(
            {
              status: testStatus,
              durationUs: natural,
              details: listOf(detail),
              attachments: listOf(refTo("attachment")),
            },
            ["status", "details"],
          ),
          "Tries before the final one, oldest first.",
        ),
        kind: text,
        occurrence: positive,
        flaky: truth,
        recovered: truth,
        sources,
        change: { enum: ["new-failure", "still-failing", "fixed", "added", "same"] },
        renamedFrom: {
          ...object({ package: text, file: text, title: text }, ["package", "title"]),
          description: "What the base calls it; the change is against that.",
        },
      },
      [
        "package",
        "suite",
        "name",
        "status",
        "details",
        "kind",
        "occurrence",
        "flaky",
        "recovered",
        "sources",
      ],
    ),
    file: object({
      path: text,
      package: text,
      precision: { enum: ["columns", "lines"] },
      extents: object(triple),
      byKind: listOf(object({ kind: text, ...triple })),
      lineHits: listOf(line, "Two numbers a line that has a statement start: line, hits."),
      functionHits: listOf({
        type: "array",
        prefixItems: [text, line, hits],
        items: false,
        minItems: 3,
        description: "Name, line, hits.",
      }),
      branchHits: listOf({
        type: "array",
        items: hits,
        minItems: 2,
        description: "Line, then the hits of each arm.",
      }),
      conditionHits: listOf({
        type: "array",
        prefixItems: [line, natural, hits, hits],
        items: false,
        minItems: 4,
        description: "Line, total, certainly covered, at most covered: branches that a report only counts.",
      }),
      phantoms: {
        ...natural,
        description: "Entities that a less exact report names and the map does not have.",
      },
      excluded: listOf(exclusion),
      sources,
    }),
    tally: object({
      cases: natural,
      passed: natural,
      failed: natural,
      errored: natural,
      skipped: natural,
      todo: natural,
      flaky: natural,
      durationUs: natural,
    }),
    coverage: object({ files: natural, ...triple }),
    totals: object({ tests: refTo("tally"), coverage: refTo("coverage") }, ["tests"]),
    cell: object({ package: text, kind: text, tests: refTo("tally"), coverage: refTo("coverage") }, [
      "package",
      "kind",
      "tests",
    ]),
    changed: {
      oneOf: [
        object({ known: { const: false }, reason: text, remedy: text }),
        object({
          known: { const: true },
          files: listOf(
            object({
              path: text,
              package: text,
              ...triple,
              uncovered: listOf(
                { type: "array", prefixItems: [positive, positive], items: false, minItems: 2 },
                "First and last line of each range.",
              ),
              uncoveredFunctions: listOf(object({ name: text, line })),
              byKind: listOf(object({ kind: text, ...triple })),
            }),
          ),
          unmeasured: listOf(
            object({ path: text, package: text, lines: natural, why: { enum: [...unmeasuredReasons] } }, [
              "path",
              "package",
              "lines",
            ]),
            "What no report tells of changed source files. Lines 0: not known how many.",
          ),
        }),
      ],
    },
    baseline: object(
      {
        how: text,
        sha: text,
        totals: refTo("totals"),
        cells: listOf(refTo("cell")),
        disappeared: listOf(
          object({ package: text, file: text, title: text, kind: text }, ["package", "title", "kind"]),
        ),
      },
      ["how", "totals", "cells", "disappeared"],
    ),
  },
};
