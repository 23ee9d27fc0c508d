import { TollgateError } from "@tollgate/model";
import { cutCodePoints, plainLine, redact } from "@tollgate/text";

/** Why GitHub did not do what was asked. */
export type RefusalReason = "permission" | "rate-limit" | "refused" | "unreachable";

/**
 * GitHub refused or was unreachable. Its text names what was attempted, the status and the missing permission; it never
 * holds headers, the token or a body, and it keeps no cause that does.
 */
export class GithubError extends TollgateError {
  readonly reason: RefusalReason;
  readonly status?: number;

  constructor(reason: RefusalReason, message: string, remedy: string, status?: number) {
    super("platform", message, remedy);
    this.reason = reason;
    if (status !== undefined) this.status = status;
  }
}

/** An error by an answer's status: final, no second try. */
export function refusalOf(
  attempted: string,
  { status, headers, message }: { status: number; headers: Headers; message: string },
): GithubError {
  const said = saidByGithub(message);
  const text = `${attempted} was refused with ${status}${said}.`;
  if (status === 401)
    return new GithubError(
      "permission",
      text,
      "Give the action a valid token: GITHUB_TOKEN is valid only while its job runs.",
      status,
    );
  if (status === 403 && !/\b(locked|archived)\b/i.test(message)) {
    const permission = acceptedPermissions(headers.get("x-accepted-github-permissions"));
    return new GithubError("permission", text, permissionRemedy(permission), status);
  }
  if (status === 404)
    return new GithubError(
      "refused",
      text,
      "Either it does not exist, or the token may not see it: check the repository's name and the token's permissions.",
      status,
    );
  return new GithubError("refused", text, "GitHub's own words tell what it did not accept.", status);
}

/** The token goes to the API's own address and to no other. */
export function elsewhere(attempted: string): GithubError {
  return new GithubError(
    "refused",
    `${attempted} was answered with a link to another host, and the token goes to no other.`,
    "GITHUB_API_URL must be the address that GitHub itself uses in its links.",
  );
}

/** What a workflow has to write so that the request is allowed. */
export function permissionRemedy(permission: string | undefined): string {
  if (permission === undefined)
    return "The token lacks a permission; a pull request from a fork or by Dependabot has a read-only token.";
  return `Add \`${permission}\` to the job's permissions; a pull request from a fork or by Dependabot has a read-only token, whatever the workflow grants.`;
}

/**
 * X-Accepted-GitHub-Permissions as a workflow writes it: `issues=write; pull_requests=write` (one of them is enough) becomes
 * `issues: write` or `pull-requests: write`. Undefined for what is no such list.
 */
function acceptedPermissions(header: string | null): string | undefined {
  if (header === null || !/^[a-z_]+=[a-z]+([;,] ?[a-z_]+=[a-z]+){0,9}$/.test(header)) return undefined;
  return header
    .split(/; ?/)
    .map((all) =>
      all
        .split(/, ?/)
        .map((one) => one.replaceAll("_", "-").replace("=", ": "))
        .join("`, `"),
    )
    .join("` or `");
}

function saidByGithub(message: string): string {
  const line = cutCodePoints(redact(plainLine(message)), 200).trim();
  return line === "" ? "" : ` (${line.replace(/\.$/, "")})`;
}
