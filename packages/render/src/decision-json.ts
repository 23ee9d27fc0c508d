import type { Decision } from "@tollgate/model";
import { redactDecision } from "./redact-report.ts";

/** The decision as indented JSON of schema `tollgate/decision/1`, without a final line break. */
export function decisionJson(decision: Decision): string {
  return JSON.stringify(redactDecision(decision), null, 2);
}
