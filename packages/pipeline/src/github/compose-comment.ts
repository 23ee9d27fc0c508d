import { type RunRef, readCommentState } from "@tollgate/model";
import { isSaidIn, type Shown, withRunLink, withSince } from "@tollgate/render";

export type Composing = {
  /** The CI run that says it. */
  readonly run: RunRef;
  /** Where people see the run. */
  readonly runUrl?: string;
  /** Silent on green while there is no comment, and when the comment says the same already. */
  readonly isQuiet: boolean;
};

/** The body to post by the one that is there now; undefined when nothing is to be said. */
export function composeComment(
  { outcome, comment }: Shown,
  { run, runUrl, isQuiet }: Composing,
  posted: string | undefined,
): string | undefined {
  const state = { ...comment.state, run };
  const body = withRunLink(comment.body, run, runUrl);
  if (posted === undefined)
    return isQuiet && outcome === "allow" ? undefined : withSince(body, undefined, state);
  const previous = readCommentState(posted);
  const isOfThisRun = previous?.run?.id === run.id && previous.run.attempt === run.attempt;
  if ((isQuiet || isOfThisRun) && isSaidIn(posted, comment.body)) return undefined;
  return withSince(body, previous, state);
}
