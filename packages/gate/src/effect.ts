import type { IsoDate, Mode, Outcome, RuleEntry, RuleResult } from "@tollgate/model";
import type { Judgement } from "./rule.ts";

type Effect = RuleResult["effect"];

/** What a judgement does. Enforced, a failure and broken evidence block, and absent evidence holds; unknown never passes. */
export function effectOf(judgement: Judgement, mode: Mode): Effect {
  if (judgement.answer === "pass" || mode === "observe") return "none";
  if (mode === "warn") return "warn";
  return judgement.answer === "unknown" && judgement.cause === "absent" ? "hold" : "block";
}

/** The mode of an entry on a day: an enforced one that is not due yet only warns. */
export function modeOn(
  date: IsoDate,
  { mode, enforceFrom }: { mode: Mode; enforceFrom: RuleEntry["enforceFrom"] | undefined },
): Mode {
  return mode === "enforce" && enforceFrom !== undefined && date < enforceFrom ? "warn" : mode;
}

/** Blocks when one rule blocks, holds when one holds. */
export function outcomeOf(effects: readonly Effect[]): Outcome {
  if (effects.includes("block")) return "block";
  return effects.includes("hold") ? "hold" : "allow";
}
