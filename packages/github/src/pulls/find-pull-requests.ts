import type { Github } from "../client/github.ts";
import { GithubError } from "../client/github-error.ts";
import { isSameRepository } from "../runs/workflow-run.ts";
import { type PullRequest, parsePullRequest } from "./pull-request.ts";

/** The head of a pull request, as an event tells it. */
export type Head = {
  /** `owner/name` */
  readonly repository: string;
  readonly branch: string;
  readonly sha: string;
};

/**
 * The open pull requests of this repository whose head is just that, by number. `commits/{sha}/pulls` may leave out those
 * of forks, so they are looked for by branch first.
 */
export async function findPullRequests(github: Github, head: Head): Promise<readonly PullRequest[]> {
  const [owner] = head.repository.split("/");
  const byBranch = await github.pages("GET /repos/{owner}/{repo}/pulls", {
    state: "open",
    head: `${owner}:${head.branch}`,
  });
  const found = matching(byBranch, head);
  if (found.length > 0) return found;
  return matching(await ofCommit(github, head.sha), head);
}

/** None for a commit that this repository does not know: that of a fork may be one. */
async function ofCommit(github: Github, sha: string): Promise<readonly unknown[]> {
  try {
    return await github.pages("GET /repos/{owner}/{repo}/commits/{commit_sha}/pulls", { commit_sha: sha });
  } catch (error) {
    if (error instanceof GithubError && error.status === 422) return [];
    throw error;
  }
}

function matching(items: readonly unknown[], { repository, sha }: Head): readonly PullRequest[] {
  return items
    .map(parsePullRequest)
    .filter(
      ({ isOpen, headSha, headRepository }) =>
        isOpen && headSha === sha && isSameRepository(headRepository, repository),
    )
    .sort((a, b) => a.number - b.number);
}
