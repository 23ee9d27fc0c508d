import type { Mode, Outcome, RuleResult } from "@tollgate/model";
import type { Judgement } from "./rule.ts";

type Effect = RuleResult["effect"];

/** What a judgement does. Enforced, a failure and broken evidence block, and absent evidence holds; unknown never passes. */
export function effectOf(judgement: Judgement, mode: Mode): Effect {
  if (judgement.answer === "pass" || mode === "observe") return "none";
  if (mode === "warn") return "warn";
  return judgement.answer === "unknown" && judgement.cause === "absent" ? "hold" : "block";
}

/** Blocks when one rule blocks, holds when one holds. */
export function outcomeOf(effects: readonly Effect[]): Outcome {
  if (effects.includes("block")) return "block";
  return effects.includes("hold") ? "hold" : "allow";
}
