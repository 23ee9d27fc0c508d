import { type Problem, type Subject, usageError } from "@tollgate/model";
import { isShallow, type Parting, parentsOfHead, partFrom } from "../git/part-from.ts";
import { runGit, type WorkspaceEnvironment } from "../git/run-git.ts";
import type { EventBase, GithubEvent } from "./github-event.ts";
import type { Head } from "./read-head.ts";

/** The base as far as it is known, and what is wrong with it. */
export type BaseAnswer = {
  readonly base: Pick<Subject, "baseRef" | "baseSha" | "mergeBaseSha">;
  readonly problems: readonly Problem[];
};

/** The base that the user asked for. Throws a usage error when this clone does not have it. */
export function namedBase(git: WorkspaceEnvironment, name: string): BaseAnswer {
  // A checkout in CI has other branches only under their remote's name.
  for (const revision of [name, `refs/remotes/origin/${name}`]) {
    const parting = partFrom(git, revision);
    if (parting !== undefined) return answerFor(git, name, parting);
  }
  const shown = JSON.stringify(name.slice(0, 200));
  const fetch = isShallow(git)
    ? "This clone is shallow: fetch the history first (`fetch-depth: 0` of actions/checkout, or `git fetch --unshallow`)."
    : "Fetch it first (`git fetch origin`), or name a branch, tag or commit of this clone.";
  throw usageError(
    `--base ${shown} is no commit in this clone; tried were ${shown} and ${JSON.stringify(`origin/${name.slice(0, 200)}`)}.`,
    fetch,
  );
}

/** The base that GitHub's event names. */
export function eventBase(
  git: WorkspaceEnvironment,
  head: Head,
  event: GithubEvent,
  { branch, sha }: EventBase,
): BaseAnswer {
  const label = branch ?? sha!;
  const merged = event.headSha === undefined ? undefined : mergedBase(git, event.headSha);
  if (merged !== undefined) return answerFor(git, label, { tip: merged, mergeBase: merged });
  let best: Parting | undefined;
  for (const revision of [sha, branch === undefined ? undefined : `refs/remotes/origin/${branch}`]) {
    const parting = revision === undefined ? undefined : partFrom(git, revision);
    if (parting?.mergeBase !== undefined)
      return isOtherCheckout(head, event, parting)
        ? otherCheckout(label, parting)
        : answerFor(git, label, parting);
    best ??= parting;
  }
  if (best !== undefined) return answerFor(git, label, best);
  return { base: { baseRef: label }, problems: [isShallow(git) ? shallowClone(label) : notHere(label)] };
}

/**
 * A pull-request run checks out the merge of base and head. Its first parent is the base that it was merged with; the
 * event's own base can be older, and what others merged since would then look like part of the change.
 */
function mergedBase(git: WorkspaceEnvironment, headSha: string): string | undefined {
  const [base, head, ...more] = parentsOfHead(git);
  return head === headSha && more.length === 0 ? base : undefined;
}

/** A `pull_request_target` run checks out the base: comparing it with itself would find the pull request harmless. */
function isOtherCheckout(head: Head, { headSha }: GithubEvent, { mergeBase }: Parting): boolean {
  return headSha !== undefined && headSha !== head.sha && mergeBase === head.sha;
}

function otherCheckout(label: string, { tip }: Parting): BaseAnswer {
  const problem: Problem = {
    code: "other-commit",
    severity: "error",
    message: `The event is about a pull request, but what is checked out is its base ${label}.`,
    remedy: "Run Tollgate on the event `pull_request`, which checks out the pull request.",
  };
  return { base: { baseRef: label, baseSha: tip }, problems: [problem] };
}

