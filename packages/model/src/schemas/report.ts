import { disappearances, producerEnds, testChanges } from "../report.ts";
import { changed } from "./changed.ts";
import { coverageDifference } from "./coverage-difference.ts";
import { expectedEvidence, reused } from "./expected.ts";
import {
  annotation,
  attachment,
  detail,
  digest,
  exclusion,
  findingMembers,
  inputRef,
  type JsonSchema,
  listOf,
  natural,
  neededOfFinding,
  object,
  origin,
  positive,
  problem,
  readStatus,
  refTo,
  run,
  subject,
  tally,
  testStatus,
  text,
  triple,
  truth,
} from "./parts.ts";

const hits: JsonSchema = { type: "integer", minimum: -1, description: "-1: not measured." };
const line: JsonSchema = { type: "integer", minimum: -1, description: "-1: unknown." };
const sources = listOf(digest, "Ids of the inputs behind it, sorted.");

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
      packages: listOf(
        object(
          {
            name: text,
            dir: text,
            scripts: listOf(text),
            codeless: { const: true, description: "It has no product code of a known language." },
          },
          ["name", "dir", "scripts"],
        ),
      ),
      inputs: listOf(refTo("input"), "Every input that was read, sorted by path."),
      tests: listOf(refTo("case"), "Sorted by identity."),
      runs: listOf(run, "What runners said about whole runs."),
      coverage: listOf(refTo("file"), "Sorted by path."),
      findings: listOf(refTo("finding"), "What analysis tools found, by place."),
      cells: listOf(refTo("cell"), "Package × kind, where something arrived."),
      totals: refTo("totals"),
      changed: refTo("changed"),
      unmentioned: listOf(
        object(
          {
            path: text,
            package: text,
            size: object({ lines: natural, functions: natural, branches: natural }, ["lines"]),
          },
          ["path", "package"],
        ),
        "Sources that a coverage tool should have measured and that no report mentions; their size where the policy counts them.",
      ),
      expected: listOf(refTo("expected"), "What must arrive, and what became of it."),
      missing: listOf(refTo("missing"), "Promised evidence that did not arrive."),
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
      "findings",
      "cells",
      "totals",
      "changed",
      "unmentioned",
      "expected",
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
        holds: { enum: ["tests", "coverage", "findings", "runs"] },
        tools: listOf(text, "Analysis tools whose findings it holds."),
        superseded: { ...truth, description: "An older attempt: history, not counted." },
        dirty: { ...truth, description: "Collected from a checkout that had changed or new files." },
        reused,
        fromCache: { ...text, description: "The task for which a task runner's cache restored it." },
        attachments: listOf(refTo("attachment"), "What suites or the run left behind."),
      },
      ["id", "origin", "input", "status", "superseded"],
    ),
    expected: expectedEvidence,
    annotation,
    attachment,
    missing: object(
      {
        what: text,
        kind: text,
        package: text,
        about: {
          enum: ["tests", "coverage", "findings"],
          description:
            "What it hides: tests with what they cover, coverage alone, or findings alone. Absent: anything.",
        },
        shard: {
          ...object(
            {
              open: listOf(
                object({ path: text, package: text }),
                "Sources that may have more to cover than is known; absent where the work tree is not known.",
              ),
            },
            [],
          ),
          description:
            "Present for shards of a job of which others arrived: they only add to what those told.",
        },
        because: text,
        remedy: text,
        vanished: {
          enum: ["tests", "coverage"],
          description: "The base has it, and what makes it is still there.",
        },
        producer: {
          enum: producerEnds,
          description: "How what should have made it ended, where that is known.",
        },
      },
      ["what", "because", "remedy"],
    ),
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
        annotations: listOf(refTo("annotation")),
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
        history: listOf(
          object(
            {
              attempt: positive,
              job: text,
              status: testStatus,
              durationUs: natural,
              details: listOf(detail),
              attachments: listOf(refTo("attachment")),
            },
            ["attempt", "job", "status", "details"],
          ),
          "Failed tries in older CI attempts, oldest first.",
        ),
        alsoFailed: listOf(
          listOf(detail),
          "What failing executions in other jobs said; details are those of the worst one.",
        ),
        failure: {
          ...text,
          description:
            "The fingerprint of a failing test's failure, for a waiver; absent where it says nothing.",
        },
        sources,
        change: { enum: testChanges },
        byEnvironment: listOf(
          object(
            { environment: listOf(text), status: testStatus, durationUs: natural, flaky: { const: true } },
            ["environment", "status"],
          ),
          "What its executions in each environment of a CI matrix came to.",
        ),
        onBase: {
          ...object({ status: testStatus, durationUs: natural }, ["status"]),
          description: "How it ended on the base.",
        },
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
    finding: object(
      {
        ...findingMembers,
        occurrence: positive,
        kinds: listOf(text),
        sources,
        change: {
          enum: ["new", "unchanged"],
          description: "Against the base; absent where that is not known.",
        },
      },
      [...neededOfFinding, "occurrence", "kinds", "sources"],
    ),
    tally,
    coverage: object({ files: natural, ...triple }),
    totals: object({ tests: refTo("tally"), coverage: refTo("coverage") }, ["tests"]),
    cell: object({ package: text, kind: text, tests: refTo("tally"), coverage: refTo("coverage") }, [
      "package",
      "kind",
      "tests",
    ]),
    changed,
    baseline: object(
      {
        how: text,
        sha: text,
        totals: refTo("totals"),
        cells: listOf(refTo("cell")),
        removed: listOf(
          object({ package: text, kind: text, what: { enum: ["tests", "coverage"] }, had: text }),
          "Cells of the base that are not in this report because what made them is gone.",
        ),
        disappeared: listOf(
          object(
            {
              package: text,
              file: text,
              title: text,
              kind: text,
              environment: text,
              occurrence: positive,
              status: testStatus,
              why: { enum: disappearances },
            },
            ["package", "title", "kind", "status", "why"],
          ),
          "Tests of the base that are not here under any name.",
        ),
        lacks: listOf(refTo("missing"), "What the base itself does not say of its tests."),
        measured: object({
          files: listOf(
            object({
              path: text,
              package: text,
              lines: refTo("extent"),
              functions: refTo("extent"),
              branches: refTo("extent"),
              byKind: listOf(
                object({
                  kind: text,
                  lines: refTo("extent"),
                  functions: refTo("extent"),
                  branches: refTo("extent"),
                }),
              ),
            }),
            "How much the base covers in each file, by the path of now.",
          ),
          lacks: listOf(refTo("missing"), "What the base itself does not say of its coverage."),
        }),
        fixedFindings: listOf(
          object(findingMembers, neededOfFinding),
          "Findings of the base that the same tools do not report any more.",
        ),
        coverage: coverageDifference,
      },
      ["how", "totals", "cells", "disappeared"],
    ),
  },
};
