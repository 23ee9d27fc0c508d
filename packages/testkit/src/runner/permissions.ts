import type { TokenOptions } from "../github/index.ts";

export type Permissions = NonNullable<TokenOptions["permissions"]>;

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
 * What `permissions:` grants: those of the job stand in place of the workflow's, what is not named is none, and a
 * workflow that is called gets no more than its caller has. Undefined when nobody says anything.
 */
export function grantedBy(
  workflow: unknown,
  job: unknown,
  limit: Permissions | undefined,
): Permissions | undefined {
  const given = job ?? workflow;
  if (given === undefined) return limit;
  const named = byScope(given);
  if (limit === undefined) return named;
  return Object.fromEntries(
    Object.entries(named).map(([scope, access]) => [scope, weaker(access, limit[scope] ?? "none")]),
  );
}

function byScope(given: unknown): Permissions {
  if (given === "read-all" || given === "write-all")
    return Object.fromEntries(scopes.map((scope) => [scope, given === "read-all" ? "read" : "write"]));
  if (typeof given !== "object" || given === null)
    throw new Error(`permissions are not ${JSON.stringify(given)}`);
  return given as Permissions; // the values are linted elsewhere
}

type Access = Permissions[string];

function weaker(a: Access, b: Access): Access {
  const order: readonly Access[] = ["none", "read", "write"];
  return order[Math.min(order.indexOf(a), order.indexOf(b))] ?? "none";
}
