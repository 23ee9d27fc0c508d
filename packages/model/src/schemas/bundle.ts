import { problemCodes } from "../problem.ts";

type JsonSchema = { readonly [keyword: string]: unknown };

const text: JsonSchema = { type: "string" };
const natural: JsonSchema = { type: "integer", minimum: 0 };
const digest: JsonSchema = { type: "string", pattern: "^sha256:[0-9a-f]{64}$" };
const status: JsonSchema = { enum: ["passed", "failed", "errored", "skipped", "todo"] };
const place: JsonSchema = { type: "integer", minimum: -1, maximum: 2_147_483_647 };

/** One line of an uncompressed bundle. A bundle is a gzip file of such lines; the first is the header, the last the end. */
export const bundleSchema: JsonSchema = {
  $schema: "https://json-schema.org/draft/2020-12/schema",
  $id: "tollgate/bundle/1",
  title: "One line of a Tollgate bundle",
  description:
    "A bundle is a gzip file of JSON lines: a header; for each evidence its line, its cases and its files, each coverage map before the first file that uses it; an end that declares the counts.",
  oneOf: [
    object({ schema: { const: "tollgate/bundle/1" } }),
    object({ evidence: { $ref: "#/$defs/evidence" } }),
    object({
      cases: {
        type: "array",
        items: { $ref: "#/$defs/case" },
        description: "Test cases of the evidence before, in the report's order.",
      },
    }),
    object({ map: { $ref: "#/$defs/map" } }),
    object({ file: { $ref: "#/$defs/file" } }),
    object({ end: object({ evidence: natural, maps: natural }) }),
  ],
  $defs: {
    evidence: object(
      {
        id: { ...digest, description: "Over the origin without `invocation`, and the digest of the input." },
        origin: { $ref: "#/$defs/origin" },
        input: object({ path: text, bytes: natural, digest, format: text, producer: text }, [
          "path",
          "bytes",
          "digest",
        ]),
        commit: { ...text, description: "Commit whose checkout the report was collected from." },
        status: { enum: ["ok", "partial", "invalid", "unrecognised"] },
        problems: { type: "array", items: { $ref: "#/$defs/problem" } },
        runs: { type: "array", items: { $ref: "#/$defs/run" } },
        tests: {
          ...object({ entries: natural, cases: natural }),
          description: "How many cases follow, and how many entries the report had before tries were folded.",
        },
        coverage: { ...object({ files: natural }), description: "How many files follow." },
      },
      ["id", "origin", "input", "status", "problems", "runs"],
    ),
    origin: object({
      package: text,
      kind: text,
      job: text,
      shard: object({ index: { type: "integer", minimum: 1 }, total: { type: "integer", minimum: 1 } }),
      attempt: { type: "integer", minimum: 1 },
      environment: { type: "array", items: text },
      invocation: text,
    }),
    problem: object(
      {
        code: { enum: problemCodes },
        severity: { enum: ["error", "warning", "info"] },
        message: text,
        remedy: text,
        path: text,
        line: natural,
        column: natural,
        offset: natural,
        reader: text,
      },
      ["code", "severity", "message", "remedy"],
    ),
    run: object(
      {
        package: text,
        kind: text,
        source: text,
        task: text,
        verdict: { enum: ["passed", "failed", "interrupted"] },
        exitCode: { type: "integer" },
        startedAt: { ...natural, description: "Milliseconds since 1970." },
        sha: text,
        cached: { type: "boolean" },
        errors: { type: "array", items: text },
      },
      ["package", "source", "verdict", "errors"],
    ),
    case: object(
      {
        package: text,
        file: text,
        suite: { type: "array", items: text },
        name: text,
        environment: text,
        line: natural,
        status,
        durationUs: natural,
        details: { type: "array", items: { $ref: "#/$defs/detail" } },
        earlier: {
          type: "array",
          items: object(
            { status, durationUs: natural, details: { type: "array", items: { $ref: "#/$defs/detail" } } },
            ["status", "details"],
          ),
        },
      },
      ["package", "suite", "name", "status", "details"],
    ),
    detail: object({ kind: { enum: ["failure", "error", "skip"] }, type: text, message: text, text }, [
      "kind",
    ]),
    map: object({
      precision: { enum: ["columns", "lines"] },
      statements: {
        type: "array",
        items: place,
        description:
          "Four numbers a statement: first line, first column, last line, last column; -1 unknown.",
      },
      functions: {
        type: "array",
        items: {
          type: "array",
          prefixItems: [text, place, place, place],
          items: false,
          minItems: 4,
          description: "Name, line, column, last line.",
        },
      },
      branches: {
        type: "array",
        items: {
          type: "array",
          prefixItems: [
            text,
            place,
            place,
            { type: "array", items: place, minItems: 2, description: "Line and column of each arm." },
          ],
          items: false,
          minItems: 4,
          description: "Type, line, column, arms.",
        },
      },
      conditions: { type: "array", items: place, description: "Two numbers a line: line, total." },
    }),
    file: object(
      {
        path: text,
        package: text,
        map: { ...natural, description: "Which map: 0 is the first that was written." },
        counts: {
          type: "array",
          items: { type: "integer", minimum: -1 },
          description: "Hits of statements, functions, arms, then covered conditions; -1 not measured.",
        },
        excluded: {
          type: "array",
          items: object({ line: natural, entity: { enum: ["line", "function", "branch"] }, reason: text }),
        },
      },
      ["path", "package", "map", "counts"],
    ),
  },
};

/** An object with exactly these members; all are required unless a list says which. */
function object(
  properties: { readonly [name: string]: JsonSchema },
  required: readonly string[] = Object.keys(properties),
): JsonSchema {
  return { type: "object", properties, required, additionalProperties: false };
}
