import { type Outcome, type Override, type RuleResult, ruleSeverities } from "@tollgate/model";
import { plural } from "@tollgate/text";

/** Rules whose messages are told; more are counted. */
const told = 2;

/** Why, in a few sentences: the messages of the first rules that decide, failures before doubts, the severe ones first, and how many more do. */
export function summaryOf(
  outcome: Outcome,
  results: readonly RuleResult[],
  override: Override | undefined,
): string {
  if (override !== undefined)
    return `Allowed by override of ${override.actor} (${override.reason}). Without it: ${summaryOf(override.outcome, results, undefined)}`;
  if (outcome === "allow") return allowed(results);
  const deciding = results.filter(({ effect }) => effect === outcome);
  const ordered = deciding.toSorted((a, b) => rankOf(a) - rankOf(b));
  const messages = [...new Set(ordered.map(({ message }) => message))].slice(0, told);
  const more = ordered.filter(({ message }) => !messages.includes(message)).length;
  const rest =
    more === 0
      ? []
      : [`${plural(more, "more rule")} ${more === 1 ? verbs[outcome].one : verbs[outcome].many}.`];
  return `${outcome === "block" ? "Blocked" : "On hold"}: ${[...messages, ...rest].join(" ")}`;
}

/** Failures before doubts, and among them by severity. */
function rankOf({ answer, severity }: RuleResult): number {
  return (answer === "fail" ? 0 : ruleSeverities.length) + ruleSeverities.indexOf(severity);
}

const verbs = {
  block: { one: "blocks", many: "block" },
  hold: { one: "holds", many: "hold" },
} as const;

function allowed(results: readonly RuleResult[]): string {
  const passed = results.filter(({ answer }) => answer === "pass").length;
  if (passed === results.length) return passed === 1 ? "The one rule passes." : `All ${passed} rules pass.`;
  const warned = results.filter(({ effect }) => effect === "warn").length;
  const waived = results.filter(({ effect }) => effect === "waived");
  const observed = results.length - passed - warned - waived.length;
  const rest = [
    waived.length === 0 ? "" : `${waived.length} ${waived.length === 1 ? "is" : "are"} waived`,
    warned === 0 ? "" : `${warned} only ${warned === 1 ? "warns" : "warn"}`,
    observed === 0 ? "" : `${observed} only ${observed === 1 ? "observes" : "observe"}`,
  ].filter((part) => part !== "");
  const count = new Set(waived.flatMap(({ waivers = [] }) => waivers)).size;
  const start = count === 0 ? "" : `Allowed with ${plural(count, "waiver")}: `;
  return `${start}${passed} of ${plural(results.length, "rule")} ${passed === 1 ? "passes" : "pass"}, ${rest.join(" and ")}.`;
}
