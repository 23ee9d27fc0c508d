import { canonicalJson, type Decision } from "@tollgate/model";
import { redactDecision } from "./redact-report.ts";

/**
 * The decision as JSON of schema `tollgate/decision/1`, without a final line break: members in the order of their names and
 * two blanks of indentation, so that equal decisions are equal bytes and people can read them.
 */
export function decisionJson(decision: Decision): string {
  return JSON.stringify(JSON.parse(canonicalJson(redactDecision(decision))), null, 2);
}
