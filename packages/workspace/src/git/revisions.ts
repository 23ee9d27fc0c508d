import { runGit, type WorkspaceEnvironment } from "./run-git.ts";

/** The commit that a full ref names. */
export function resolveRef(git: WorkspaceEnvironment, ref: string): string | undefined {
  return answerOf(git, ["rev-parse", "--verify", "--quiet", `${ref}^{commit}`]);
}

/** The first parent of a commit. */
export function firstParent(git: WorkspaceEnvironment, commit: string): string | undefined {
  return answerOf(git, ["rev-parse", "--verify", "--quiet", `${commit}^1`]);
}

/** The best common ancestor of two commits of this clone. */
export function mergeBaseOf(git: WorkspaceEnvironment, a: string, b: string): string | undefined {
  return answerOf(git, ["merge-base", a, b]);
}

function answerOf(git: WorkspaceEnvironment, args: readonly string[]): string | undefined {
  const answer = runGit(git, args);
  return answer.ok ? answer.stdout.toString("latin1").trim() : undefined;
}
