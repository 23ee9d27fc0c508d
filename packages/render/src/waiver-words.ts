import {
  type Decision,
  type Fingerprint,
  isHelping,
  type JudgedWaiver,
  type MergedCase,
  type RuleResult,
  scopeLabel,
  testRefKey,
  testRefOf,
} from "@tollgate/model";

/** Waivers because of which a rule that is not as wanted does not decide. */
export function helpingWaivers({
  rules,
}: {
  readonly rules: readonly Pick<RuleResult, "effect" | "waivers">[];
}): readonly string[] {
  const waived = rules.filter(({ effect }) => effect === "waived");
  return [...new Set(waived.flatMap(({ waivers = [] }) => waivers))];
}

/** Those that do not help first: they are to be looked at. */
export function waiversToTell({ waivers = [] }: Pick<Decision, "waivers">): readonly JudgedWaiver[] {
  return [
    ...waivers.filter(({ state }) => !isHelping(state)),
    ...waivers.filter(({ state }) => state === "expiring"),
    ...waivers.filter(({ state }) => state === "active"),
  ];
}

/** `no-failing-tests for cart > adds (unit test of @shop/api)`, `coverage for @shop/api, unit up to min 70%` */
export function waiverTarget({ rule, scope, test, limit }: JudgedWaiver): string {
  if (test !== undefined) {
    const { title, kind, package: owner, environment } = test;
    const where = environment === undefined ? "" : `, ${environment}`;
    return `${rule} for ${title} (${kind} test of ${owner}${where})`;
  }
  const bounds = Object.entries(limit ?? {}).map(([name, value]) => `${name} ${value}`);
  return `${rule} for ${scopeLabel(scope)}${bounds.length === 0 ? "" : ` up to ${bounds.join(", ")}`}`;
}

/** Why it is there and how it stands. */
export function waiverNote({ reason, owner, ticket, why, approval, coversUnknown }: JudgedWaiver): string {
  const tracked = ticket === undefined ? "" : `, ${ticket}`;
  const unknown = coversUnknown === true ? " It covers what is unknown, too." : "";
  const approved = approval.verdict === "self" ? "" : ` ${approvalWords[approval.verdict]}: ${approval.why}.`;
  return `${ended(reason)} (${owner}${tracked}) ${why}${unknown}${approved}`;
}

const approvalWords = { approved: "Approved", unverified: "Approval unverified" } as const;

function ended(sentence: string): string {
  return /[.!?]$/.test(sentence) ? sentence : `${sentence}.`;
}

/** What a decision says of failing tests, by test. */
export type ToldFailures = {
  readonly failureOf: (test: MergedCase) => Fingerprint | undefined;
  /** A waiver excuses it, and no rule that is in the way names it without one. */
  readonly isWaived: (test: MergedCase) => boolean;
};

export function toldFailures({ rules }: Decision): ToldFailures {
  const failures = new Map<string, Fingerprint>();
  const waived = new Set<string>();
  const inTheWay = new Set<string>();
  for (const { effect, violations } of rules) {
    for (const { test, failure, waiver } of violations) {
      if (test === undefined) continue;
      const key = testRefKey(test);
      if (failure !== undefined) failures.set(key, failure);
      if (waiver !== undefined) waived.add(key);
      else if (effect === "block" || effect === "hold") inTheWay.add(key);
    }
  }
  return {
    failureOf: (test) => failures.get(testRefKey(testRefOf(test))),
    isWaived: (test) => {
      const key = testRefKey(testRefOf(test));
      return waived.has(key) && !inTheWay.has(key);
    },
  };
}
