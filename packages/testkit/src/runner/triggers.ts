import type { TriggerFacts } from "./trigger-facts.ts";
import type { Workflow } from "./workflow-file.ts";

/** Activities that start a workflow which names none. */
const usualTypes: Readonly<Record<string, readonly string[]>> = {
  pull_request: ["opened", "synchronize", "reopened"],
  pull_request_target: ["opened", "synchronize", "reopened"],
};

const unknownFilters = ["paths", "paths-ignore", "branches-ignore", "tags", "tags-ignore"];

/** Why GitHub would not run a workflow for an event; undefined when it would. */
export function whyNotRun(
  workflow: Workflow,
  eventName: string,
  { action, after, filterBranch }: TriggerFacts,
): string | undefined {
  const filters = workflow.on.get(eventName);
  if (filters === undefined) return `it does not listen to ${eventName}`;
  for (const unknown of unknownFilters)
    if (filters[unknown] !== undefined) throw new Error(`the filter ${unknown} is not known here`);
  const types = listOf(filters["types"]) ?? usualTypes[eventName];
  if (types !== undefined && action !== undefined && !types.includes(action))
    return `it does not listen to ${eventName} ${action}`;
  const branches = listOf(filters["branches"]);
  if (branches !== undefined && !branches.some((pattern) => matches(pattern, filterBranch)))
    return `branch ${filterBranch} is not one of ${branches.join(", ")}`;
  const workflows = listOf(filters["workflows"]);
  if (workflows !== undefined && !workflows.includes(String(after)))
    return `it follows ${workflows.join(", ")}, not ${after}`;
  return;
}

function listOf(value: unknown): readonly string[] | undefined {
  return value === undefined ? undefined : [value].flat().map(String);
}

/** `*` is anything but a slash, `**` anything. */
function matches(pattern: string, branch: string): boolean {
  const source = pattern
    .split(/(\*\*?)/)
    .map((part) =>
      part === "**" ? ".*" : part === "*" ? "[^/]*" : part.replace(/[.+?^${}()|[\]\\]/g, "\\$&"),
    )
    .join("");
  return new RegExp(`^${source}$`).test(branch);
}
