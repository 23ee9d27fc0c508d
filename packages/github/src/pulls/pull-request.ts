import { at } from "@tollgate/model";
import { numberAt, shaAt, textAt } from "../answers/at.ts";
import { unexpected } from "../answers/unexpected.ts";
import type { Github } from "../client/github.ts";

/** A pull request as GitHub tells now. */
export type PullRequest = {
  readonly number: number;
  readonly isOpen: boolean;
  readonly headSha: string;
  readonly headBranch: string;
  /** `owner/name`; absent when the fork was deleted. */
  readonly headRepository?: string;
  readonly baseBranch: string;
  /** Tip of the base when GitHub last looked. */
  readonly baseSha: string;
  /** Login of who opened it. */
  readonly author?: string;
  /** The commit by which it was merged; absent for one that is not. */
  readonly mergedAs?: string;
};

/** `undefined` when there is none of that number. */
export async function readPullRequest(github: Github, number: number): Promise<PullRequest | undefined> {
  const answer = await github.get("GET /repos/{owner}/{repo}/pulls/{pull_number}", { pull_number: number });
  return answer === undefined ? undefined : parsePullRequest(answer);
}

/** The pull request that an event is about. */
export function pullRequestInEvent(payload: unknown): PullRequest {
  return parsePullRequest(at(payload, "pull_request"));
}

/** Reads what lists, single answers and events say of a pull request. Throws for something else. */
export function parsePullRequest(value: unknown): PullRequest {
  const number = numberAt(value, "number");
  const [headSha, headBranch] = [shaAt(value, "head", "sha"), textAt(value, "head", "ref")];
  const [baseSha, baseBranch] = [shaAt(value, "base", "sha"), textAt(value, "base", "ref")];
  if (number === undefined || headSha === undefined || headBranch === undefined)
    throw unexpected("pull request");
  if (baseSha === undefined || baseBranch === undefined) throw unexpected("pull request");
  const headRepository = textAt(value, "head", "repo", "full_name");
  const author = textAt(value, "user", "login");
  const mergedAs = textAt(value, "merged_at") === undefined ? undefined : shaAt(value, "merge_commit_sha");
  return {
    ...{ number, headSha, headBranch, baseSha, baseBranch, isOpen: textAt(value, "state") === "open" },
    ...(headRepository === undefined ? {} : { headRepository }),
    ...(author === undefined ? {} : { author }),
    ...(mergedAs === undefined ? {} : { mergedAs }),
  };
}
