import { isShallow } from "./part-from.ts";
import { runGit, type WorkspaceEnvironment } from "./run-git.ts";

export type ClaimedMerge = {
  readonly commit: string;
  /** Head of the pull request. */
  readonly head: string;
  /** Tip of the base branch. */
  readonly base: string;
};

/**
 * Why a commit is not what GitHub makes to test a pull request: the merge of a commit of the base branch and of the head, and
 * of nothing else. `undefined` when it is just that. Its author can have written anything into it, so the merge is made again.
 */
export function mergeDoubt(
  git: WorkspaceEnvironment,
  { commit, head, base }: ClaimedMerge,
): string | undefined {
  const ask = (...args: readonly string[]): string | undefined => {
    const answer = runGit(git, args);
    return answer.ok ? answer.stdout.toString("latin1").trim() : undefined;
  };
  const parents = ask("rev-list", "--parents", "--max-count=1", commit, "--")?.split(" ").slice(1);
  if (parents === undefined) return "this clone does not hold it";
  const [first, second, ...more] = parents;
  if (first === undefined || second !== head || more.length > 0)
    return "its parents are not a commit of the base and the head";
  if (ask("merge-base", "--is-ancestor", first, base) === undefined)
    return isShallow(git)
      ? "this clone is shallow, so nothing tells whether it merges the head with a commit of the base branch (set `fetch-depth: 0` in actions/checkout)"
      : "what it merges the head with is no commit of the base branch";
  const tree = ask("rev-parse", "--verify", "--quiet", `${commit}^{tree}`);
  const merged = ask("merge-tree", "--write-tree", first, head);
  if (merged === undefined) return "base and head cannot be merged again here, which needs git 2.38 or later";
  return merged === tree ? undefined : "its files are not what merging base and head gives";
}
