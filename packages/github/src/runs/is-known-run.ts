import type { RunRef } from "@tollgate/model";
import { numberAt } from "../answers/at.ts";
import type { Github } from "../client/github.ts";
import { GithubError } from "../client/github-error.ts";

/** False where GitHub has no such run, or has not started it so often; what GitHub does not tell may be. */
export async function isKnownRun(github: Github, { id, attempt }: RunRef): Promise<boolean> {
  try {
    const run = await github.get("GET /repos/{owner}/{repo}/actions/runs/{run_id}", { run_id: id });
    return run !== undefined && attempt <= (numberAt(run, "run_attempt") ?? attempt);
  } catch (error) {
    if (error instanceof GithubError) return true;
    throw error;
  }
}
