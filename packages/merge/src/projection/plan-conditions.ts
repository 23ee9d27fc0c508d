import { branchEntities, type CoverageMap, countLayout } from "@tollgate/model";
import type { Draft } from "./draft.ts";

/** "1 of 2 on this line", which names no arm. */
export type ConditionStep = {
  readonly from: number;
  readonly total: number;
  /** Conditions or arms of the line, with how many each stands for. */
  readonly to: readonly number[];
  readonly toTotal: number;
  readonly isCondition: boolean;
};

/** Conditions meet those of their line, else the arms of the branches that begin there. */
export function planConditions(from: CoverageMap, to: CoverageMap, draft: Draft): readonly ConditionStep[] {
  if (from.conditions.length === 0) return [];
  const source = countLayout(from).conditions;
  const homes = homesOf(to);
  const steps: ConditionStep[] = [];
  for (let i = 0; i < from.conditions.length / 2; i++) {
    const home = homes.get(from.conditions[i * 2]!);
    if (home === undefined) draft.phantoms.push([source + i]);
    else steps.push({ from: source + i, total: from.conditions[i * 2 + 1]!, ...home });
  }
  return steps;
}

type Home = Pick<ConditionStep, "to" | "toTotal" | "isCondition">;

function homesOf(map: CoverageMap): ReadonlyMap<number, Home> {
  const { arms: first, conditions } = countLayout(map);
  const arms = new Map<number, number[]>();
  let arm = first;
  for (const { line, arms: places } of branchEntities(map)) {
    const onLine = arms.get(line) ?? [];
    arms.set(line, onLine);
    for (let i = 0; i < places.length / 2; i++) onLine.push(arm++);
  }
  const homes = new Map<number, Home>();
  for (const [line, to] of arms) homes.set(line, { to, toTotal: to.length, isCondition: false });
  for (let i = 0; i < map.conditions.length / 2; i++) {
    const toTotal = map.conditions[i * 2 + 1]!;
    homes.set(map.conditions[i * 2]!, { to: [conditions + i], toTotal, isCondition: true });
  }
  return homes;
}
