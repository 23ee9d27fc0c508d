import { decide } from "@tollgate/gate";
import {
  type ComparedResult,
  type ComparedRule,
  type Decision,
  type Digest,
  type IsoDate,
  type Policy,
  type PolicyEffect,
  type Report,
  type RuleResult,
  scopeLabel,
} from "@tollgate/model";

/** A policy, and the report of a run as it is under it: what must arrive is the policy's to say. */
export type JudgedUnder = { readonly policy: Policy; readonly digest: Digest; readonly report: Report };

/** What another policy does to the verdict on one run. Depends on its arguments only. */
export function comparePolicies(
  present: JudgedUnder,
  proposed: JudgedUnder,
  options: { readonly engine: string; readonly date: IsoDate },
): PolicyEffect {
  const [before, after] = [present, proposed].map(({ policy, digest, report }) =>
    decide(report, policy, { ...options, policyDigest: digest }),
  ) as [Decision, Decision]; // two in, two out
  return {
    before: { outcome: before.outcome, summary: before.summary },
    after: { outcome: after.outcome, summary: after.summary },
    changes: changesBetween(before.rules, after.rules),
  };
}

function changesBetween(
  before: readonly RuleResult[],
  after: readonly RuleResult[],
): readonly ComparedRule[] {
  const [was, is] = [byQuestion(before), byQuestion(after)];
  const keys = [...is.keys(), ...[...was.keys()].filter((key) => !is.has(key))];
  return keys.flatMap((key) => {
    const [old, now] = [was.get(key), is.get(key)];
    const about = now ?? old;
    if (about === undefined || (old?.effect ?? "none") === (now?.effect ?? "none")) return [];
    return [
      {
        ...{ rule: about.rule, title: about.title, scope: scopeLabel(about.scope) },
        ...(old === undefined ? {} : { before: resultOf(old) }),
        ...(now === undefined ? {} : { after: resultOf(now) }),
      },
    ];
  });
}

/** By rule, scope and what is measured; further entries that are alike in these by their order. */
function byQuestion(results: readonly RuleResult[]): ReadonlyMap<string, RuleResult> {
  const found = new Map<string, RuleResult>();
  for (const result of results) {
    const keys = result.facts.map(({ key }) => key).sort();
    const question = [result.rule, scopeLabel(result.scope), ...keys].join("\0");
    let at = 1;
    while (found.has(`${question}\0${at}`)) at++;
    found.set(`${question}\0${at}`, result);
  }
  return found;
}

function resultOf({ answer, effect, message }: RuleResult): ComparedResult {
  return { answer, effect, message };
}
