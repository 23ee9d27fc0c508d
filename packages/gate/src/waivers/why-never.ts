import { type JudgedWaiver, type RuleEntry, scopeLabel, type Waiver } from "@tollgate/model";
import { rules } from "../registry.ts";
import { looserMembers } from "../strictness.ts";
import { covers } from "./covers.ts";
import { canBePart, limited } from "./limits.ts";

/** Why a waiver helps nothing that the policy asks for, whatever is found; `undefined` for one that may. */
export function whyNever(
  waiver: Waiver,
  entries: readonly RuleEntry[],
): Pick<JudgedWaiver, "state" | "why"> | undefined {
  const why = whyPointless(waiver, entries);
  return why === undefined ? undefined : { state: "unused", why };
}

/** The entries that lie in its scope. */
export function coveredBy({ rule, scope }: Waiver, entries: readonly RuleEntry[]): readonly RuleEntry[] {
  return entries.filter((entry) => entry.rule === rule && covers(scope, entry.scope));
}

function whyPointless(waiver: Waiver, entries: readonly RuleEntry[]): string | undefined {
  const { rule, scope, test, limit = {} } = waiver;
  const own = entries.filter((entry) => entry.rule === rule);
  if (own.length === 0) return `The policy does not ask for ${rule}, so there is nothing to waive.`;
  if (test !== undefined) return undefined;
  const covered = coveredBy(waiver, own);
  if (covered.length > 0) {
    if (!allowsNothing(waiver, covered)) return undefined;
    const asked = Object.entries(limit).map(([name, value]) => `${name}: ${value}`);
    return `Its limit (${asked.join(", ") || "nothing"}) asks for no less than the policy does, so it allows nothing: write a weaker one, or remove the waiver.`;
  }
  if (rules.find(({ id }) => id === rule)?.waivedBy !== "places")
    return `The policy has ${rule} for ${own.map((entry) => scopeLabel(entry.scope)).join("; ")}, and none of that lies in ${scopeLabel(scope)}: give the waiver the scope of an entry.`;
  return canBePart(waiver)
    ? undefined
    : `It is for a part of what the policy has ${rule} for, and there a waiver takes neither \`limit\` nor \`kind\`: leave them out, or give it the scope of an entry.`;
}

/** A limit that is nowhere weaker than what the policy asks for, so that nothing can be within it alone. */
export function allowsNothing(waiver: Waiver, covered: readonly RuleEntry[]): boolean {
  return (
    waiver.limit !== undefined &&
    waiver.coversUnknown !== true &&
    covered.every((entry) => looserMembers(limited(entry, waiver), entry).length === 0)
  );
}
