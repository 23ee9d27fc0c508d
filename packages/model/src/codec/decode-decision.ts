import {
  type Decision,
  type Fact,
  type Outcome,
  type PolicyChange,
  type RuleChange,
  type RuleEvidence,
  type RuleResult,
  type RuleStand,
  ruleEffects,
  type Violation,
} from "../decision.ts";
import { type PolicyLayer, policyLevels, policyOrigins, ruleSeverities, type Scope } from "../policy.ts";
import type { Place } from "../policy-place.ts";
import type { Subject } from "../subject.ts";
import { decodeInputs } from "./decode-decision-inputs.ts";
import { decodeNamed, decodeOverride, decodeWaiver } from "./decode-waivers.ts";
import { integerOf, listOf, membersOf, oneOf, optional, Refusal, textOf } from "./guards.ts";

/** A decision from its JSON, or what is wrong with it in words. Decisions of this schema version only. */
export function decodeDecision(
  value: unknown,
): { readonly decision: Decision } | { readonly refused: string } {
  try {
    return { decision: decisionOf(value) };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { refused: error.message };
  }
}

function decisionOf(value: unknown): Decision {
  const decision = membersOf(value, "the decision");
  const counts = membersOf(decision["counts"], "counts");
  return {
    schema: oneOf(decision["schema"], "schema", ["tollgate/decision/1"]),
    outcome: decodeOutcome(decision["outcome"], "outcome"),
    summary: textOf(decision["summary"], "summary"),
    subject: decodeSubject(decision["subject"]),
    date: textOf(decision["date"], "date"),
    ...optional(decision, "policy", "the decision", decodePolicy),
    ...optional(decision, "policyChange", "the decision", decodePolicyChange),
    rules: listOf(decision["rules"], "rules", decodeResult),
    ...optional(decision, "waivers", "the decision", (waivers, where) =>
      listOf(waivers, where, (waiver, at) => decodeWaiver(waiver, at, decodeScope)),
    ),
    ...optional(decision, "override", "the decision", decodeOverride),
    counts: {
      tests: natural(counts["tests"], "tests"),
      failing: natural(counts["failing"], "failing"),
      flaky: natural(counts["flaky"], "flaky"),
      problems: natural(counts["problems"], "problems"),
    },
    inputs: decodeInputs(decision["inputs"]),
    engine: textOf(decision["engine"], "engine"),
  };
}

function decodePolicy(value: unknown, where: string): NonNullable<Decision["policy"]> {
  const policy = membersOf(value, where);
  return {
    ...optional(policy, "path", where, textOf),
    from: oneOf(policy["from"], `${where}.from`, policyOrigins),
    ...optional(policy, "ref", where, textOf),
    ...optional(policy, "commit", where, textOf),
    ...optional(policy, "layers", where, (layers, at) => listOf(layers, at, decodeLayer)),
  };
}

function decodeLayer(value: unknown, where: string): PolicyLayer {
  const layer = membersOf(value, where);
  return {
    level: oneOf(layer["level"], `${where}.level`, policyLevels),
    path: textOf(layer["path"], `${where}.path`),
    ...optional(layer, "package", where, textOf),
    digest: textOf(layer["digest"], `${where}.digest`),
  };
}

function decodePolicyChange(value: unknown, where: string): PolicyChange {
  const change = membersOf(value, where);
  return {
    files: listOf(change["files"], `${where}.files`, textOf),
    ...optional(change, "outcome", where, decodeOutcome),
    rules: listOf(change["rules"], `${where}.rules`, decodeRuleChange),
  };
}

function decodeOutcome(value: unknown, where: string): Outcome {
  return oneOf(value, where, ["allow", "block", "hold"]);
}

function decodeRuleChange(value: unknown, where: string): RuleChange {
  const change = membersOf(value, where);
  return {
    rule: textOf(change["rule"], `${where}.rule`),
    title: textOf(change["title"], `${where}.title`),
    scope: decodeScope(change["scope"], `${where}.scope`),
    ...optional(change, "before", where, decodeStand),
    ...optional(change, "after", where, decodeStand),
    message: textOf(change["message"], `${where}.message`),
  };
}

