import {
  type CommentState,
  commentStateLine,
  type Outcome,
  publicationLimits,
  sinceLine,
  sinceMarker,
  type TodoRef,
} from "@tollgate/model";
import { byteLength, plural } from "@tollgate/text";
import { name } from "../markdown/blocks.ts";

/**
 * The body as it is posted: what changed since `previous`, the state of the last push's comment, stands in its place,
 * and the state of this push is added for the next. Without `previous` only the state is added. Stays within the budget
 * of a comment: names go first, then all of the sentence.
 */
export function withSince(body: string, previous: CommentState | undefined, state: CommentState): string {
  const words =
    previous === undefined || isSameJudgement(previous, state)
      ? [""]
      : [sinceWords(previous, state, mostNamed), sinceWords(previous, state, 0), ""];
  const hidden = commentStateLine(state);
  for (const since of words) {
    const page = body.replace(
      sinceLine,
      () => `${hidden}\n${sinceMarker}${since === "" ? "" : `\n\n${since}`}`,
    );
    if (byteLength(page) <= publicationLimits.comment) return page;
  }
  return body;
}

/** How many things that are new or done are called by name, of each. */
const mostNamed = 3;

/** A rerun of the same commit that says the same has nothing to tell. */
function isSameJudgement(previous: CommentState, state: CommentState): boolean {
  return (
    previous.headSha === state.headSha &&
    previous.outcome === state.outcome &&
    previous.total === state.total &&
    previous.todo.every(({ key }, i) => key === state.todo[i]?.key)
  );
}

function sinceWords(previous: CommentState, state: CommentState, named: number): string {
  const last = previous.headSha === undefined ? "the last run" : name(previous.headSha.slice(0, 7));
  const parts = [verdictChange(previous.outcome, state.outcome), ...todoChange(previous, state, named)];
  return `**Since ${last}:** ${parts.filter((part) => part !== "").join("; ")}.`;
}

function verdictChange(before: Outcome, now: Outcome): string {
  return before === now ? `${now} as before` : `${before} then, ${now} now`;
}

/** One by one only where both lists are whole: nothing is called fixed because it stood too far down. */
function todoChange(previous: CommentState, state: CommentState, named: number): readonly string[] {
  if (previous.total === 0 && state.total === 0) return [];
  if (previous.total > previous.todo.length || state.total > state.todo.length)
    return [`${plural(state.total, "thing")} to do, ${plural(previous.total, "thing")} then`];
  const before = new Set(previous.todo.map(({ key }) => key));
  const now = new Set(state.todo.map(({ key }) => key));
  const done = previous.todo.filter(({ key }) => !now.has(key));
  const fresh = state.todo.filter(({ key }) => !before.has(key));
  return [
    counted(done, state.isWhole ? "done" : "not seen any more", named),
    counted(fresh, "new", named),
    ...(state.total > fresh.length ? [`${state.total - fresh.length} still to do`] : []),
  ];
}

function counted(items: readonly TodoRef[], word: string, named: number): string {
  if (items.length === 0) return "";
  const labels = items.flatMap(({ label }) => (label === undefined ? [] : [name(label)])).slice(0, named);
  const rest = items.length - labels.length;
  const list = [...labels, ...(labels.length > 0 && rest > 0 ? [`${rest} more`] : [])].join(", ");
  return `${items.length} ${word}${list === "" ? "" : ` (${list})`}`;
}
