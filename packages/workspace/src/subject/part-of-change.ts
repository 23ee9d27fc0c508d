import type { Subject } from "@tollgate/model";
import { runGit, type WorkspaceEnvironment } from "../git/run-git.ts";

/** Whether a commit is one of those that are judged; not for one that this clone does not have. */
export function isPartOfChange(
  git: WorkspaceEnvironment,
  { headSha, mergeBaseSha }: Subject,
  commit: string,
): boolean {
  if (headSha === undefined || mergeBaseSha === headSha) return false;
  if (commit === headSha) return true;
  if (commit === mergeBaseSha) return false; // most often, and git need not be asked
  const isIn = (later: string): boolean => runGit(git, ["merge-base", "--is-ancestor", commit, later]).ok;
  return mergeBaseSha !== undefined && isIn(headSha) && !isIn(mergeBaseSha);
}