function decodeStand(value: unknown, where: string): RuleStand {
  const stand = membersOf(value, where);
  return {
    mode: oneOf(stand["mode"], `${where}.mode`, ["observe", "warn", "enforce"]),
    answer: oneOf(stand["answer"], `${where}.answer`, ["pass", "fail", "unknown"]),
    effect: oneOf(stand["effect"], `${where}.effect`, ruleEffects),
    message: textOf(stand["message"], `${where}.message`),
    ...optional(stand, "place", where, decodePlace),
  };
}

/** Also of other documents that name what they are about. */
export function decodeSubject(value: unknown): Subject {
  const subject = membersOf(value, "subject");
  return {
    ...optional(subject, "repository", "subject", textOf),
    ...optional(subject, "headSha", "subject", textOf),
    ...optional(subject, "dirty", "subject", (dirty) => dirty === true),
    ...optional(subject, "baseRef", "subject", textOf),
    ...optional(subject, "baseSha", "subject", textOf),
    ...optional(subject, "mergeBaseSha", "subject", textOf),
    ...optional(subject, "eventSha", "subject", textOf),
    ...optional(subject, "event", "subject", textOf),
    ...optional(subject, "pullRequest", "subject", natural),
  };
}

function decodeResult(value: unknown, where: string): RuleResult {
  const result = membersOf(value, where);
  return {
    rule: textOf(result["rule"], `${where}.rule`),
    title: textOf(result["title"], `${where}.title`),
    scope: decodeScope(result["scope"], `${where}.scope`),
    mode: oneOf(result["mode"], `${where}.mode`, ["observe", "warn", "enforce"]),
    ...optional(result, "enforceFrom", where, textOf),
    severity: oneOf(result["severity"], `${where}.severity`, ruleSeverities),
    answer: oneOf(result["answer"], `${where}.answer`, ["pass", "fail", "unknown"]),
    effect: oneOf(result["effect"], `${where}.effect`, ruleEffects),
    message: textOf(result["message"], `${where}.message`),
    remedy: textOf(result["remedy"], `${where}.remedy`),
    facts: listOf(result["facts"], `${where}.facts`, decodeFact),
    ...optional(result, "evidence", where, decodeEvidence),
    violations: listOf(result["violations"], `${where}.violations`, decodeViolation),
    ...optional(result, "waivers", where, textsOf),
    ...optional(result, "place", where, decodePlace),
  };
}

function decodeEvidence(value: unknown, where: string): RuleEvidence {
  const evidence = membersOf(value, where);
  return {
    count: natural(evidence["count"], `${where}.count`),
    paths: listOf(evidence["paths"], `${where}.paths`, textOf),
  };
}

function decodeFact(value: unknown, where: string): Fact {
  const fact = membersOf(value, where);
  return {
    key: textOf(fact["key"], `${where}.key`),
    scope: decodeScope(fact["scope"], `${where}.scope`),
    lo: natural(fact["lo"], `${where}.lo`),
    ...optional(fact, "hi", where, natural),
    n: natural(fact["n"], `${where}.n`),
    unit: oneOf(fact["unit"], `${where}.unit`, [
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
    ]),
    derivation: textOf(fact["derivation"], `${where}.derivation`),
  };
}

function decodeViolation(value: unknown, where: string): Violation {
  const violation = membersOf(value, where);
  return {
    message: textOf(violation["message"], `${where}.message`),
    ...optional(violation, "path", where, textOf),
    ...optional(violation, "line", where, natural),
    ...optional(violation, "endLine", where, natural),
    ...optional(violation, "package", where, textOf),
    ...decodeNamed(violation, where),
  };
}

function decodeScope(value: unknown, where: string): Scope {
  const scope = membersOf(value, where);
  return {
    ...optional(scope, "package", where, textOf),
    ...optional(scope, "kind", where, textOf),
    ...optional(scope, "owner", where, textOf),
    ...optional(scope, "path", where, textOf),
    ...optional(scope, "environment", where, textOf),
    ...optional(scope, "name", where, textOf),
    ...optional(scope, "packages", where, textsOf),
    ...optional(scope, "owners", where, textsOf),
    ...optional(scope, "paths", where, textsOf),
  };
}

function textsOf(value: unknown, where: string): readonly string[] {
  return listOf(value, where, textOf);
}

function decodePlace(value: unknown, where: string): Place {
  const place = membersOf(value, where);
  return {
    path: textOf(place["path"], `${where}.path`),
    line: natural(place["line"], `${where}.line`),
    column: natural(place["column"], `${where}.column`),
  };
}

function natural(value: unknown, where: string): number {
  return integerOf(value, where, 0);
}
