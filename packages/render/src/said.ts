import type { Decision } from "@tollgate/model";

/** Sentences that stand in the verdict: they are not said twice. */
export type Said = readonly string[];

/** Messages of rules that the verdict tells. */
export function saidOf({ summary, rules }: Decision): Said {
  return rules.map(({ message }) => message).filter((message) => message !== "" && summary.includes(message));
}

/** What of an advice the verdict does not say. */
export function unsaid(advice: string, said: Said): string {
  return said.reduce((text, known) => text.replace(known, () => ""), advice).trim();
}
