import { type CommentState, sinceLine } from "../publication.ts";
import { decodeCommentState } from "./decode-publication.ts";

/**
 * The state as one HTML comment that nobody sees and nothing in it can end: base64 of its JSON. Shown in Markdown it is
 * a line of its own.
 */
export function commentStateLine(state: CommentState): string {
  return `<!-- tollgate state ${Buffer.from(JSON.stringify(state)).toString("base64url")} -->`;
}

/** What `commentStateLine` wrote into the body of a comment, before its `sinceLine`; `undefined` where there is no such line, or a broken one. */
export function readCommentState(body: string): CommentState | undefined {
  const head = body.replaceAll("\r\n", "\n").split(sinceLine, 1)[0]!; // what is quoted stands behind it
  const [, encoded] = /^<!-- tollgate state ([\w-]{1,65536}) -->$/m.exec(head) ?? [];
  if (encoded === undefined) return undefined;
  try {
    return decodeCommentState(JSON.parse(Buffer.from(encoded, "base64url").toString()));
  } catch {
    return undefined; // no JSON
  }
}
