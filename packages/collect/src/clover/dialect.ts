import { mostConditions } from "@tollgate/model";
import type { Conditions } from "../xml-coverage/conditions.ts";

/** `truecount` and `falsecount` of one construct as written. */
export type CountPair = readonly [trueCount: number, falseCount: number];

/**
 * What the two numbers mean. `arms`: how many arms of the line ran and how many did not, as istanbul writes them.
 * `evaluations`: how often a condition was true and how often it was false, as Clover defines them.
 */
export type Meaning = "arms" | "evaluations" | "unknown";

/** What the elements of a report show about its writer. */
export type Marks = {
  /** The root's `clover` attribute, or nothing. */
  readonly version: string;
  /** A `class` element or a line of type `method`: istanbul writes neither, Clover always does. */
  readonly holdsClasses: boolean;
};

/**
 * Decided by what was written, never by the numbers: istanbul signs as `3.2.0` and names no class, Clover and
 * OpenClover sign with a version and name classes. Every other writer is unknown.
 */
export function meaningOf({ version, holdsClasses }: Marks): Meaning {
  if (version === istanbulVersion && !holdsClasses) return "arms";
  return /^\d+\.\d/.test(version) && holdsClasses ? "evaluations" : "unknown";
}

/** The tool, where the report is signed. */
export function producerOf({ version, holdsClasses }: Marks): string | undefined {
  if (version === istanbulVersion && !holdsClasses) return "istanbul";
  if (!/^\d+\.\d/.test(version) || !holdsClasses) return undefined;
  return Number.parseInt(version, 10) >= 4 ? `OpenClover ${version}` : `Clover ${version}`;
}

/** The constructs of one line together; at most `mostConditions`, else it is not plausible and nothing is covered. */
export function conditionsOf(pairs: readonly CountPair[], meaning: Meaning): Conditions {
  let covered = 0;
  let total = 0;
  for (const pair of pairs) {
    const one = conditionsOfPair(pair, meaning);
    covered += one.covered;
    total += one.total;
  }
  if (total <= mostConditions) return { covered, total, plausible: true };
  return { covered: 0, total: mostConditions, plausible: false };
}

function conditionsOfPair(
  [trueCount, falseCount]: CountPair,
  meaning: Meaning,
): Pick<Conditions, "covered" | "total"> {
  if (meaning === "arms") return { covered: trueCount, total: trueCount + falseCount };
  if (meaning === "evaluations") return { covered: Number(trueCount > 0) + Number(falseCount > 0), total: 2 };
  // No pair is full in both meanings: (2, 0) is half of two outcomes, (1, 1) half of two arms.
  return { covered: Number(trueCount > 0), total: 2 };
}

const istanbulVersion = "3.2.0";
