import type { RepoPath } from "@tollgate/model";
import { runGit, type WorkspaceEnvironment } from "../git/run-git.ts";

/** Commits whose paths are kept: the tip of the base branch and the merge base. */
const mostKept = 2;

const kept = new Map<string, readonly RepoPath[]>();

/** All paths of a commit. `undefined` when git does not give the commit: this clone does not hold it. */
export function listCommitPaths(
  environment: WorkspaceEnvironment,
  commit: string,
): readonly RepoPath[] | undefined {
  const known = knownCommitPaths(environment, commit);
  if (known !== undefined) return known;
  if (commit.startsWith("-")) return undefined;
  const answer = runGit(environment, ["ls-tree", "-r", "-z", "--name-only", "--full-tree", commit]);
  if (!answer.ok) return undefined;
  const paths = answer.stdout.toString("utf8").split("\0").slice(0, -1);
  const [oldest] = kept.keys();
  if (kept.size >= mostKept && oldest !== undefined) kept.delete(oldest);
  if (isFullName(commit)) kept.set(keyOf(environment, commit), paths);
  return paths;
}

/** The same where it was asked for before, without another process. */
export function knownCommitPaths(
  environment: WorkspaceEnvironment,
  commit: string,
): readonly RepoPath[] | undefined {
  return kept.get(keyOf(environment, commit));
}

function keyOf({ cwd }: WorkspaceEnvironment, commit: string): string {
  return `${commit} ${cwd}`;
}

/** What has another name may be another commit the next time. */
function isFullName(commit: string): boolean {
  return /^[0-9a-f]{40,64}$/.test(commit);
}
