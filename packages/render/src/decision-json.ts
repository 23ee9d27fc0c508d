import { canonicalJson, type Decision } from "@tollgate/model";
import { redactDecision } from "./redact-report.ts";

const written = new WeakMap<Decision, string>();

/**
 * The decision as JSON of schema `tollgate/decision/1`, without a final line break: members in the order of their names and
 * two blanks of indentation, so that equal decisions are equal bytes and people can read them. Made once for each.
 */
export function decisionJson(decision: Decision): string {
  const clean = redactDecision(decision);
  const json = written.get(clean) ?? JSON.stringify(JSON.parse(canonicalJson(clean)), null, 2);
  written.set(clean, json);
  return json;
}
