import { findingLevels } from "../finding.ts";
import { decisionSchema } from "./decision.ts";
import { expectedEvidence } from "./expected.ts";
import {
  digest,
  isoDate,
  type JsonSchema,
  listOf,
  natural,
  object,
  problem,
  readStatus,
  refTo,
  subject,
  testStatus,
  text,
} from "./parts.ts";
import { reportSchema } from "./report.ts";
import { override } from "./waivers.ts";

type Parts = {
  readonly properties: Readonly<Record<string, JsonSchema>>;
  readonly required: readonly string[];
};

/** The same object without some members. */
function without(schema: JsonSchema, ...names: readonly string[]): JsonSchema {
  const { properties, required } = schema as Parts; // made by `object`
  const kept = Object.entries(properties).filter(([name]) => !names.includes(name));
  return object(
    Object.fromEntries(kept),
    required.filter((name) => !names.includes(name)),
  );
}

const ofDecision = decisionSchema["$defs"] as Readonly<Record<string, JsonSchema>>; // an object of schemas
const ofReport = reportSchema["$defs"] as Readonly<Record<string, JsonSchema>>; // the same

const openTest = object(
  { package: text, kind: text, file: text, title: text, environment: text, status: testStatus, change: text },
  ["package", "kind", "title", "status"],
);

/** `release-record.json`. */
export const releaseRecordSchema: JsonSchema = {
  $schema: "https://json-schema.org/draft/2020-12/schema",
  $id: "tollgate/release-record/1",
  title: "The quality record of a release",
  ...object(
    {
      schema: { const: "tollgate/release-record/1" },
      outcome: { enum: ["allow", "block", "hold"] },
      summary: text,
      subject,
      date: { ...isoDate, description: "The day of the judgement in UTC." },
      engine: text,
      decision: { ...digest, description: "Over the bytes of decision.json." },
      inputs: (decisionSchema as Parts).properties["inputs"]!,
      rules: listOf(refTo("rule"), "As in decision.json, without facts and violations."),
      waivers: listOf(refTo("waiver")),
      override,
      expected: listOf(refTo("expected"), "What had to arrive, and what became of it."),
      cells: listOf(refTo("cell"), "Package × kind."),
      defects: object({
        failing: listOf(refTo("openTest"), "New ones first, those that fail on the base too last."),
        flaky: listOf(refTo("openTest")),
        skipped: natural,
        findings: listOf(
          object(
            {
              ...{ tool: text, rule: text, level: { enum: findingLevels }, message: text, package: text },
              ...{ path: text, line: natural, suppressed: { const: true } },
            },
            ["tool", "level", "message", "package"],
          ),
        ),
      }),
      problems: listOf(problem, "Errors and warnings."),
      evidence: listOf(
        object(
          {
            ...{ path: text, bytes: natural, digest, format: text, producer: text },
            ...{ package: text, kind: text, status: readStatus },
          },
          ["path", "bytes", "digest", "package", "kind", "status"],
        ),
      ),
    },
    [
      ...["schema", "outcome", "summary", "subject", "date", "engine", "decision", "inputs", "rules"],
      ...["waivers", "expected", "cells", "defects", "problems", "evidence"],
    ],
  ),
  $defs: {
    scope: ofDecision["scope"]!,
    testRef: ofDecision["testRef"]!,
    waiver: ofDecision["waiver"]!,
    rule: without(ofDecision["rule"]!, "facts", "violations"),
    expected: without(expectedEvidence, "by"),
    openTest,
    cell: ofReport["cell"]!,
    tally: ofReport["tally"]!,
    coverage: ofReport["coverage"]!,
    extent: ofReport["extent"]!,
  },
};
