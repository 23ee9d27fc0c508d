import type { OverrideRequest, Policy, Problem } from "@tollgate/model";
import { readLabel } from "@tollgate/workspace";
import type { Environment } from "../environment.ts";

export type OverrideAnswer = { readonly request?: OverrideRequest; readonly problems: readonly Problem[] };

/** The override that the policy allows and the event asks for. A label that does not count says why. */
export function readOverride(environment: Environment, { override, origin }: Policy): OverrideAnswer {
  if (override === undefined) return { problems: [] };
  const { label, who } = override;
  const { isSet, actor, reason } = readLabel(environment, label);
  if (!isSet) return { problems: [] };
  if (origin?.from === "first" || origin?.from === "unknown")
    return refused(
      label,
      "only the change's own policy allows it",
      "Bring the policy to the base branch by a change of its own.",
    );
  if (actor === undefined)
    return refused(
      label,
      "it was set before what is judged here, so nobody has seen that",
      `Take the label away and set it again: the run for the event \`labeled\` counts.`,
    );
  if (who !== undefined && !who.some((name) => name.toLowerCase() === actor.toLowerCase()))
    return refused(
      label,
      `${actor} set it, and the policy allows it for ${who.join(", ")}`,
      "Ask one of them.",
    );
  if (reason === undefined)
    return refused(
      label,
      "nobody says why",
      "Write a line `Tollgate-override: REASON` into the pull request's description, then set the label again.",
    );
  return { request: { label, actor, reason }, problems: [] };
}

function refused(label: string, why: string, remedy: string): OverrideAnswer {
  const message = `The label ${label} overrides nothing: ${why}.`;
  return { problems: [{ code: "override-refused", severity: "warning", message, remedy }] };
}
