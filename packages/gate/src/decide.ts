import {
  compareText,
  type Decision,
  type Digest,
  type FiledWaiver,
  type IsoDate,
  isFailing,
  type OverrideRequest,
  type Policy,
  type Report,
  type RuleEntry,
  type RuleEvidence,
  type RuleResult,
  type Scope,
  usageError,
  type Waiver,
} from "@tollgate/model";
import { withBuiltInRules } from "./built-in-entries.ts";
import { effectOf, modeOn, outcomeOf } from "./effect.ts";
import type { Gap } from "./evidence/gap.ts";
import { inputsWithin, scopeDoubt, type Topic } from "./evidence/scope.ts";
import { type GivenInputs, inputsOf } from "./inputs.ts";
import { unknownOf } from "./judgement.ts";
import { nearestNames } from "./nearest-names.ts";
import { overridden } from "./override.ts";
import { policyOf } from "./policy-of.ts";
import { policyResults } from "./policy-results.ts";
import { rules } from "./registry.ts";
import type { Rule } from "./rule.ts";
import { summaryOf } from "./summary.ts";
import { type JudgedEntry, judgeEntries } from "./waivers/judge-entries.ts";
import { type JudgeAgain, type Waived, waive } from "./waivers/waive.ts";

export type DecideOptions = {
  /** Name and version of what judges. */
  readonly engine: string;
  readonly policyDigest: Digest;
  /** The day of the judgement in UTC. */
  readonly date: IsoDate;
  /** As they lie in the repository. @default none */
  readonly waivers?: readonly FiledWaiver[];
  /** Break-glass, where the policy allows it and somebody asks for it. */
  readonly override?: OverrideRequest;
  /** What else the decision rests on. */
  readonly inputs?: GivenInputs;
};

/**
 * Judges a report by a policy and the built-in rules. Depends on its arguments only: equal ones give the same bytes.
 * Throws a usage error for a rule that does not exist or an option that its rule refuses.
 */
export function decide(
  report: Report,
  policy: Policy,
  { engine, policyDigest, date, waivers: filed = [], override: request, inputs }: DecideOptions,
): Decision {
  const terms = { date, ...(policy.waivers === undefined ? {} : { waivers: policy.waivers }) };
  const judged = judgeEntries(withBuiltInRules(policy), filed, terms, (entry, usable) =>
    judgeEntry(report, entry, date, usable),
  );
  const { waivers } = judged;
  const results = [...policyResults(report), ...judged.results];
  const { outcome, override } = overridden(outcomeOf(results.map(({ effect }) => effect)), request);
  return {
    schema: "tollgate/decision/1",
    outcome,
    summary: summaryOf(outcome, results, override),
    subject: report.subject,
    date,
    ...policyOf(policy),
    rules: results,
    ...(waivers.length === 0 ? {} : { waivers }),
    ...(override === undefined ? {} : { override }),
    counts: {
      tests: report.tests.length,
      failing: report.tests.filter(({ status }) => isFailing(status)).length,
      flaky: report.tests.filter(({ flaky }) => flaky).length,
      problems: report.problems.length,
    },
    inputs: inputsOf(report, policyDigest, inputs),
    engine,
  };
}

function judgeEntry(
  report: Report,
  entry: RuleEntry,
  date: IsoDate,
  waivers: readonly Waiver[],
): JudgedEntry {
  const { scope, options } = entry;
  const rule = ruleOf(entry.rule);
  const [fault] = rule.check?.(options) ?? [];
  if (fault !== undefined)
    throw usageError(`A rule ${rule.id} has ${fault.found}; allowed: ${fault.allowed}.`, fault.remedy);
  const doubt = untoldEnvironment(rule, scope) ?? scopeDoubt(report, scope);
  const judge: JudgeAgain = (changed) =>
    doubt === undefined ? rule.judge({ report, scope, options, ...changed }) : unknownOf([doubt], []);
  const waived = waive(rule, entry, judge({}), { report, waivers }, judge);
  const evidence = evidenceOf(report, scope, rule.topic);
  const result = resultOf(rule, entry, date, waived);
  return {
    result: evidence.count === 0 ? result : { ...result, evidence },
    exceeded: waived.exceeded,
  };
}

/** How many paths a result names: the digests of all evidence stand in `inputs`. */
const named = 10;

function evidenceOf(report: Report, scope: Scope, topic: Topic): RuleEvidence {
  const paths = inputsWithin(report, scope, topic).map(({ input }) => input.path);
  return { count: paths.length, paths: [...new Set(paths)].sort(compareText).slice(0, named) };
}

/** Coverage, runs and findings are not told by environment. */
function untoldEnvironment({ id, byEnvironment }: Rule, { environment }: Scope): Gap | undefined {
  if (environment === undefined || byEnvironment === true) return undefined;
  return {
    cause: "absent",
    what: `${id} cannot be told for the environment "${environment}" alone`,
    remedy: "Leave `environment` out of the entry.",
  };
}

function resultOf(
  rule: Rule,
  { scope, mode, enforceFrom, severity = "error", place }: RuleEntry,
  date: IsoDate,
  { judgement, isWaived, by }: Waived,
): RuleResult {
  const effect = effectOf(judgement, modeOn(date, { mode, enforceFrom }));
  return {
    rule: rule.id,
    title: rule.title,
    scope,
    mode,
    ...(enforceFrom === undefined ? {} : { enforceFrom }),
    severity,
    answer: judgement.answer,
    effect: isWaived && effect !== "none" ? "waived" : effect,
    message: judgement.message,
    remedy: judgement.answer === "pass" ? "" : judgement.remedy,
    facts: judgement.facts,
    violations: judgement.answer === "pass" ? [] : judgement.violations,
    ...(by.length === 0 ? {} : { waivers: by.toSorted(compareText) }),
    ...(place === undefined ? {} : { place }),
  };
}

function ruleOf(id: string): Rule {
  const rule = rules.find((candidate) => candidate.id === id);
  if (rule !== undefined) return rule;
  const ids = rules.map((candidate) => candidate.id);
  const near = nearestNames(id, ids);
  throw usageError(
    `There is no rule "${id}".`,
    near.length > 0 ? `Did you mean ${near.join(" or ")}?` : `There are ${ids.join(", ")}.`,
  );
}
