import type { RuleEntry } from "@tollgate/model";
import { rules } from "./registry.ts";

/**
 * The entries with the built-in rules before them. A built-in rule is left out only where the policy configures it
 * for the whole repository: an entry for one package or kind comes on top.
 */
export function withBuiltInRules(entries: readonly RuleEntry[]): readonly RuleEntry[] {
  const configured = new Set(
    entries
      .filter(({ scope }) => scope.package === undefined && scope.kind === undefined)
      .map(({ rule }) => rule),
  );
  const builtIn = rules
    .filter((rule) => rule.builtIn && !configured.has(rule.id))
    .map(({ id }): RuleEntry => ({ rule: id, scope: {}, mode: "enforce", options: {} }));
  return [...builtIn, ...entries];
}
