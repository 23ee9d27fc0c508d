import { devNull } from "node:os";
import { runGit, type WorkspaceEnvironment } from "./run-git.ts";

export type FetchRefsOptions = {
  /** What is wanted of `origin`: a full ref or a commit; and the ref of this clone that it becomes. */
  readonly refs: readonly { readonly from: string; readonly to: string }[];
  /** For the server alone whose address it has; it is in no argument and in no file. */
  readonly credential?: { readonly server: string; readonly token: string };
};

/**
 * Fetches objects from `origin` and nothing else: no tags, no submodules, no hook runs, and what is checked out stays. Says
 * why where that cannot be done.
 */
export function fetchRefs(
  environment: WorkspaceEnvironment,
  { refs, credential }: FetchRefsOptions,
): { readonly reason: string } | undefined {
  const strange = refs.find(({ from, to }) => !isPlainRef(from) || !isPlainRef(to));
  if (strange !== undefined)
    return { reason: `${JSON.stringify(strange.from.slice(0, 80))} is no name to fetch` };
  const answer = runGit(
    { ...environment, env: { ...environment.env, ...configOf(environment, credential) } },
    [
      ...settings,
      "fetch",
      "--quiet",
      "--no-tags",
      "--no-recurse-submodules",
      "--no-write-fetch-head",
      "--end-of-options",
      "origin",
      ...refs.map(({ from, to }) => `+${from}:${to}`),
    ],
  );
  return answer.ok ? undefined : { reason: answer.message };
}

const settings = [
  `core.hooksPath=${devNull}`,
  "gc.auto=0",
  "maintenance.auto=false",
  "protocol.ext.allow=never",
].flatMap((setting) => ["-c", setting]);

/** A full ref or a commit: no option, no pattern, no range. */
function isPlainRef(text: string): boolean {
  if (/^[0-9a-f]{40,64}$/.test(text)) return true;
  return /^refs\/[^\0-\x20\x7f~^:?*[\\]+$/.test(text) && !/\.\.|@\{|\/\/|\/$|\.lock$/.test(text);
}

/**
 * Configuration by the environment, behind what is there: arguments can be seen by every process of the machine. The empty
 * header drops one that actions/checkout left in the clone: GitHub refuses a request with two.
 */
function configOf(
  { env }: WorkspaceEnvironment,
  credential: FetchRefsOptions["credential"],
): Readonly<Record<string, string>> {
  if (credential === undefined) return {};
  const at = Number(env["GIT_CONFIG_COUNT"] ?? 0) || 0;
  const basic = Buffer.from(`x-access-token:${credential.token}`).toString("base64");
  const key = `http.${credential.server.replace(/\/+$/, "")}/.extraheader`;
  return {
    GIT_CONFIG_COUNT: String(at + 2),
    [`GIT_CONFIG_KEY_${at}`]: key,
    [`GIT_CONFIG_VALUE_${at}`]: "",
    [`GIT_CONFIG_KEY_${at + 1}`]: key,
    [`GIT_CONFIG_VALUE_${at + 1}`]: `AUTHORIZATION: basic ${basic}`,
  };
}
