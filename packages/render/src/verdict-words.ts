import type { Outcome } from "@tollgate/model";

/** A sign that also plain fonts have, the word for the outcome, and why. */
export type VerdictWords = { readonly sign: string; readonly word: string; readonly why: string };

const words: Readonly<Record<Outcome, Omit<VerdictWords, "why">>> = {
  allow: { sign: "✔", word: "Allow" },
  block: { sign: "✘", word: "Block" },
  hold: { sign: "◌", word: "Hold" },
};

/** How a verdict is said: the summary without its own word for the outcome. */
export function verdictWords(outcome: Outcome, summary: string): VerdictWords {
  return { ...words[outcome], why: summary.replace(/^(?:Allowed|Blocked|On hold): /, "") };
}
