import { existsSync, readFileSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import { runGit, type WorkspaceEnvironment } from "./run-git.ts";

/**
 * Commits behind which a shallow clone has nothing, sorted; none in a whole one. `environment.cwd` is at the root: what
 * history tells depends on it.
 */
export function readShallow(environment: WorkspaceEnvironment): readonly string[] {
  const path = shallowFile(environment);
  if (path === undefined || !existsSync(path)) return [];
  const commits = readFileSync(path, "latin1").split("\n");
  return commits.filter((commit) => /^[0-9a-f]{40,64}$/.test(commit)).sort();
}

/** Git is asked only where `.git` is not simply a folder. */
function shallowFile(environment: WorkspaceEnvironment): string | undefined {
  const { cwd, env } = environment;
  const folder = join(cwd, ".git");
  const isPlain = env["GIT_DIR"] === undefined && statSync(folder, { throwIfNoEntry: false })?.isDirectory();
  if (isPlain === true) return join(folder, "shallow");
  const answer = runGit(environment, ["rev-parse", "--git-path", "shallow"]);
  return answer.ok ? resolve(cwd, answer.stdout.toString("utf8").trim()) : undefined;
}
