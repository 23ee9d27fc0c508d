import type { Github } from "../client/github.ts";
import { type PullRequest, parsePullRequest } from "./pull-request.ts";

/** An entry of the file that `tollgate gate --reviews` reads. */
export type ReviewedCommit = {
  readonly commit: string;
  readonly author?: string;
  /** As the API answers. */
  readonly reviews: readonly unknown[];
};

/** Oldest first. */
function reviewsOf(github: Github, number: number): Promise<readonly unknown[]> {
  return github.pages("GET /repos/{owner}/{repo}/pulls/{pull_number}/reviews", { pull_number: number });
}

/** Who reviewed the pull requests that brought commits to a branch; a commit that none brought has no entry. */
export async function readCommitReviews(
  github: Github,
  commits: readonly string[],
  branch: string,
): Promise<readonly ReviewedCommit[]> {
  const reviewed: ReviewedCommit[] = [];
  for (const commit of new Set(commits)) {
    const answer = await github.pages("GET /repos/{owner}/{repo}/commits/{commit_sha}/pulls", {
      commit_sha: commit,
    });
    const pull = broughtBy(answer.map(parsePullRequest), commit, branch);
    if (pull === undefined) continue;
    const { author, number } = pull;
    reviewed.push({
      commit,
      ...(author === undefined ? {} : { author }),
      reviews: await reviewsOf(github, number),
    });
  }
  return reviewed;
}

/** The one that was merged as this commit; else, as a rebase makes new commits, the one that was merged to the branch. */
function broughtBy(pulls: readonly PullRequest[], commit: string, branch: string): PullRequest | undefined {
  const merged = pulls.filter(({ mergedAs, baseBranch }) => mergedAs !== undefined && baseBranch === branch);
  return merged.find(({ mergedAs }) => mergedAs === commit) ?? (merged.length === 1 ? merged[0] : undefined);
}
