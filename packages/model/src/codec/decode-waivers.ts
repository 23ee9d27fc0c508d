import type { Override, Violation } from "../decision.ts";
import type { OverrideRequest } from "../decision-inputs.ts";
import type { RuleOption, Scope } from "../policy.ts";
import {
  approvalVerdicts,
  type CommitReviews,
  type JudgedWaiver,
  type TestRef,
  waiverStates,
} from "../waiver.ts";
import { integerOf, listOf, membersOf, oneOf, optional, Refusal, textOf } from "./guards.ts";

/** One of a decision's `waivers`; `decodeScope` is how the decision's scopes are read. */
export function decodeWaiver(
  value: unknown,
  where: string,
  decodeScope: (value: unknown, where: string) => Scope,
): JudgedWaiver {
  const waiver = membersOf(value, where);
  const approval = membersOf(waiver["approval"], `${where}.approval`);
  return {
    id: textOf(waiver["id"], `${where}.id`),
    rule: textOf(waiver["rule"], `${where}.rule`),
    scope: decodeScope(waiver["scope"], `${where}.scope`),
    reason: textOf(waiver["reason"], `${where}.reason`),
    owner: textOf(waiver["owner"], `${where}.owner`),
    ...optional(waiver, "createdAt", where, textOf),
    expires: textOf(waiver["expires"], `${where}.expires`),
    ...optional(waiver, "ticket", where, textOf),
    ...optional(waiver, "limit", where, decodeLimit),
    ...optional(waiver, "coversUnknown", where, (covers) => covers === true),
    ...optional(waiver, "test", where, decodeTestRef),
    ...optional(waiver, "failure", where, textOf),
    state: oneOf(waiver["state"], `${where}.state`, waiverStates),
    why: textOf(waiver["why"], `${where}.why`),
    approval: {
      verdict: oneOf(approval["verdict"], `${where}.approval.verdict`, approvalVerdicts),
      why: textOf(approval["why"], `${where}.approval.why`),
    },
  };
}

export function decodeOverride(value: unknown, where: string): Override {
  const override = membersOf(value, where);
  return {
    ...decodeRequest(value, where),
    outcome: oneOf(override["outcome"], `${where}.outcome`, ["block", "hold"]),
  };
}

/** An override that was asked for. */
export function decodeRequest(value: unknown, where: string): OverrideRequest {
  const override = membersOf(value, where);
  return {
    label: textOf(override["label"], `${where}.label`),
    actor: textOf(override["actor"], `${where}.actor`),
    reason: textOf(override["reason"], `${where}.reason`),
  };
}

export function decodeReviews(value: unknown, where: string): CommitReviews {
  const reviews = membersOf(value, where);
  return {
    commit: textOf(reviews["commit"], `${where}.commit`),
    ...optional(reviews, "author", where, textOf),
    approvers: listOf(reviews["approvers"], `${where}.approvers`, textOf),
  };
}

/** What a violation says of a test and its waiver. */
export function decodeNamed(
  violation: Readonly<Record<string, unknown>>,
  where: string,
): Pick<Violation, "test" | "failure" | "waiver"> {
  return {
    ...optional(violation, "test", where, decodeTestRef),
    ...optional(violation, "failure", where, textOf),
    ...optional(violation, "waiver", where, textOf),
  };
}

function decodeTestRef(value: unknown, where: string): TestRef {
  const test = membersOf(value, where);
  return {
    package: textOf(test["package"], `${where}.package`),
    kind: textOf(test["kind"], `${where}.kind`),
    ...optional(test, "file", where, textOf),
    title: textOf(test["title"], `${where}.title`),
    ...optional(test, "environment", where, textOf),
    ...optional(test, "occurrence", where, (count, at) => integerOf(count, at, 1)),
  };
}

function decodeLimit(value: unknown, where: string): Readonly<Record<string, RuleOption>> {
  return Object.fromEntries(
    Object.entries(membersOf(value, where)).map(([name, option]) => {
      if (typeof option === "string" || typeof option === "number" || typeof option === "boolean")
        return [name, option];
      if (Array.isArray(option)) return [name, listOf(option, `${where}.${name}`, textOf)];
      throw new Refusal(`${where}.${name} is no option of a rule`);
    }),
  );
}