/** The default branch, upstream before local; on it, its last commit but one. */
export function defaultBase(
  git: WorkspaceEnvironment,
  head: Head,
  defaultBranch: string | undefined,
): BaseAnswer {
  const ref = findDefaultBranch(git, defaultBranch);
  if (ref === undefined) {
    const shallow = isShallow(git);
    return { base: {}, problems: [shallow ? shallowClone("the default branch") : noBase] };
  }
  const parting = partFrom(git, ref.name);
  const isOnIt = parting?.mergeBase === head.sha && (head.branch === undefined || head.branch === ref.branch);
  if (parting === undefined) return { base: {}, problems: [noBase] };
  if (isOnIt) return lastCommit(git, head, ref.branch);
  return answerFor(git, ref.name.replace(/^refs\/(?:remotes|heads)\//, ""), parting);
}

/** On the default branch the change is its last commit: what was landed, whole, also by a merge. */
function lastCommit(git: WorkspaceEnvironment, head: Head, branch: string): BaseAnswer {
  const [parent] = parentsOfHead(git);
  if (parent !== undefined)
    return { base: { baseRef: "HEAD~1", baseSha: parent, mergeBaseSha: parent }, problems: [] };
  if (isShallow(git)) return { base: {}, problems: [shallowClone(`${branch} before it`)] };
  // The first commit of all: there is no change to it but what is not committed yet.
  if (head.sha === undefined) return { base: {}, problems: [noBase] };
  return { base: { baseRef: "HEAD", baseSha: head.sha, mergeBaseSha: head.sha }, problems: [] };
}

type DefaultBranch = { readonly name: string; readonly branch: string };

export function findDefaultBranch(
  git: WorkspaceEnvironment,
  named: string | undefined,
): DefaultBranch | undefined {
  const branches = [...(named === undefined ? [] : [named]), "main", "master"];
  const wanted = [
    "refs/remotes/origin/HEAD",
    ...branches.map((branch) => `refs/remotes/origin/${branch}`),
    ...branches.map((branch) => `refs/heads/${branch}`),
  ];
  const answer = runGit(git, ["for-each-ref", "--format=%(refname)%00%(symref)", ...wanted]);
  if (!answer.ok) return undefined;
  const found = new Map<string, string>();
  for (const line of answer.stdout.toString("utf8").split("\n")) {
    const [name, target] = line.split("\0");
    if (name) found.set(name, target || name);
  }
  const name = wanted.find((ref) => found.has(ref));
  if (name === undefined) return undefined;
  const target = found.get(name)!;
  return { name: target, branch: target.replace(/^refs\/(?:remotes\/origin|heads)\//, "") };
}

function answerFor(git: WorkspaceEnvironment, label: string, { tip, mergeBase }: Parting): BaseAnswer {
  if (mergeBase !== undefined)
    return { base: { baseRef: label, baseSha: tip, mergeBaseSha: mergeBase }, problems: [] };
  return {
    base: { baseRef: label, baseSha: tip },
    problems: [isShallow(git) ? shallowClone(label) : unrelated(label)],
  };
}

function shallowClone(label: string): Problem {
  return {
    code: "shallow-clone",
    severity: "warning",
    message: `This clone is shallow and does not hold where HEAD and ${label} part, so what changed is unknown.`,
    remedy: "Set `fetch-depth: 0` in actions/checkout, or run `git fetch --unshallow` before.",
  };
}

function notHere(label: string): Problem {
  return {
    code: "no-base",
    severity: "warning",
    message: `The base ${label} that the event names is not in this clone, so what changed is unknown.`,
    remedy: "Fetch it before (`git fetch origin`), or pass --base.",
  };
}

function unrelated(label: string): Problem {
  return {
    code: "no-base",
    severity: "warning",
    message: `HEAD and ${label} have no common ancestor, so what changed is unknown.`,
    remedy: "Pass --base with the branch that this work started from.",
  };
}

const noBase: Problem = {
  code: "no-base",
  severity: "info",
  message: "There is no default branch here to compare with.",
  remedy: "Pass --base with a branch, tag or commit, for example --base HEAD~1.",
};
