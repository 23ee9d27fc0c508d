import type { RepoPath } from "@tollgate/model";
import { runGit, type WorkspaceEnvironment } from "../git/run-git.ts";

/** Files that two commits do not have alike; `undefined` when this clone does not have one of them. */
export function differingFiles(
  environment: WorkspaceEnvironment,
  a: string,
  b: string,
): ReadonlySet<RepoPath> | undefined {
  if (![a, b].every((commit) => /^[0-9a-f]{40,64}$/.test(commit))) return undefined;
  if (a === b) return new Set();
  const answer = runGit(environment, ["diff-tree", "-r", "-z", "--name-only", "--no-renames", a, b, "--"]);
  if (!answer.ok) return undefined;
  return new Set(
    answer.stdout
      .toString("utf8")
      .split("\0")
      .filter((path) => path !== ""),
  );
}
