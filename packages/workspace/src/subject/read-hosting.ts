import { existsSync } from "node:fs";
import { join } from "node:path";
import type { RepoTree } from "@tollgate/model";
import { runGit, type WorkspaceEnvironment } from "../git/run-git.ts";
import { findDefaultBranch } from "./find-base.ts";

/** Where a repository lives. */
export type Hosting = {
  /** True where the remote `origin` is a host of GitHub, or the repository has a folder `.github`. */
  readonly isGithub: boolean;
  /** Absent where neither the remote nor the clone tells. */
  readonly defaultBranch?: string;
};

export function readHosting(environment: WorkspaceEnvironment, { root, hasGit }: RepoTree): Hosting {
  const hasFolder = existsSync(join(root, ".github"));
  if (!hasGit) return { isGithub: hasFolder };
  const answer = runGit(environment, ["config", "--get", "remote.origin.url"]);
  const url = answer.ok ? answer.stdout.toString("utf8").trim() : "";
  const branch = findDefaultBranch(environment, undefined)?.branch;
  return {
    isGithub: hasFolder || isOfGithub(url),
    ...(branch === undefined ? {} : { defaultBranch: branch }),
  };
}

/** github.com, a company's ghe.com, or a server of its own that is called so. */
export function isOfGithub(url: string): boolean {
  const host = /^(?:\w+:\/\/)?(?:[^@/]*@)?([\w.-]+)[:/]/.exec(url)?.[1] ?? "";
  return /(?:^|\.)(?:github(?:[.-]|$)|ghe\.com$)/i.test(host);
}
