import { mostConditions } from "@tollgate/model";

/** `condition-coverage`: of the conditions on a line, how many ran. */
export type Conditions = {
  readonly total: number;
  readonly covered: number;
  /** False when the numbers cannot be: then none is covered. */
  readonly plausible: boolean;
};

/** Reads `50% (1/2)`; `undefined` when the two numbers are not there. */
export function parseConditions(text: string): Conditions | undefined {
  const pair = /\(\s*(-?\d+(?:\.\d+)?)\s*\/\s*(-?\d+)\s*\)/.exec(text);
  if (pair === null) return undefined;
  const covered = Number(pair[1]);
  const total = Number(pair[2]);
  const hasTotal = total >= 0 && total <= mostConditions;
  const plausible = hasTotal && Number.isInteger(covered) && covered >= 0 && covered <= total;
  // -1 of -2 are two conditions whose sign is wrong; a total that is no number of conditions stands for one.
  const wanted = hasTotal ? total : Math.min(Math.max(1, Math.abs(total)), mostConditions);
  return { total: wanted, covered: plausible ? covered : 0, plausible };
}

/**
 * The two numbers as one. Of two statements about one line the larger one is that about more conditions; of equally
 * many the one that covers more.
 */
export function packConditions(covered: number, total: number): number {
  return (total << bitsOfCount) | covered;
}

export function totalOf(packed: number): number {
  return packed >> bitsOfCount;
}

export function coveredOf(packed: number): number {
  return packed & ((1 << bitsOfCount) - 1);
}

/** `mostConditions` fits into as many. */
const bitsOfCount = 10;
