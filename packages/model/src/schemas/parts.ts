import { attachmentStates } from "../attachment.ts";
import { baselineStates, findingLevels, suppressionKinds } from "../finding.ts";
import { problemCodes } from "../problem.ts";

export type JsonSchema = { readonly [keyword: string]: unknown };

export const text: JsonSchema = { type: "string" };
export const natural: JsonSchema = { type: "integer", minimum: 0 };
export const positive: JsonSchema = { type: "integer", minimum: 1 };
export const truth: JsonSchema = { type: "boolean" };
export const isoDate: JsonSchema = { type: "string", pattern: "^\\d{4}-\\d{2}-\\d{2}$" };
export const digest: JsonSchema = { type: "string", pattern: "^sha256:[0-9a-f]{64}$" };

/** An object with exactly these members; all are required unless a list says which. */
export function object(
  properties: { readonly [name: string]: JsonSchema },
  required: readonly string[] = Object.keys(properties),
): JsonSchema {
  return { type: "object", properties, required, additionalProperties: false };
}

export function listOf(items: JsonSchema, description?: string): JsonSchema {
  return { type: "array", items, ...(description === undefined ? {} : { description }) };
}

export function refTo(name: string): JsonSchema {
  return { $ref: `#/$defs/${name}` };
}

export const triple: { readonly [metric: string]: JsonSchema } = {
  lines: refTo("extent"),
  functions: refTo("extent"),
  branches: refTo("extent"),
};

export const ranges: JsonSchema = listOf(
  { type: "array", prefixItems: [positive, positive], items: false, minItems: 2 },
  "First and last line of each range.",
);

export const tally: JsonSchema = object({
  cases: natural,
  passed: natural,
  failed: natural,
  errored: natural,
  skipped: natural,
  todo: natural,
  flaky: natural,
  recovered: natural,
  durationUs: natural,
});

export const testStatus: JsonSchema = { enum: ["passed", "failed", "errored", "skipped", "todo"] };
export const readStatus: JsonSchema = { enum: ["ok", "partial", "invalid", "unrecognised"] };
export const severity: JsonSchema = { enum: ["error", "warning", "info"] };

export const origin: JsonSchema = object({
  package: text,
  kind: text,
  job: text,
  shard: object({ index: positive, total: positive }),
  attempt: positive,
  environment: listOf(text),
  invocation: text,
});

export const inputRef: JsonSchema = object(
  { path: text, bytes: natural, digest, format: text, producer: text },
  ["path", "bytes", "digest"],
);

export const problem: JsonSchema = object(
  {
    code: { enum: problemCodes },
    severity,
    message: text,
    remedy: text,
    path: text,
    line: natural,
    column: natural,
    offset: natural,
    reader: text,
  },
  ["code", "severity", "message", "remedy"],
);

const runOutputs = (description: string): JsonSchema =>
  listOf(object({ path: text, digest }, ["path"]), description);

export const run: JsonSchema = object(
  {
    package: text,
    kind: text,
    about: { const: "findings", description: "Says nothing of tests and coverage." },
    source: text,
    task: text,
    verdict: { enum: ["passed", "failed", "interrupted"] },
    exitCode: { type: "integer" },
    startedAt: { ...natural, description: "Milliseconds since 1970." },
    endedAt: natural,
    sha: text,
    cached: truth,
    errors: listOf(text),
    outputs: runOutputs("Reports that the run wrote, or that its cache vouches for."),
    leftovers: runOutputs("Reports that lay there before and that the run did not write."),
  },
  ["package", "source", "verdict", "errors"],
);

export const detail: JsonSchema = object(
  { kind: { enum: ["failure", "error", "skip"] }, type: text, message: text, text },
  ["kind"],
);

export const annotation: JsonSchema = {
  ...object({ type: text, text }, ["type"]),
  description: "What the test says about itself.",
};

export const attachment: JsonSchema = object(
  {
    name: text,
    path: { ...text, description: "Below the repository's root where it lies there, else as written." },
    bytes: natural,
    type: { ...text, description: "Media type." },
    state: { enum: attachmentStates },
  },
  ["state"],
);

const findingPlace = {
  path: { ...text, description: "In the repository." },
  named: { ...text, description: "As the report names it, where it is no file of the repository." },
  line: positive,
  endLine: positive,
  column: positive,
};

/** Members of a finding, for bundle and report. */
export const findingMembers: { readonly [name: string]: JsonSchema } = {
  tool: text,
  rule: text,
  level: { enum: findingLevels },
  message: text,
  package: text,
  ...findingPlace,
  undecided: { ...truth, description: "The tool leaves the verdict to people." },
  otherPlaces: listOf(object(findingPlace, [])),
  fingerprints: listOf(text, "`name=value`, sorted."),
  partialFingerprints: listOf(text, "`name=value`, sorted."),
  suppressed: object({ kind: { enum: suppressionKinds }, justification: text }, ["kind"]),
  baselineState: { enum: baselineStates },
  securityTenths: { ...natural, maximum: 100 },
};

export const neededOfFinding: readonly string[] = ["tool", "level", "message", "package"];

export const exclusion: JsonSchema = object({
  line: natural,
  entity: { enum: ["line", "function", "branch"] },
  reason: text,
});

export const subject: JsonSchema = object(
  {
    repository: text,
    headSha: text,
    dirty: { ...truth, description: "The work tree differs from headSha." },
    baseRef: text,
    baseSha: text,
    mergeBaseSha: text,
    event: text,
    eventSha: text,
    pullRequest: natural,
  },
  [],
);
