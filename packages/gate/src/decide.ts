import {
  compareText,
  type Decision,
  type Digest,
  type IsoDate,
  isFailing,
  type Policy,
  type Report,
  type RuleEntry,
  type RuleResult,
  usageError,
} from "@tollgate/model";
import { withBuiltInRules } from "./built-in-entries.ts";
import { effectOf, modeOn, outcomeOf } from "./effect.ts";
import { scopeDoubt } from "./evidence/scope.ts";
import { unknownOf } from "./judgement.ts";
import { nearestNames } from "./nearest-names.ts";
import { rules } from "./registry.ts";
import type { Rule } from "./rule.ts";
import { summaryOf } from "./summary.ts";

export type DecideOptions = {
  /** Name and version of what judges. */
  readonly engine: string;
  readonly policyDigest: Digest;
  /** The day of the judgement in UTC. */
  readonly date: IsoDate;
};

/**
 * Judges a report by a policy and the built-in rules. Depends on its arguments only: equal ones give the same bytes.
 * Throws a usage error for a rule that does not exist or an option that its rule refuses.
 */
export function decide(
  report: Report,
  policy: Policy,
  { engine, policyDigest, date }: DecideOptions,
): Decision {
  const results = withBuiltInRules(policy).map((entry) => judgeEntry(report, entry, date));
  const outcome = outcomeOf(results.map(({ effect }) => effect));
  const { baseline } = report;
  return {
    schema: "tollgate/decision/1",
    outcome,
    summary: summaryOf(outcome, results),
    subject: report.subject,
    date,
    rules: results,
    counts: {
      tests: report.tests.length,
      failing: report.tests.filter(({ status }) => isFailing(status)).length,
      flaky: report.tests.filter(({ flaky }) => flaky).length,
      problems: report.problems.length,
    },
    inputs: {
      policy: policyDigest,
      evidence: [...new Set(report.inputs.map(({ id }) => id))].sort(compareText),
      ...(baseline === undefined
        ? {}
        : {
            baseline: { how: baseline.how, ...(baseline.sha === undefined ? {} : { sha: baseline.sha }) },
          }),
    },
    engine,
  };
}

function judgeEntry(report: Report, entry: RuleEntry, date: IsoDate): RuleResult {
  const { rule: id, scope, mode, enforceFrom, severity = "error", options, place } = entry;
  const rule = ruleOf(id);
  const doubt = scopeDoubt(report, scope);
  const judgement = doubt === undefined ? rule.judge({ report, scope, options }) : unknownOf([doubt], []);
  return {
    rule: id,
    title: rule.title,
    scope,
    mode,
    ...(enforceFrom === undefined ? {} : { enforceFrom }),
    severity,
    answer: judgement.answer,
    effect: effectOf(judgement, modeOn(date, { mode, enforceFrom })),
    message: judgement.message,
    remedy: judgement.answer === "pass" ? "" : judgement.remedy,
    facts: judgement.facts,
    violations: judgement.answer === "pass" ? [] : judgement.violations,
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
