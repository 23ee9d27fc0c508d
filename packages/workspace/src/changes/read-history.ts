import { runGit, type WorkspaceEnvironment } from "../git/run-git.ts";

/** The newest commits before and with the one that is checked out; fewer in a shallow clone, none without git. */
export function readHistory(environment: WorkspaceEnvironment, most: number): readonly string[] {
  const answer = runGit(environment, ["rev-list", `--max-count=${most}`, "HEAD"]);
  return answer.ok ? answer.stdout.toString("latin1").split("\n").filter(Boolean) : [];
}
