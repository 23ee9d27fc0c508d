import { runGit, type WorkspaceEnvironment } from "../git/run-git.ts";

/** `owner/name`: as GitHub says, else from the URL of the remote `origin`. */
export function readRepositoryName(environment: WorkspaceEnvironment, hasGit: boolean): string | undefined {
  const given = environment.env["GITHUB_REPOSITORY"];
  if (given) return given;
  if (!hasGit) return undefined;
  const answer = runGit(environment, ["config", "--get", "remote.origin.url"]);
  return answer.ok ? nameInUrl(answer.stdout.toString("utf8").trim()) : undefined;
}

/** The path of a repository's URL, never what stands before it: that may be a token. `undefined` for local paths. */
export function nameInUrl(url: string): string | undefined {
  const path =
    /^(?:https?|ssh|git):\/\/[^/]+\/(.+)$/i.exec(url)?.[1] ?? /^[^/\\:]{2,}:(?!\/\/)(.+)$/.exec(url)?.[1];
  const name = path?.replace(/^\/+|\/+$/g, "").replace(/\.git$/, "");
  return name !== undefined && /^[\w.-]+(?:\/[\w.-]+)+$/.test(name) ? name : undefined;
}
