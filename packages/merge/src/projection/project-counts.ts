import { type Counts, notMeasured } from "@tollgate/model";
import type { OpenRange } from "../sum-counts.ts";
import type { DoubtfulGroup } from "./draft.ts";
import { type Gaps, restrictInner } from "./inner-statements.ts";
import type { Plan } from "./plan.ts";
import type { ConditionStep } from "./plan-conditions.ts";

export type Projection = OpenRange & {
  /** Measured lines, functions and branches that the reference map does not have. */
  readonly phantoms: number;
  /** Where it only says how many arms of a line ran: the arms, by their positions, and the number. */
  readonly counted?: readonly CountedArms[];
};

export type CountedArms = { readonly arms: readonly number[]; readonly covered: number };

/**
 * Expresses counts in the entities of another map. What cannot be matched with certainty is not covered for certain, and
 * may be covered at most as the counts say.
 */
export function projectCounts(plan: Plan, counts: Counts, gaps?: Gaps): Projection {
  const projected = new Float64Array(plan.length).fill(notMeasured);
  const { pairs } = plan;
  for (let i = 0; i < pairs.length; i += 2) {
    const to = pairs[i + 1]!;
    projected[to] = Math.max(projected[to]!, counts[pairs[i]!]!);
  }
  const isCertain = plan.groups.length === 0 && plan.conditions.length === 0;
  const range = { counts: projected, mayCounts: isCertain ? projected : projected.slice() };
  for (const group of plan.groups) addGroup(range, counts, group);
  for (const step of plan.conditions) addConditions(range, counts[step.from]!, step);
  restrictInner(range, plan.inner, gaps);
  const counted = countedArms(plan.conditions, counts);
  return {
    ...range,
    phantoms: countMeasured(plan.phantoms, counts),
    ...(counted.length === 0 ? {} : { counted }),
  };
}

function countedArms(steps: readonly ConditionStep[], counts: Counts): readonly CountedArms[] {
  return steps.flatMap(({ from, total, to, toTotal, isCondition }) => {
    const covered = counts[from]!;
    const isOpen = !isCondition && total === toTotal && covered > 0 && covered < total;
    return isOpen ? [{ arms: to, covered }] : [];
  });
}

function addGroup({ counts: into, mayCounts }: OpenRange, counts: Counts, group: DoubtfulGroup): void {
  const hits = group.from.map((i) => counts[i]!).filter((count) => count >= 0);
  if (hits.length === 0) return;
  const fewest = group.isCovering ? hits.reduce((a, b) => Math.min(a, b)) : 0;
  const most = hits.reduce((a, b) => Math.max(a, b));
  for (const to of group.to) {
    into[to] = Math.max(into[to]!, fewest);
    mayCounts[to] = Math.max(mayCounts[to]!, most);
  }
}

/** "2 of 2" says that every arm of the line ran; "1 of 2" does not say which, and of other arms it says nothing. */
function addConditions({ counts, mayCounts }: OpenRange, covered: number, step: ConditionStep): void {
  if (covered < 0) return;
  const { total, to, toTotal, isCondition } = step;
  const agrees = total === toTotal;
  const certain = isCondition ? (agrees ? covered : 0) : agrees && covered >= total ? 1 : 0;
  const most = isCondition ? (agrees ? covered : toTotal) : 1;
  for (const i of to) {
    counts[i] = Math.max(counts[i]!, certain);
    mayCounts[i] = Math.max(mayCounts[i]!, covered > 0 ? most : 0);
  }
}

function countMeasured(phantoms: Plan["phantoms"], counts: Counts): number {
  let measured = 0;
  for (const entities of phantoms) if (entities.some((i) => counts[i]! >= 0)) measured++;
  return measured;
}
