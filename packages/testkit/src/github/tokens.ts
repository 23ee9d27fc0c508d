import { createHash } from "node:crypto";
import { accountOf } from "./account-of.ts";
import { type Account, type App, actionsApp } from "./state.ts";

type Access = "read" | "write" | "none";

/** By scope as GitHub's answers spell it (`pull_requests`); a workflow's spelling (`pull-requests`) is taken too. */
export type Permissions = Readonly<Record<string, Access>>;

export type TokenOptions = {
  /** @default the restricted default of GITHUB_TOKEN: contents and packages read, all else none */
  readonly permissions?: Permissions;
  /** A token of a run for a pull request from a fork, or from Dependabot: reads at most, whatever was granted. */
  readonly fork?: boolean;
  /** `personal` is a classic personal token: it may do all that its user may, but is no app. @default "actions" */
  readonly kind?: "actions" | "app" | "personal";
  /** Whose comments it writes. @default "github-actions[bot]" for actions, else "tollgate-app[bot]" or "ada" */
  readonly login?: string;
};

export type Token = {
  readonly value: string;
  readonly account: Account;
  /** As which app it acts; a personal token acts as none. */
  readonly app: App | undefined;
  /** `undefined`: every permission. */
  readonly permissions: Permissions | undefined;
};

export type Tokens = {
  readonly issue: (options?: TokenOptions) => string;
  readonly find: (authorization: string | undefined) => Token | "none" | "unknown";
  /** All values, for the search for secrets. */
  readonly values: () => readonly string[];
};

const restricted: Permissions = { contents: "read", packages: "read" };
const prefixes = { actions: "ghs_", app: "ghs_", personal: "ghp_" } as const;
const logins = { actions: "github-actions[bot]", app: "tollgate-app[bot]", personal: "ada" } as const;

export function createTokens(): Tokens {
  const known = new Map<string, Token>();
  return {
    issue(options = {}) {
      const kind = options.kind ?? "actions";
      const random = createHash("sha256").update(`token ${known.size}`).digest("base64url");
      const value = prefixes[kind] + random.replaceAll(/[-_]/g, "x").slice(0, 36);
      const granted =
        kind === "personal" ? undefined : effective(options.permissions ?? restricted, options.fork);
      const account = accountOf(options.login ?? logins[kind]);
      known.set(value, { value, account, app: appOf(kind, account), permissions: granted });
      return value;
    },
    find(authorization) {
      if (authorization === undefined) return "none";
      const value = /^(?:token|bearer) +(\S+)$/i.exec(authorization)?.[1] ?? "";
      return known.get(value) ?? "unknown";
    },
    values: () => [...known.keys()],
  };
}

function appOf(kind: NonNullable<TokenOptions["kind"]>, account: Account): App | undefined {
  if (kind === "personal") return undefined;
  if (kind === "actions") return actionsApp;
  const slug = account.login.replace(/\[bot\]$/, "");
  return { id: account.id, slug, name: slug };
}

function effective(permissions: Permissions, fork = false): Permissions {
  const entries = Object.entries(permissions).map(([scope, access]): [string, Access] => [
    scope.replaceAll("-", "_"),
    fork && access === "write" ? "read" : access,
  ]);
  return { metadata: "read", ...Object.fromEntries(entries) };
}

/** Whether a token may do what needs one of several sets of permissions. */
export function isPermitted(token: Token, alternatives: readonly Permissions[]): boolean {
  if (token.permissions === undefined) return true;
  const granted = token.permissions;
  return alternatives.some((needed) =>
    Object.entries(needed).every(([scope, access]) => {
      const has = granted[scope] ?? "none";
      return has === "write" || has === access;
    }),
  );
}

/** The value of `X-Accepted-GitHub-Permissions`: a comma joins what is needed together, a semicolon the choices. */
export function acceptedPermissions(alternatives: readonly Permissions[]): string {
  return alternatives
    .map((needed) =>
      Object.entries(needed)
        .map(([scope, access]) => `${scope}=${access}`)
        .join(","),
    )
    .join("; ");
}
