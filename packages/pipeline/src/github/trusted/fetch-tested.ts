import type { WorkflowRun } from "@tollgate/github";
import { type Bundle, type Problem, type Subject, sourceError } from "@tollgate/model";
import { fetchRefs, firstParent, hasCommit, mergeBaseOf, mergeDoubt, resolveRef } from "@tollgate/workspace";
import type { Environment } from "../../environment.ts";
import type { Tested } from "./tested.ts";

/** Commits that are there to be judged, in the clone that is trusted. */
export type Fetched = {
  readonly subject: Subject & { readonly headSha: string };
  readonly problems: readonly Problem[];
  /** Where the work goes: its policy rules, and its runs are the base. */
  readonly branch: string;
  /** Why a commit is neither the head nor its true test merge: a clause. */
  readonly doubtOf: (commit: string) => string | undefined;
};

export type FetchTestedOptions = {
  readonly token: string;
  readonly repository: string;
  /** Where the work goes that is of no pull request; absent where the event does not tell. */
  readonly defaultBranch: string | undefined;
};

/** Refs of our own: nothing that the clone has is moved. */
const refs = {
  head: "refs/tollgate/head",
  base: "refs/tollgate/base",
  merge: "refs/tollgate/merge",
} as const;

/**
 * Fetches head, base and what the evidence says that it was collected on; and says what is to be judged: the test merge of
 * head and base where the evidence is of that and it is true, else the head. Throws where the head cannot be fetched.
 */
export function fetchTested(
  environment: Environment,
  { run, headSha, pullRequest }: Tested,
  bundle: Bundle,
  options: FetchTestedOptions,
): Fetched {
  const { repository, defaultBranch } = options;
  const branch = pullRequest?.baseBranch ?? (run === undefined ? undefined : queueOf(run)) ?? defaultBranch;
  if (branch === undefined)
    throw sourceError(
      "Nothing tells to which branch the judged commit goes, so nobody knows by whose policy to judge it.",
      "The event's payload names the default branch: GITHUB_EVENT_PATH must be the one of this run.",
    );
  const from = pullRequest === undefined ? headSha : `refs/pull/${pullRequest.number}/head`;
  const fetched = fetchRefs(environment, {
    refs: [
      { from, to: refs.head },
      { from: `refs/heads/${branch}`, to: refs.base },
    ],
    credential: credentialOf(environment, options),
  });
  const head = resolveRef(environment, refs.head);
  const base = resolveRef(environment, refs.base);
  if (fetched !== undefined || head === undefined || base === undefined)
    throw sourceError(
      `The commit that is judged and the branch ${branch} cannot be fetched: ${fetched?.reason ?? "git does not find them"}.`,
      "Check out the repository before (`actions/checkout` with `fetch-depth: 0`), and let the token read contents.",
    );
  ensureHead(environment, headSha, options);
  const isProposal = run === undefined || run.event.startsWith("pull_request");
  const doubtOf = (commit: string): string | undefined => {
    if (commit === headSha) return undefined;
    if (!isProposal) return "the run is of another commit";
    return (
      fetchCommit(environment, commit, options) ?? mergeDoubt(environment, { commit, head: headSha, base })
    );
  };
  if (!isProposal)
    return {
      subject: { ...pushed(environment, headSha, base), repository, event: run.event },
      ...{ problems: [], branch, doubtOf },
    };
  const { judged = headSha, problems } = testedCommit(bundle, headSha, doubtOf);
  const mergeBase =
    judged === headSha ? mergeBaseOf(environment, base, headSha) : firstParent(environment, judged);
  return {
    subject: {
      ...{ repository, headSha: judged, dirty: false, baseRef: branch, baseSha: base },
      event: "pull_request",
      ...(mergeBase === undefined ? {} : { mergeBaseSha: mergeBase }),
      ...(pullRequest === undefined ? {} : { pullRequest: pullRequest.number }),
    },
    ...{ problems, branch, doubtOf },
  };
}

/** The branch that a merge group is for: GitHub names the group's own by it. */
function queueOf({ event, headBranch = "" }: WorkflowRun): string | undefined {
  if (event !== "merge_group") return undefined;
  const [, branch] = /^gh-readonly-queue\/(.+)\/pr-\d+-[0-9a-f]{40,64}$/.exec(headBranch) ?? [];
  if (branch !== undefined) return branch;
  throw sourceError(
    `The branch ${JSON.stringify(headBranch.slice(0, 80))} is of no merge queue, so nothing tells whose policy judges it.`,
    "Publish in the run of the merge group itself: its token can write.",
  );
}

/** A push that came since moved the pull request's ref, and may have left nothing of the head behind it. */
function ensureHead(environment: Environment, headSha: string, options: FetchTestedOptions): void {
  if (hasCommit(environment, headSha)) return;
  const refused = fetchRefs(environment, {
    refs: [{ from: headSha, to: refs.head }],
    credential: credentialOf(environment, options),
  });
  if (refused === undefined && hasCommit(environment, headSha)) return;
  throw sourceError(
    `The commit ${headSha.slice(0, 12)} cannot be fetched: ${refused?.reason ?? "git does not find it"}.`,
    "A newer push may have replaced it: its own run is judged then.",
  );
}

/** Of a push the change is what it brought: on the default branch its last commit. */
function pushed(
  environment: Environment,
  headSha: string,
  tip: string,
): Subject & { readonly headSha: string } {
  const parted = mergeBaseOf(environment, tip, headSha);
  const isOnBranch = parted === headSha;
  const before = isOnBranch ? firstParent(environment, headSha) : parted;
  return {
    ...{ headSha, dirty: false },
    ...(before === undefined
      ? {}
      : { baseRef: isOnBranch ? "HEAD~1" : tip, baseSha: isOnBranch ? before : tip, mergeBaseSha: before }),
  };
}

/** The test merge that the evidence is of; and commits that it says it is of, and that are none. */
function testedCommit(
  { evidence }: Bundle,
  headSha: string,
  doubtOf: Fetched["doubtOf"],
): { readonly judged?: string; readonly problems: readonly Problem[] } {
  const said = new Set(evidence.flatMap(({ commit }) => commit ?? []));
  said.delete(headSha);
  const problems: Problem[] = [];
  for (const commit of [...said].sort().slice(0, mostCommits)) {
    const doubt = doubtOf(commit);
    if (doubt === undefined) return { judged: commit, problems: [] };
    problems.push(noMerge(commit, doubt));
  }
  return { problems };
}

/** Evidence of one run is of one commit. */
const mostCommits = 3;

function fetchCommit(
  environment: Environment,
  commit: string,
  options: FetchTestedOptions,
): string | undefined {
  if (hasCommit(environment, commit)) return undefined;
  const refused = fetchRefs(environment, {
    refs: [{ from: commit, to: refs.merge }],
    credential: credentialOf(environment, options),
  });
  return refused === undefined ? undefined : `it cannot be fetched (${refused.reason})`;
}

function noMerge(commit: string, doubt: string): Problem {
  return {
    code: "other-commit",
    severity: "error",
    message: `The evidence says that it is of commit ${commit.slice(0, 12)}, which is neither the head of the pull request nor what GitHub merges to test it: ${doubt}.`,
    remedy:
      "Collect on what actions/checkout checks out for the event `pull_request`, then run the workflow again.",
  };
}

function credentialOf(
  { env }: Environment,
  { token }: FetchTestedOptions,
): { readonly server: string; readonly token: string } {
  return { server: env["GITHUB_SERVER_URL"] || "https://github.com", token };
}
