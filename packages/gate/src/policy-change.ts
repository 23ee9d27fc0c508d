import type { Decision, Policy, Report, RuleChange, RuleEntry, RuleResult, RuleStand } from "@tollgate/model";
import { withBuiltInRules } from "./built-in-entries.ts";
import { policyResults } from "./policy-results.ts";
import { looserMembers, subjectOf } from "./strictness.ts";

/** A policy, what it was asked about, and what came of it. */
export type JudgedPolicy = {
  readonly policy: Policy;
  readonly report: Report;
  readonly decision: Decision;
};

/** What another policy would change, rule by rule: answers, effects and what is asked. In the order of the one that judges. */
export function ruleChanges(judging: JudgedPolicy, proposed: JudgedPolicy): readonly RuleChange[] {
  const before = groupsOf(judging);
  const after = groupsOf(proposed);
  const subjects = [...new Set([...before.keys(), ...after.keys()])];
  return subjects.flatMap((subject) => changesOf(before.get(subject) ?? [], after.get(subject) ?? []));
}

type Asked = { readonly entry: RuleEntry; readonly result: RuleResult };

function groupsOf({ policy, report, decision }: JudgedPolicy): ReadonlyMap<string, readonly Asked[]> {
  const results = decision.rules.slice(policyResults(report).length);
  const groups = new Map<string, Asked[]>();
  for (const [i, entry] of withBuiltInRules(policy).entries()) {
    const result = results[i];
    if (result === undefined) continue;
    const subject = subjectOf(entry);
    const group = groups.get(subject);
    if (group === undefined) groups.set(subject, [{ entry, result }]);
    else group.push({ entry, result });
  }
  return groups;
}

/** Of entries about the same, those of one place in the list belong together. */
function changesOf(before: readonly Asked[], after: readonly Asked[]): readonly RuleChange[] {
  const changes: RuleChange[] = [];
  for (let i = 0; i < Math.max(before.length, after.length); i++) {
    const change = changeOf(before[i], after[i]);
    if (change !== undefined) changes.push(change);
  }
  return changes;
}

function changeOf(before: Asked | undefined, after: Asked | undefined): RuleChange | undefined {
  const asked = before ?? after;
  if (asked === undefined) return undefined;
  const looser = before === undefined || after === undefined ? [] : looserMembers(after.entry, before.entry);
  const message = messageOf(before?.result, after?.result, looser);
  if (message === undefined) return undefined;
  const { rule, title, scope } = asked.result;
  return {
    ...{ rule, title, scope },
    ...(before === undefined ? {} : { before: standOf(before.result) }),
    ...(after === undefined ? {} : { after: standOf(after.result) }),
    message,
  };
}

function standOf({ mode, answer, effect, message, place }: RuleResult): RuleStand {
  return { mode, answer, effect, message, ...(place === undefined ? {} : { place }) };
}

/** What the other policy does about a rule; nothing where it makes no difference here and asks for no less. */
function messageOf(
  before: RuleResult | undefined,
  after: RuleResult | undefined,
  looser: readonly string[],
): string | undefined {
  if (before === undefined) return after === undefined ? undefined : addedWords(after);
  const stops = isStopping(before);
  if (after === undefined)
    return stops
      ? `It would not be asked, which would have let this pass: ${before.message}`
      : "It would not be asked any more.";
  if (stops && !isStopping(after))
    return after.answer === "pass"
      ? `This would have let pass what it ${verbs[before.effect]}: ${before.message}`
      : `It would ${softWords(after)}, which would have let this pass: ${before.message}`;
  if (!stops && isStopping(after)) return `This would ${after.effect}: ${after.message}`;
  if (before.effect !== after.effect || before.answer !== after.answer)
    return `It would say "${after.answer}" where it says "${before.answer}": ${after.message}`;
  return looser.length === 0 ? undefined : `It would ask for less (${looser.join(", ")}).`;
}

/** What becomes of a rule that does not pass and stops nothing. */
function softWords({ effect }: RuleResult): string {
  if (effect === "waived") return "be waived";
  return effect === "warn" ? "only warn" : "only be shown";
}

function addedWords(after: RuleResult): string {
  if (isStopping(after)) return `It is new and would ${after.effect}: ${after.message}`;
  return `It is new: ${after.message}`;
}

const verbs = { block: "blocks", hold: "holds", warn: "warns of", none: "shows", waived: "waives" } as const;

function isStopping({ effect }: RuleResult): boolean {
  return effect === "block" || effect === "hold";
}
