import { at, type CommitReviews, usageError } from "@tollgate/model";
import { shaFrom } from "../subject/github-event.ts";

/**
 * Reviews of the pull requests behind commits: a list of `{ commit, author, reviews }`, where `author` is a login and
 * `reviews` is what GitHub's API answers for `GET /repos/{owner}/{repo}/pulls/{n}/reviews`. Throws a usage
 * error for another shape: an approval that nobody can read is none.
 */
export function parseReviews(text: string, path: string): readonly CommitReviews[] {
  const list = parseJson(text, path);
  if (!Array.isArray(list)) throw refusal(path, "it is no list");
  return list.map((item: unknown, i) => {
    const commit = shaFrom(at(item, "commit"));
    const author = at(item, "author");
    const reviews = at(item, "reviews");
    if (commit === undefined) throw refusal(path, `entry ${i + 1} has no "commit"`);
    if (!Array.isArray(reviews)) throw refusal(path, `entry ${i + 1} has no list of "reviews"`);
    return {
      commit,
      ...(typeof author === "string" && author !== "" ? { author } : {}),
      approvers: approversOf(reviews),
    };
  });
}

/** The last review of each user that says more than a comment. The API lists the oldest first. */
function approversOf(reviews: readonly unknown[]): readonly string[] {
  const last = new Map<string, string>();
  for (const review of reviews) {
    const login = at(review, "user", "login");
    const state = at(review, "state");
    if (typeof login !== "string" || typeof state !== "string" || state === "COMMENTED") continue;
    last.set(login, state);
  }
  return [...last].filter(([, state]) => state === "APPROVED").map(([login]) => login);
}

function parseJson(text: string, path: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw refusal(path, "it is no JSON");
  }
}

function refusal(path: string, why: string): Error {
  return usageError(
    `${path} holds no reviews: ${why}.`,
    'Write a list of { "commit": SHA, "author": LOGIN, "reviews": [what the API for reviews of a pull request answers] }.',
  );
}
