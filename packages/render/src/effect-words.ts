import type { RuleResult } from "@tollgate/model";

/** What an answer does to the outcome, in a word: `blocks`; nothing for a pass. */
export function effectWords({ effect, answer }: Pick<RuleResult, "effect" | "answer">): string {
  if (effect === "none") return answer === "pass" ? "" : "observed";
  return effect === "waived" ? effect : `${effect}s`;
}
