import { GithubError } from "../client/github-error.ts";

/** An answer that came whole and does not say what GitHub documents: nothing is guessed from it. */
export function unexpected(what: string): GithubError {
  return new GithubError(
    "refused",
    `GitHub answered something that is no ${what}.`,
    "GITHUB_API_URL must be the address of GitHub's REST API; something else may answer in its place.",
  );
}

/** GitHub, or a host that it names, does not deliver. */
export function unreachable(message: string): GithubError {
  return new GithubError("unreachable", message, "Run the job again; githubstatus.com tells about outages.");
}
