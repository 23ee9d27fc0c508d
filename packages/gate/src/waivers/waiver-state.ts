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
import { covers } from "./covers.ts";

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
  if (exceeded.has(waiver.id))
    return { state: "exceeded", why: "What was found is beyond its limit, so the rule bites." };
  if (!used.has(waiver.id)) return { state: "unused", why: whyUnused(waiver, entries) };
  const left = daysBetween(date, waiver.expires);
  if (left > soon) return { state: "active", why: `It helps until ${waiver.expires}.` };
  const when = left === 0 ? "today" : `in ${plural(left, "day")}`;
  return { state: "expiring", why: `It ends ${when}, after ${waiver.expires}; then the rule bites.` };
}

function whyUnused({ rule, scope, test }: Waiver, entries: readonly RuleEntry[]): string {
  const own = entries.filter((entry) => entry.rule === rule);
  if (own.length === 0) return `The policy does not ask for ${rule}, so there is nothing to waive.`;
  const waivedBy = rules.find(({ id }) => id === rule)?.waivedBy;
  if (test !== undefined)
    return waivedBy === "tests"
      ? "The test that it names did not disappear here: once the change that it is for is merged, remove the waiver."
      : "The test that it names does not fail in this way here: if it is mended, remove the waiver.";
  if (waivedBy === "places" || own.some((entry) => covers(scope, entry.scope)))
    return "The rule passes without it: if that stays so, remove the waiver.";
  return `The policy has ${rule} for ${own.map((entry) => scopeLabel(entry.scope)).join("; ")}, and none of that lies in ${scopeLabel(scope)}: give the waiver the scope of an entry.`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
