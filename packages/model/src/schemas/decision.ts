import { ruleEffects } from "../decision.ts";
import { ruleSeverities } from "../policy.ts";
import { decisionInputs } from "./decision-inputs.ts";
import {
  isoDate,
  type JsonSchema,
  listOf,
  natural,
  object,
  positive,
  refTo,
  subject,
  text,
} from "./parts.ts";
import { judgingPolicy, scope } from "./policy.ts";
import { judgedWaiver, override, testRef } from "./waivers.ts";

/** `decision.json`, and what `tollgate run --json` prints. */
export const decisionSchema: JsonSchema = {
  $schema: "https://json-schema.org/draft/2020-12/schema",
  $id: "tollgate/decision/1",
  title: "A Tollgate decision",
  description: "The verdict on one subject with every rule. Equal evidence and policy give equal bytes.",
  ...object(
    {
      schema: { const: "tollgate/decision/1" },
      outcome: {
        enum: ["allow", "block", "hold"],
        description: "block: something is bad; hold: evidence is missing. Both exit with 1.",
      },
      summary: { ...text, description: "Why, in one sentence." },
      subject,
      date: { ...isoDate, description: "The day of the judgement in UTC." },
      policy: judgingPolicy,
      policyChange: {
        ...object(
          {
            files: listOf(text, "The files by which is judged that the change edits."),
            outcome: { enum: ["allow", "block", "hold"], description: "Absent where they cannot be read." },
            rules: listOf(refTo("ruleChange"), "What would differ."),
          },
          ["files", "rules"],
        ),
        description: "What the policy, waivers and CODEOWNERS that the change brings would have said.",
      },
      rules: listOf(refTo("rule"), "In the order of the policy, built-in rules first."),
      waivers: listOf(refTo("waiver"), "Every waiver with how it stands, sorted by path; absent for none."),
      override,
      counts: object({ tests: natural, failing: natural, flaky: natural, problems: natural }),
      inputs: { ...decisionInputs, description: "What the decision rests on." },
      engine: { ...text, description: "What judged, with its version." },
    },
    ["schema", "outcome", "summary", "subject", "date", "rules", "counts", "inputs", "engine"],
  ),
  $defs: {
    scope,
    rule: object(
      {
        rule: { ...text, description: "Its key in the policy." },
        title: text,
        scope: refTo("scope"),
        mode: { enum: ["observe", "warn", "enforce"] },
        enforceFrom: { ...isoDate, description: "Before this day an enforced rule only warns." },
        severity: { enum: ruleSeverities, description: "A rank; it never changes the outcome." },
        answer: { enum: ["pass", "fail", "unknown"] },
        effect: { enum: ruleEffects },
        message: { ...text, description: "Actual against expected." },
        remedy: { ...text, description: "What to do; empty when nothing is to be done." },
        facts: listOf(refTo("fact")),
        evidence: {
          ...object({ count: natural, paths: listOf(text, "Where the first of them lie, sorted.") }),
          description: "The reports that the answer rests on; absent for none.",
        },
        violations: listOf(refTo("violation"), "What exactly is wrong, most useful first."),
        waivers: listOf(text, "Paths of the waivers that excuse all (`waived`) or some of it."),
        place: {
          ...object({ path: text, line: positive, column: positive }),
          description: "Where the policy asks for it; absent for a built-in rule.",
        },
      },
      [
        "rule",
        "title",
        "scope",
        "mode",
        "severity",
        "answer",
        "effect",
        "message",
        "remedy",
        "facts",
        "violations",
      ],
    ),
    ruleChange: object(
      {
        rule: text,
        title: text,
        scope: refTo("scope"),
        before: { ...refTo("ruleStand"), description: "By what judges; absent when it does not ask." },
        after: {
          ...refTo("ruleStand"),
          description: "By what the change brings; absent when it would not ask.",
        },
        message: { ...text, description: "The difference in plain words." },
      },
      ["rule", "title", "scope", "message"],
    ),
    ruleStand: object(
      {
        mode: { enum: ["observe", "warn", "enforce"] },
        answer: { enum: ["pass", "fail", "unknown"] },
        effect: { enum: ruleEffects },
        message: text,
        place: object({ path: text, line: positive, column: positive }),
      },
      ["mode", "answer", "effect", "message"],
    ),
    fact: {
      ...object(
        {
          key: text,
          scope: refTo("scope"),
          lo: natural,
          hi: { ...natural, description: "Absent where nothing bounds it." },
          n: { ...natural, description: "How many things the value is about." },
          unit: {
            enum: [
              "tests",
              "lines",
              "functions",
              "branches",
              "inputs",
              "runs",
              "findings",
              "packages",
              "microseconds",
              "basis-points",
            ],
          },
          derivation: text,
        },
        ["key", "scope", "lo", "n", "unit", "derivation"],
      ),
      description: "A measured value between lo and hi; equal when it is certain.",
    },
    violation: object(
      {
        message: text,
        path: text,
        line: natural,
        endLine: natural,
        package: text,
        test: refTo("testRef"),
        failure: { ...text, description: "The fingerprint of its failure, for a waiver." },
        waiver: { ...text, description: "Path of the waiver that excuses it." },
      },
      ["message"],
    ),
    testRef,
    waiver: judgedWaiver,
  },
};
