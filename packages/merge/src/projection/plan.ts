import { type CoverageMap, countLayout } from "@tollgate/model";
import type { DoubtfulGroup, Draft, Fit } from "./draft.ts";
import type { InnerStatement } from "./inner-statements.ts";
import { planBranches } from "./plan-branches.ts";
import { type ConditionStep, planConditions } from "./plan-conditions.ts";
import { planFunctions } from "./plan-functions.ts";
import { planStatements } from "./plan-statements.ts";

/** How counts of one map become counts of another map of the same file. All numbers are positions in counts. */
export type Plan = {
  readonly length: number;
  /** Pairs of what is the same: from, to, from, to… */
  readonly pairs: readonly number[];
  /** What belongs together, and nothing says how. */
  readonly groups: readonly DoubtfulGroup[];
  /** Only where a line's hit is all that is known. */
  readonly inner: readonly InnerStatement[];
  readonly conditions: readonly ConditionStep[];
  /** What the reference map does not have; what is told as one stands together. */
  readonly phantoms: readonly (readonly number[])[];
  readonly fit: Fit;
};

/** Takes linear time in the size of both maps. */
export function planProjection(from: CoverageMap, to: CoverageMap): Plan {
  const draft: Draft = { pairs: [], groups: [], inner: [], phantoms: [] };
  const statements = planStatements(from, to, draft);
  const functions = planFunctions(from, to, draft);
  planBranches(from, to, draft);
  const conditions = planConditions(from, to, draft);
  return { ...draft, length: countLayout(to).length, conditions, fit: sumFits(statements, functions) };
}

function sumFits(a: Fit, b: Fit): Fit {
  return { same: a.same + b.same, phantoms: a.phantoms + b.phantoms, missing: a.missing + b.missing };
}
