import type { Outcome, RuleResult } from "@tollgate/model";
import { plural } from "@tollgate/text";

/** Why, in one sentence: the message of the first rule that decides, a failure before a doubt, and how many more do. */
export function summaryOf(outcome: Outcome, results: readonly RuleResult[]): string {
  if (outcome === "allow") return allowed(results);
  const deciding = results.filter(({ effect }) => effect === outcome);
  const more = deciding.length - 1;
  const first = deciding.find(({ answer }) => answer === "fail") ?? deciding[0];
  const message = (first?.message ?? "").replace(/\.$/, "");
  const verb = outcome === "block" ? "Blocked" : "On hold";
  return `${verb}: ${message}${more === 0 ? "" : `, and ${plural(more, "more rule")} ${more === 1 ? verbs[outcome].one : verbs[outcome].many}`}.`;
}

const verbs = {
  block: { one: "blocks", many: "block" },
  hold: { one: "holds", many: "hold" },
} as const;

function allowed(results: readonly RuleResult[]): string {
  const passed = results.filter(({ answer }) => answer === "pass").length;
  if (passed === results.length) return passed === 1 ? "The one rule passes." : `All ${passed} rules pass.`;
  const warned = results.filter(({ effect }) => effect === "warn").length;
  const observed = results.length - passed - warned;
  const rest = [
    warned === 0 ? "" : `${warned} only ${warned === 1 ? "warns" : "warn"}`,
    observed === 0 ? "" : `${observed} only ${observed === 1 ? "observes" : "observe"}`,
  ].filter((part) => part !== "");
  return `${passed} of ${plural(results.length, "rule")} ${passed === 1 ? "passes" : "pass"}, ${rest.join(" and ")}.`;
}
