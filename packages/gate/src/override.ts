import type { Decision, Outcome, Override } from "@tollgate/model";

/** Who asks to let the change pass whatever the rules say; the policy has allowed it already. */
export type OverrideRequest = Omit<Override, "outcome">;

/** The outcome with an override, where one is asked for and there is something to override. */
export function overridden(
  outcome: Outcome,
  request: OverrideRequest | undefined,
): Pick<Decision, "outcome" | "override"> {
  if (request === undefined || outcome === "allow") return { outcome };
  const { label, actor, reason } = request;
  return { outcome: "allow", override: { label, actor, reason, outcome } };
}
