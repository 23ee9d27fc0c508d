import { type Decision, TollgateError } from "@tollgate/model";
import { readDecision } from "../decision/read-decision.ts";
import type { Environment } from "../environment.ts";

/** The decision in the file of a result that somebody else uploaded; `undefined` where it is none. */
export function decisionIn(environment: Environment, file: string): Decision | undefined {
  try {
    return readDecision(environment, file).decision;
  } catch (error) {
    if (error instanceof TollgateError) return undefined;
    throw error;
  }
}
