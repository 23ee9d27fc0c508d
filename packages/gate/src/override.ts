import type { Decision, Outcome, OverrideRequest } from "@tollgate/model";

/** The outcome with an override, where one is asked for and there is something to override. */
export function overridden(
  outcome: Outcome,
  request: OverrideRequest | undefined,
): Pick<Decision, "outcome" | "override"> {
  if (request === undefined || outcome === "allow") return { outcome };
  const { label, actor, reason } = request;
  return { outcome: "allow", override: { label, actor, reason, outcome } };
}
