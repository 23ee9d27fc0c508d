import { isOlderRun, type RunRef } from "@tollgate/model";
import { textAt } from "../answers/at.ts";
import type { Github } from "../client/github.ts";
import { GithubError } from "../client/github-error.ts";
import { doneWith, type NotPublished, type Published, published } from "../published.ts";
import { readPullRequest } from "../pulls/pull-request.ts";
import { isKnownRun } from "../runs/is-known-run.ts";
import { type CommentPlace, listOwnComments, type OwnComment, toOwnComment } from "./own-comments.ts";

export type CommentRequest = CommentPlace & {
  /** The commit that was judged: when the pull request has another head by now, nothing is written. */
  readonly headSha: string;
  /** The CI run that says it: an older one never overwrites a newer one. */
  readonly run: RunRef;
  /**
   * The body to post, by the body that was posted last; undefined when nothing is to be said. It begins with the gate's
   * marker and holds its state.
   */
  readonly compose: (posted: string | undefined) => string | undefined;
};

/** How often the list is asked for until it shows what was created: it lags behind. */
const mostLooks = 3;

/**
 * Keeps the one comment of the gate up to date: writes into the first that is ours, deletes further ones of ours, and
 * never touches anybody else's.
 */
export function upsertComment(github: Github, request: CommentRequest): Promise<Published> {
  return published("comment", async () => {
    const present = await presentHead(github, request.pullRequest);
    if (present !== request.headSha) return passed(request, present);
    for (let tries = 1; ; tries++) {
      const ours = await listOwnComments(github, request);
      const result =
        ours.length === 0 ? await createComment(github, request) : await settle(github, request, ours);
      if (result !== undefined) return result;
      if (tries === 2) return vanished;
    }
  });
}

async function presentHead(github: Github, pullRequest: number): Promise<string> {
  const pull = await readPullRequest(github, pullRequest);
  if (pull !== undefined) return pull.headSha;
  throw new GithubError(
    "refused",
    `There is no pull request #${pullRequest}.`,
    "Either it does not exist, or the token may not see it: `pull-requests: write` lets it.",
  );
}

/** Undefined when the comment vanished in between. */
async function createComment(github: Github, request: CommentRequest): Promise<Published | undefined> {
  const body = request.compose(undefined);
  if (body === undefined) return { done: true, what: "comment" };
  const answer = await github.create(
    "POST /repos/{owner}/{repo}/issues/{issue_number}/comments",
    { issue_number: request.pullRequest, body },
    async () => {
      const [first] = await listOwnComments(github, request);
      return first === undefined ? undefined : { first };
    },
  );
  if ("first" in answer) return settle(github, request, await listOwnComments(github, request));
  const created = { id: answer.id, body, url: answer["html_url"] };
  // Nobody may have told whose token this is: what it wrote earlier is ours, too.
  const asWriter = { ...request, author: textAt(answer, "user", "login") ?? request.author };
  return settle(github, asWriter, await listUntilShown(github, asWriter, created), created);
}

/** The comments of ours, the created one among them: another run may have created one at the same time. */
async function listUntilShown(
  github: Github,
  request: CommentRequest,
  created: OwnComment,
): Promise<readonly OwnComment[]> {
  for (let look = 1; ; look++) {
    const ours = await listOwnComments(github, request);
    if (ours.some(({ id }) => id === created.id)) return ours;
    if (look === mostLooks || !(await github.pause(look * 1_000)))
      return [...ours, created].sort((a, b) => a.id - b.id);
  }
}

/** Brings what the newest run says into the first comment and takes the others away. Undefined when the first vanished. */
async function settle(
  github: Github,
  request: CommentRequest,
  ours: readonly OwnComment[],
  created?: OwnComment,
): Promise<Published | undefined> {
  const [listed, ...others] = ours;
  if (listed === undefined) return undefined;
  if (listed.id === created?.id && others.length === 0) return doneWith("comment", listed.id, listed.url);
  const first = listed.id === created?.id ? listed : await readAgain(github, request, listed);
  if (first === undefined) return undefined;
  const earlier = [first, ...others].filter(({ id }) => id !== created?.id);
  const { newest, newer } = await newestOf(github, request, earlier);
  const body = (newer === undefined ? request.compose(newest.body) : undefined) ?? newest.body;
  if (body !== first.body && !(await write(github, first.id, body))) return undefined;
  for (const { id } of others)
    await github.update("DELETE /repos/{owner}/{repo}/issues/comments/{comment_id}", { comment_id: id });
  return newer === undefined ? doneWith("comment", first.id, first.url) : superseded(newer);
}

type Newest = { readonly newest: OwnComment; readonly newer?: RunRef };

/**
 * The comment of the newest run, and that run where it is newer than the one that speaks. Whoever may edit comments can
 * write any run into one: a run that GitHub does not know would silence all that come after it, so it is not believed.
 */
async function newestOf(
  github: Github,
  request: CommentRequest,
  comments: readonly OwnComment[],
): Promise<Newest> {
  const newest = comments.reduce((best, comment) => (isOlder(best, comment) ? comment : best));
  const newer = newest.state?.run;
  if (newer === undefined || !isOlderRun(request.run, newer)) return { newest };
  if (await isKnownRun(github, newer)) return { newest, newer };
  const { state: _state, ...unbelieved } = newest;
  return newestOf(
    github,
    request,
    comments.map((comment) => (comment === newest ? unbelieved : comment)),
  );
}

/** The list may lag behind what an other run wrote. Undefined when the comment is gone, or ours no more. */
async function readAgain(
  github: Github,
  place: CommentPlace,
  { id }: OwnComment,
): Promise<OwnComment | undefined> {
  const comment = await github.get("GET /repos/{owner}/{repo}/issues/comments/{comment_id}", {
    comment_id: id,
  });
  return toOwnComment(comment, place);
}

/** False when there is no such comment any more. */
async function write(github: Github, id: number, body: string): Promise<boolean> {
  const answer = await github.update("PATCH /repos/{owner}/{repo}/issues/comments/{comment_id}", {
    comment_id: id,
    body,
  });
  return answer !== undefined;
}

/** A comment whose run nobody knows is the older one. */
function isOlder(a: OwnComment, b: OwnComment): boolean {
  if (b.state?.run === undefined) return false;
  return a.state?.run === undefined || isOlderRun(a.state.run, b.state.run);
}

function superseded({ id, attempt }: RunRef): NotPublished {
  return {
    done: false,
    what: "comment",
    reason: "superseded",
    message: `The comment is of run ${id}, attempt ${attempt}, which is newer than this one: it stays.`,
    remedy: "Nothing is to be done.",
  };
}

function passed({ pullRequest, headSha }: CommentRequest, present: string): NotPublished {
  return {
    done: false,
    what: "comment",
    reason: "superseded",
    message: `Pull request #${pullRequest} is at ${present.slice(0, 7)} by now, and ${headSha.slice(0, 7)} was judged: the comment is left to the newer push.`,
    remedy: "Nothing is to be done.",
  };
}

const vanished: NotPublished = {
  done: false,
  what: "comment",
  reason: "refused",
  message: "The comment was deleted while it was written, twice.",
  remedy: "Look who deletes it; the next run writes it again.",
};
