import {
  type IsoDate,
  isWholeRepository,
  type Mode,
  type Policy,
  type ReportSpec,
  type RuleEntry,
} from "@tollgate/model";
import { modeOn } from "./effect.ts";
import { rules } from "./registry.ts";
import { minimumTests } from "./rules/minimum-tests/rule.ts";

/**
 * The entries of a policy with the built-in ones before them. A built-in rule is left out only where the policy
 * configures it for the whole repository: an entry for one package or kind comes on top.
 */
export function withBuiltInRules({ rules: entries, reports }: Policy): readonly RuleEntry[] {
  const builtIn = rules
    .filter(({ builtIn, id }) => builtIn && repositoryEntries(entries, id).length === 0)
    .map(({ id }): RuleEntry => ({ rule: id, scope: {}, mode: "enforce", options: {} }));
  return [...builtIn, ...promisedKinds(entries, reports), ...entries];
}

/**
 * One test at least of every kind of tests whose reports the policy requires: coverage alone, or a report of skipped tests, keeps
 * no such promise. As strict as the policy is about the number of tests in the repository; an entry for the kind
 * replaces it.
 */
function promisedKinds(entries: readonly RuleEntry[], reports: readonly ReportSpec[]): readonly RuleEntry[] {
  const rule = minimumTests.id;
  const told = new Set(
    entries
      .filter((entry) => entry.rule === rule && isWholeRepository(entry.scope))
      .map(({ scope }) => scope.kind),
  );
  const mode = strictest(repositoryEntries(entries, rule).map((entry) => entry.mode));
  const promised = new Map<string, RuleEntry>();
  for (const { kind, required, about, place } of reports)
    if (required && about === undefined && !told.has(kind) && !promised.has(kind))
      promised.set(kind, { rule, scope: { kind }, mode, options: {}, place });
  return [...promised.values()];
}

/** Built-in rules that the policy names for the repository and on that day enforces nowhere there: they decide nothing. */
export function softenedRules({ rules: entries }: Pick<Policy, "rules">, date: IsoDate): readonly string[] {
  return rules
    .filter(({ builtIn }) => builtIn)
    .map(({ id }) => id)
    .filter(
      (id) =>
        strictest(
          repositoryEntries(entries, id).map(({ mode, enforceFrom }) => modeOn(date, { mode, enforceFrom })),
        ) !== "enforce",
    );
}

function repositoryEntries(entries: readonly RuleEntry[], id: string): readonly RuleEntry[] {
  return entries.filter(
    ({ rule, scope }) => rule === id && isWholeRepository(scope) && scope.kind === undefined,
  );
}

/** `enforce` where nothing is configured. */
function strictest(modes: readonly Mode[]): Mode {
  return (["enforce", "warn", "observe"] as const).find((mode) => modes.includes(mode)) ?? "enforce";
}
