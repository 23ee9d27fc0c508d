import { at, type CommentState, commentMarker, readCommentState } from "@tollgate/model";
import { type Github, isIdentified } from "../client/github.ts";

/** A comment that this gate wrote. */
export type OwnComment = {
  readonly id: number;
  readonly body: string;
  readonly url: unknown;
  /** Absent where somebody broke it. */
  readonly state?: CommentState;
};

/** Whose comments these are. */
export type CommentPlace = {
  readonly pullRequest: number;
  readonly gate: string;
  /** Login of the token's own account, `github-actions[bot]` for GITHUB_TOKEN. */
  readonly author: string;
};

/** The comments of the gate, the oldest first. */
export async function listOwnComments(github: Github, place: CommentPlace): Promise<readonly OwnComment[]> {
  const comments = await github.pages("GET /repos/{owner}/{repo}/issues/{issue_number}/comments", {
    issue_number: place.pullRequest,
  });
  return comments
    .map((comment) => toOwnComment(comment, place))
    .filter((comment) => comment !== undefined)
    .sort((a, b) => a.id - b.id);
}

/**
 * Undefined for everybody else's comment, whatever it holds: the marker has to stand at the very start, and the author has
 * to be ours. A person can be called like a bot, but is none.
 */
export function toOwnComment(comment: unknown, { gate, author }: CommentPlace): OwnComment | undefined {
  if (!isIdentified(comment)) return undefined;
  const { id, body, html_url: url } = comment;
  if (typeof body !== "string" || !body.startsWith(commentMarker(gate))) return undefined;
  if (at(comment, "user", "login") !== author) return undefined;
  if (author.endsWith("[bot]") && at(comment, "user", "type") !== "Bot") return undefined;
  const state = readCommentState(body);
  return { id, body, url, ...(state === undefined ? {} : { state }) };
}
