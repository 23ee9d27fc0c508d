import {
  daysBetween,
  type FiledWaiver,
  type IsoDate,
  type JudgedWaiver,
  type Policy,
  type RuleEntry,
  scopeLabel,
  type Waiver,
  type WaiverState,
} from "@tollgate/model";
import { plural } from "@tollgate/text";
import { rules } from "../registry.ts";
import { looserMembers } from "../strictness.ts";
import { covers } from "./covers.ts";
import { canBePart, limited } from "./limits.ts";

/** How many days before its end a waiver is told to end. */
const soon = 7;

/** What the judged rules say about waivers, by their path. */
export type WaiverUse = {
  readonly used: ReadonlySet<string>;
  readonly exceeded: ReadonlySet<string>;
  readonly entries: readonly RuleEntry[];
};

/** The day of the judgement, and what the policy asks of waivers. */
export type WaiverTerms = { readonly date: IsoDate } & Pick<Policy, "waivers">;

/** Why a waiver cannot help, whatever the rules say; `undefined` for one that may. */
export function whyUseless(
  { waiver, isPending, approval }: FiledWaiver,
  { date, waivers }: WaiverTerms,
): Pick<JudgedWaiver, "state" | "why"> | undefined {
  if (date > waiver.expires)
    return { state: "expired", why: `It ended with ${waiver.expires}: mend what it is about, or remove it.` };
  if (isPending)
    return {
      state: "pending",
      why: "Only this change has it: it helps from when the base branch has it, by a change of its own.",
    };
  if (approval.verdict === "self")
    return { state: "self-approved", why: `${capital(approval.why)}: another owner must approve it.` };
  if (approval.verdict === "unverified" && waivers?.approval === "required")
    return {
      state: "unapproved",
      why: "The policy wants it proven that an owner who did not write it approved it (`waivers: { approval: required }`).",
    };
  return undefined;
}

/** The waiver with its state. */
export function judgedWaiver(filed: FiledWaiver, terms: WaiverTerms, use: WaiverUse): JudgedWaiver {
  const { waiver, approval } = filed;
  return { ...waiver, ...(whyUseless(filed, terms) ?? stateInUse(waiver, terms.date, use)), approval };
}

function stateInUse(
  waiver: Waiver,
  date: IsoDate,
  { used, exceeded, entries }: WaiverUse,
): { readonly state: WaiverState; readonly why: string } {
  if (exceeded.has(waiver.id) && !allowsNothing(waiver, entries))
    return { state: "exceeded", why: whyExceeded(waiver, entries) };
  if (!used.has(waiver.id)) return { state: "unused", why: whyUnused(waiver, entries) };
  const left = daysBetween(date, waiver.expires);
  if (left > soon) return { state: "active", why: `It helps until ${waiver.expires}.` };
  const when = left === 0 ? "today" : `in ${plural(left, "day")}`;
  return { state: "expiring", why: `It ends ${when}, after ${waiver.expires}; then the rule bites.` };
}

function whyExceeded(waiver: Waiver, entries: readonly RuleEntry[]): string {
  const stricter = coveredBy(waiver, entries).flatMap((entry) =>
    looserMembers(entry, limited(entry, waiver)),
  );
  const more =
    stricter.length === 0
      ? ""
      : ` In ${[...new Set(stricter)].join(" and ")} the limit asks for more than the policy.`;
  return `What was found is beyond its limit, so the rule bites.${more}`;
}

/** A limit that is nowhere weaker than what the policy asks for, so that nothing can be within it alone. */
function allowsNothing(waiver: Waiver, entries: readonly RuleEntry[]): boolean {
  const covered = waiver.limit === undefined ? [] : coveredBy(waiver, entries);
  return (
    covered.length > 0 && covered.every((entry) => looserMembers(limited(entry, waiver), entry).length === 0)
  );
}

function coveredBy({ rule, scope }: Waiver, entries: readonly RuleEntry[]): readonly RuleEntry[] {
  return entries.filter((entry) => entry.rule === rule && covers(scope, entry.scope));
}

function whyUnused(waiver: Waiver, entries: readonly RuleEntry[]): string {
  const { rule, scope, test, limit = {} } = waiver;
  if (allowsNothing(waiver, entries)) {
    const asked = Object.entries(limit).map(([name, value]) => `${name}: ${value}`);
    return `Its limit (${asked.join(", ")}) asks for no less than the policy does, so it allows nothing: write a weaker one, or remove the waiver.`;
  }
  const own = entries.filter((entry) => entry.rule === rule);
  if (own.length === 0) return `The policy does not ask for ${rule}, so there is nothing to waive.`;
  const waivedBy = rules.find(({ id }) => id === rule)?.waivedBy;
  if (test !== undefined)
    return waivedBy === "tests"
      ? "The test that it names did not disappear here: once the change that it is for is merged, remove the waiver."
      : "The test that it names does not fail in this way here: if it is mended, remove the waiver.";
  const isWhole = own.some((entry) => covers(scope, entry.scope));
  if (!isWhole && waivedBy === "places" && !canBePart(waiver))
    return `It is for a part of what the policy has ${rule} for, and there a waiver takes neither \`limit\` nor \`kind\`: leave them out, or give it the scope of an entry.`;
  if (isWhole || waivedBy === "places")
    return "The rule passes without it: if that stays so, remove the waiver.";
  return `The policy has ${rule} for ${own.map((entry) => scopeLabel(entry.scope)).join("; ")}, and none of that lies in ${scopeLabel(scope)}: give the waiver the scope of an entry.`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
