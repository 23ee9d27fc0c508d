import type { TokenOptions } from "../github/index.ts";

type Permissions = NonNullable<TokenOptions["permissions"]>;

const scopes = [
  "actions",
  "attestations",
  "checks",
  "contents",
  "deployments",
  "discussions",
  "issues",
  "packages",
  "pages",
  "pull-requests",
  "security-events",
  "statuses",
];

/**
 * What `permissions:` grants: those of the job stand in place of the workflow's, and what is not named is none.
 * Undefined when neither says anything.
 */
export function grantedBy(workflow: unknown, job: unknown): Permissions | undefined {
  const given = job ?? workflow;
  if (given === undefined) return;
  if (given === "read-all" || given === "write-all")
    return Object.fromEntries(scopes.map((scope) => [scope, given === "read-all" ? "read" : "write"]));
  if (typeof given !== "object" || given === null)
    throw new Error(`permissions are not ${JSON.stringify(given)}`);
  return given as Permissions; // the values are linted elsewhere
}
