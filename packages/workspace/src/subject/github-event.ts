import { readFileSync } from "node:fs";
import type { Problem } from "@tollgate/model";
import { at } from "@tollgate/model";
import type { WorkspaceEnvironment } from "../git/run-git.ts";

/** What GitHub says about the event behind this run. */
export type GithubEvent = {
  readonly name: string;
  readonly pullRequest?: number;
  /** Head of the pull request: a `pull_request` run checks out its merge with the base instead. */
  readonly headSha?: string;
  /** What the event compares with; absent where it compares with nothing. */
  readonly base?: EventBase;
  readonly defaultBranch?: string;
};

export type EventBase = { readonly branch?: string; readonly sha?: string };

/** The event, from GITHUB_EVENT_NAME, GITHUB_EVENT_PATH and GITHUB_BASE_REF; `undefined` outside GitHub Actions. */
export function readGithubEvent(env: WorkspaceEnvironment["env"]): {
  readonly event?: GithubEvent;
  readonly problems: readonly Problem[];
} {
  const name = env["GITHUB_EVENT_NAME"];
  if (!name) return { problems: [] };
  const path = env["GITHUB_EVENT_PATH"];
  const baseBranch = env["GITHUB_BASE_REF"] || undefined;
  if (!path) return { event: onDefault(parseEvent(name, baseBranch, {}), env), problems: [] };
  const payload = readPayload(path);
  return {
    event: onDefault(parseEvent(name, baseBranch, payload ?? {}), env),
    problems: payload === undefined ? [unreadable(path)] : [],
  };
}

/** A schedule runs on the default branch, which its payload does not promise to name. */
function onDefault(event: GithubEvent, env: WorkspaceEnvironment["env"]): GithubEvent {
  const branch = event.name === "schedule" ? env["GITHUB_REF_NAME"] : undefined;
  return branch && event.defaultBranch === undefined ? { ...event, defaultBranch: branch } : event;
}

/** `undefined` for what is no readable JSON. */
export function readPayload(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, "utf8")) as unknown;
  } catch {
    return undefined;
  }
}

function unreadable(path: string): Problem {
  return {
    code: "unreadable-file",
    severity: "warning",
    message:
      "The event that GITHUB_EVENT_PATH names is no readable JSON, so its base and pull request are unknown.",
    remedy: "Mount the file where a container runs Tollgate, or pass --base.",
    path,
  };
}

/** Reads the members that are used; whatever has another shape counts as missing. */
export function parseEvent(name: string, baseBranch: string | undefined, payload: unknown): GithubEvent {
  const pullRequest = at(payload, "pull_request");
  const number =
    at(pullRequest, "number") ?? (at(payload, "issue", "pull_request") && at(payload, "issue", "number"));
  const headSha = shaFrom(at(pullRequest, "head", "sha"));
  const defaultBranch = textFrom(at(payload, "repository", "default_branch"));
  const base = baseOf(name, baseBranch, payload);
  return {
    name,
    ...(typeof number === "number" && Number.isSafeInteger(number) && number > 0
      ? { pullRequest: number }
      : {}),
    ...(headSha === undefined ? {} : { headSha }),
    ...(base === undefined ? {} : { base }),
    ...(defaultBranch === undefined ? {} : { defaultBranch }),
  };
}

/**
 * A pull request has a base, and so has a merge group. A push to the default branch is compared with the branch
 * before it (its own tip would hide the push); a push elsewhere with the default branch, as outside GitHub.
 */
function baseOf(name: string, baseBranch: string | undefined, payload: unknown): EventBase | undefined {
  const pullRequest = at(payload, "pull_request");
  if (pullRequest !== undefined || baseBranch !== undefined) {
    return toBase(textFrom(at(pullRequest, "base", "ref")) ?? baseBranch, at(pullRequest, "base", "sha"));
  }
  if (name === "merge_group") {
    const branch = textFrom(at(payload, "merge_group", "base_ref"))?.replace(/^refs\/heads\//, "");
    return toBase(branch, at(payload, "merge_group", "base_sha"));
  }
  const onDefault = at(payload, "ref") === `refs/heads/${at(payload, "repository", "default_branch")}`;
  return name === "push" && onDefault ? toBase(undefined, at(payload, "before")) : undefined;
}

function toBase(branch: string | undefined, sha: unknown): EventBase | undefined {
  const known = shaFrom(sha);
  if (branch === undefined && known === undefined) return undefined;
  return { ...(branch === undefined ? {} : { branch }), ...(known === undefined ? {} : { sha: known }) };
}

function textFrom(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}

/** Events for which GITHUB_SHA is the commit that actions/checkout checks out: not those that run for a base. */
const checkedOut: ReadonlySet<string> = new Set([
  "merge_group",
  "pull_request",
  "push",
  "release",
  "schedule",
  "workflow_dispatch",
]);

/** Whether GITHUB_SHA names what a checkout of this run holds. */
export function checksOutEventSha(env: WorkspaceEnvironment["env"]): boolean {
  return checkedOut.has(env["GITHUB_EVENT_NAME"] ?? "");
}

/** A commit; the zeros that GitHub sends for "none" are none. */
export function shaFrom(value: unknown): string | undefined {
  return typeof value === "string" && /^(?!0+$)[0-9a-f]{40}(?:[0-9a-f]{24})?$/.test(value)
    ? value
    : undefined;
}
