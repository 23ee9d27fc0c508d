import type { Decision, Outcome, RuleResult } from "@tollgate/model";
import { plural } from "@tollgate/text";
import { helpingWaivers } from "./waiver-words.ts";

/** A sign that also plain fonts have, the word for the outcome, and why. */
export type VerdictWords = { readonly sign: string; readonly word: string; readonly why: string };

const words: Readonly<Record<Outcome, Omit<VerdictWords, "why">>> = {
  allow: { sign: "✔", word: "Allow" },
  block: { sign: "✘", word: "Block" },
  hold: { sign: "◌", word: "Hold" },
};

/** As much of a decision as its verdict says. */
export type Verdict = Pick<Decision, "outcome" | "summary" | "override"> & {
  readonly rules: readonly Pick<RuleResult, "effect" | "waivers">[];
};

/** How a verdict is said: the summary without its own word for the outcome. What is waived or overridden is never plain. */
export function verdictWords(decision: Verdict): VerdictWords {
  const { outcome, summary, override } = decision;
  const why = summary.replace(/^(?:Allowed(?: with \d+ waivers?)?|Blocked|On hold): /, "");
  if (override !== undefined) return { sign: "⚠", word: "Allow (override)", why };
  const waivers = outcome === "allow" ? helpingWaivers(decision).length : 0;
  if (waivers > 0) return { sign: "◐", word: `Allow with ${plural(waivers, "waiver")}`, why };
  return { ...words[outcome], why };
}

/** True when the change passes and not everything is as wanted. */
export function isAllowedInDoubt(decision: Verdict): boolean {
  return (
    decision.outcome === "allow" && (decision.override !== undefined || helpingWaivers(decision).length > 0)
  );
}

/** Rules say one sentence each, which begins with a capital or a figure. */
export function firstSentence(text: string): readonly [first: string, rest: string] {
  const end = /[.!?] (?=[\p{Lu}\d])/u.exec(text.slice(0, 400));
  if (end === null) return [text, ""];
  return [text.slice(0, end.index + 1), text.slice(end.index + 2)];
}
