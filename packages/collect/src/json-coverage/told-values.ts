import { isMembers, type Members, own } from "../json/members.ts";
import { showValue } from "../json/show-value.ts";
import { lineNumber, saturate, unknownLine } from "../line-coverage/hits.ts";
import type { ProblemTally } from "../problem-tally.ts";
import { badCount, badPosition, lostPart } from "./doubts.ts";

/** A count as hits; what is no count is a doubt, and 0. `where` says in words what it belongs to. */
export function toHits(value: unknown, where: () => string, doubts: ProblemTally): number {
  const hits = typeof value === "number" ? saturate(value) : undefined;
  if (hits === undefined) doubts.add(badCount, `${showValue(value)} of ${where()}`);
  return hits ?? 0;
}

/** A line number from 1. Tools give code that they generate the line 0; all else that is none is a part that is lost. */
export function toLine(value: unknown, where: () => string, doubts: ProblemTally): number {
  const line = typeof value === "number" && Number.isInteger(value) ? lineNumber(value) : unknownLine;
  if (line === unknownLine)
    doubts.add(value === 0 ? badPosition : lostPart, `the line ${showValue(value)} of ${where()}`);
  return line;
}

/** A list that has to be there. Where it is not, a part of the report is lost. */
export function neededList(
  container: Members,
  name: string,
  where: string,
  doubts: ProblemTally,
): readonly unknown[] {
  const value = own(container, name);
  if (Array.isArray(value)) return value;
  doubts.add(lostPart, `"${name}" of ${where}, which is ${showValue(value)}`);
  return [];
}

/** A list that may be missing or null, but is nothing else. */
export function optionalList(
  container: Members,
  name: string,
  where: string,
  doubts: ProblemTally,
): readonly unknown[] {
  const value = own(container, name);
  return value === undefined || value === null ? [] : neededList(container, name, where, doubts);
}

/** An object that has to be there. Where it is not, a part of the report is lost. */
export function neededMembers(value: unknown, what: () => string, doubts: ProblemTally): Members | undefined {
  if (isMembers(value)) return value;
  doubts.add(lostPart, `${what()}, which is ${showValue(value)}`);
  return undefined;
}
