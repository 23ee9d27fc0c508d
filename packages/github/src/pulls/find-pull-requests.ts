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

/** Open pull requests of this repository with one head commit, by number. */
export type PullRequestsOfHead = {
  /** Of just that branch. */
  readonly own: readonly PullRequest[];
  /** Of other branches and forks: the same check is shown in them, too. */
  readonly others: readonly PullRequest[];
};

/** `commits/{sha}/pulls` may leave out those of forks, so they are looked for by branch, too. */
export async function findPullRequests(github: Github, head: Head): Promise<PullRequestsOfHead> {
  const [owner] = head.repository.split("/");
  const byBranch = await github.pages("GET /repos/{owner}/{repo}/pulls", {
    state: "open",
    head: `${owner}:${head.branch}`,
  });
  const found = [...byBranch, ...(await ofCommit(github, head.sha))].map(parsePullRequest);
  const byNumber = new Map(found.map((pull) => [pull.number, pull]));
  const open = [...byNumber.values()]
    .filter(({ isOpen, headSha }) => isOpen && headSha === head.sha)
    .sort((a, b) => a.number - b.number);
  const isOwn = ({ headRepository, headBranch }: PullRequest): boolean =>
    isSameRepository(headRepository, head.repository) && headBranch === head.branch;
  return { own: open.filter(isOwn), others: open.filter((pull) => !isOwn(pull)) };
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
