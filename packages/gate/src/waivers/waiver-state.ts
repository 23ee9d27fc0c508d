import {
  daysBetween,
  type FiledWaiver,
  type IsoDate,
  type JudgedWaiver,
  type Policy,
  type RuleEntry,
  type Waiver,
} from "@tollgate/model";
import { plural } from "@tollgate/text";
import { rules } from "../registry.ts";
import { looserMembers } from "../strictness.ts";
import { limited } from "./limits.ts";
import { coveredBy, whyNever } from "./why-never.ts";

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

/** The waiver with its state where nothing is judged: what helps does so wherever a rule needs it. */
export function standingWaiver(
  filed: FiledWaiver,
  terms: WaiverTerms,
  entries: readonly RuleEntry[],
): JudgedWaiver {
  const { waiver, approval } = filed;
  return {
    ...waiver,
    ...(whyUseless(filed, terms) ?? whyNever(waiver, entries) ?? helping(waiver, terms.date)),
    approval,
  };
}

type Standing = Pick<JudgedWaiver, "state" | "why">;

function stateInUse(waiver: Waiver, date: IsoDate, { used, exceeded, entries }: WaiverUse): Standing {
  if (used.has(waiver.id)) return helping(waiver, date);
  const never = whyNever(waiver, entries);
  if (never !== undefined) return never;
  return exceeded.has(waiver.id)
    ? { state: "exceeded", why: whyExceeded(waiver, entries) }
    : { state: "unused", why: whyNotNeeded(waiver) };
}

function helping({ expires }: Waiver, date: IsoDate): Standing {
  const left = daysBetween(date, expires);
  if (left > soon) return { state: "active", why: `It helps until ${expires}.` };
  const when = left === 0 ? "today" : `in ${plural(left, "day")}`;
  return { state: "expiring", why: `It ends ${when}, after ${expires}; then the rule bites.` };
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

function whyNotNeeded({ rule, test }: Waiver): string {
  if (test === undefined) return "The rule passes without it: if that stays so, remove the waiver.";
  return rules.find(({ id }) => id === rule)?.waivedBy === "tests"
    ? "The test that it names did not disappear here: once the change that it is for is merged, remove the waiver."
    : "The test that it names does not fail in this way here: if it is mended, remove the waiver.";
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
