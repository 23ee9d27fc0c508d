import { type Answer, listOf, notFound, refusal } from "../answer.ts";
import { resolveRef } from "../lookup.ts";
import type { Call, Routes, View } from "../route.ts";
import type { PullFile, PullRequest, Review } from "../state.ts";
import { repositoryUrl, showAccount, showRepositoryNamed } from "./accounts.ts";

const needs = [{ pull_requests: "read" }] as const;

/** GitHub lists no more files of a pull request. */
const mostFiles = 3_000;

/** Pull requests, their files and reviews. */
export const pullRoutes: Routes = {
  "pulls/list": { needs, handle: listPulls },
  "pulls/get": {
    needs,
    handle: withPull((call, pull) => ({ status: 200, body: showPullInFull(call, pull) })),
  },
  "pulls/list-files": {
    needs,
    handle: withPull((call, pull) =>
      listOf(pull.files.slice(0, mostFiles), (file) => showFile(call, pull, file)),
    ),
  },
  "pulls/list-reviews": {
    needs,
    handle: withPull((call, pull) => listOf(pull.reviews, (review) => showReview(call, pull, review))),
  },
  "repos/list-pull-requests-associated-with-commit": { needs, handle: listForCommit },
};

function withPull(handle: (call: Call, pull: PullRequest) => Answer): (call: Call) => Answer {
  return (call) => {
    const found = pullsOf(call).find(({ number }) => number === call.parameters["pull_number"]);
    return found === undefined ? notFound : handle(call, found);
  };
}

function pullsOf(call: Call): readonly PullRequest[] {
  return call.state.pulls.filter(({ repository }) => repository === call.repository.fullName);
}

function listPulls(call: Call): Answer {
  const { state = "open", head, base, direction = "desc" } = call.parameters;
  const wanted = pullsOf(call).filter(
    (pull) =>
      (state === "all" || pull.state === state) &&
      (base === undefined || pull.base.branch === base) &&
      // Without an owner before the branch GitHub ignores the filter.
      (typeof head !== "string" || !head.includes(":") || labelOf(pull) === head),
  );
  if (typeof head === "string" && !head.includes(":"))
    call.violation(`head=${head} names no owner and filters nothing`);
  const sorted = wanted.toSorted((one, other) => one.number - other.number);
  return listOf(direction === "asc" ? sorted : sorted.reverse(), (pull) => showPull(call, pull));
}

function listForCommit(call: Call): Answer {
  const sha = resolveRef(call.state, call.repository, String(call.parameters["commit_sha"]));
  if (sha === undefined) return refusal(422, `No commit found for SHA: ${call.parameters["commit_sha"]}`);
  const found = pullsOf(call).filter(
    (pull) =>
      pull.mergedAs === sha ||
      (pull.head.sha === sha && (pull.head.repository === pull.repository || !call.state.omitsForkPulls)),
  );
  return listOf(found, (pull) => showPull(call, pull));
}

function labelOf({ head, author }: PullRequest): string {
  return `${head.repository?.split("/")[0] ?? author.login}:${head.branch}`;
}

export function showPull(call: View, pull: PullRequest): Record<string, unknown> {
  const api = repositoryUrl(call.urls, pull.repository);
  const html = `${call.urls.html}/${pull.repository}/pull/${pull.number}`;
  const owner = pull.repository.split("/")[0];
  return {
    id: pull.id,
    number: pull.number,
    state: pull.state,
    draft: pull.isDraft,
    title: pull.title,
    body: pull.body,
    user: showAccount(call.urls, pull.author),
    url: `${api}/pulls/${pull.number}`,
    html_url: html,
    issue_url: `${api}/issues/${pull.number}`,
    comments_url: `${api}/issues/${pull.number}/comments`,
    statuses_url: `${api}/statuses/${pull.head.sha}`,
    created_at: pull.createdAt,
    updated_at: pull.updatedAt,
    merged_at: pull.mergedAs === undefined ? null : pull.updatedAt,
    merge_commit_sha: pull.mergedAs ?? pull.mergeSha,
    author_association: pull.head.repository === pull.repository ? "MEMBER" : "CONTRIBUTOR",
    head: {
      label: labelOf(pull),
      ref: pull.head.branch,
      sha: pull.head.sha,
      user: showAccount(call.urls, pull.author),
      repo: showRepositoryNamed(call, pull.head.repository),
    },
    base: {
      label: `${owner}:${pull.base.branch}`,
      ref: pull.base.branch,
      sha: pull.base.sha,
      repo: showRepositoryNamed(call, pull.repository),
    },
  };
}

/** A single pull request also says whether it can be merged, and counts. */
function showPullInFull(call: Call, pull: PullRequest): Record<string, unknown> {
  const sum = (count: (file: PullFile) => number): number =>
    pull.files.reduce((total, file) => total + count(file), 0);
  return {
    ...showPull(call, pull),
    merged: pull.mergedAs !== undefined,
    mergeable: pull.mergeSha !== null,
    mergeable_state: pull.mergeSha === null ? "dirty" : "clean",
    maintainer_can_modify: pull.head.repository !== pull.repository,
    comments: call.state.comments.filter(({ issue }) => issue === pull.number).length,
    changed_files: pull.files.length,
    additions: sum(({ additions }) => additions),
    deletions: sum(({ deletions }) => deletions),
  };
}

function showFile(call: Call, pull: PullRequest, file: PullFile): Record<string, unknown> {
  const url = `${call.urls.html}/${pull.repository}/blob/${pull.head.sha}/${encodeURIComponent(file.filename)}`;
  return {
    sha: pull.head.sha,
    filename: file.filename,
    status: file.status,
    additions: file.additions,
    deletions: file.deletions,
    changes: file.additions + file.deletions,
    blob_url: url,
    raw_url: url,
    contents_url: url,
    ...(file.patch === undefined ? {} : { patch: file.patch }),
    ...(file.previousFilename === undefined ? {} : { previous_filename: file.previousFilename }),
  };
}

function showReview(call: Call, pull: PullRequest, review: Review): Record<string, unknown> {
  const html = `${call.urls.html}/${pull.repository}/pull/${pull.number}#pullrequestreview-${review.id}`;
  const api = `${repositoryUrl(call.urls, pull.repository)}/pulls/${pull.number}`;
  return {
    id: review.id,
    user: showAccount(call.urls, review.author),
    body: review.body,
    state: review.state,
    commit_id: review.commit,
    submitted_at: review.submittedAt,
    html_url: html,
    pull_request_url: api,
    _links: { html: { href: html }, pull_request: { href: api } },
    author_association: "MEMBER",
  };
}
