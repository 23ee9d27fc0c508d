import type { Github, PullRequest, WorkflowRun } from "@tollgate/github";
import { type Problem, type RunRef, usageError } from "@tollgate/model";
import { readPayload } from "@tollgate/workspace";
import type { Environment } from "../../environment.ts";
import { publicationOptions } from "../../outputs/publication-options.ts";

/** What is judged anew: all of it comes from the event and the API, nothing from an artifact. */
export type Tested = {
  /** The run that tested; absent where none has finished. */
  readonly run?: WorkflowRun;
  /** The run that the verdict is of: the one that tested, else this one. */
  readonly of: RunRef;
  readonly headSha: string;
  /** Of which an artifact may say nothing else. Absent: none is open with this head, or several are. */
  readonly pullRequest?: PullRequest;
  readonly problems: readonly Problem[];
};

export type FindTestedOptions = {
  /** A run that is named, in place of that of the event. */
  readonly runId?: number;
  /** On `pull_request_target`: the workflow that tests pull requests. */
  readonly workflow?: string;
};

/** The run, commit and pull request that the event is about. */
export async function findTested(
  environment: Environment,
  github: Github,
  { runId, workflow }: FindTestedOptions,
): Promise<Tested> {
  const { env } = environment;
  const name = env["GITHUB_EVENT_NAME"];
  const payload = readPayload(env["GITHUB_EVENT_PATH"] ?? "");
  const { pullRequestInEvent, readRun, runInEvent } = await import("@tollgate/github");
  if (runId !== undefined) return ofRun(github, await readRun(github, runId));
  if (name === "workflow_run") return ofRun(github, runInEvent(payload));
  const own = ownRun(environment);
  if (name === "pull_request_target")
    return ofPullRequest(github, pullRequestInEvent(payload), { own, workflow });
  return ofRun(github, await readRun(github, own.id));
}

function ownRun(environment: Environment): RunRef {
  const { run } = publicationOptions(environment);
  if (run !== undefined) return run;
  throw usageError(
    "Nothing tells which run is to be judged anew.",
    "Run it on the event `workflow_run` or `pull_request_target`, or name the run: `run-id`.",
  );
}

async function ofRun(github: Github, run: WorkflowRun): Promise<Tested> {
  const { isSameRepository } = await import("@tollgate/github");
  const { id, attempt, headSha, headRepository, headBranch, event } = run;
  const known = { run, of: { id, attempt }, headSha };
  // Reviews and their comments, too.
  const isPullRequest = event.startsWith("pull_request");
  if (!isPullRequest && !isSameRepository(headRepository, github.repository))
    throw usageError(
      `The run ${id} is of ${headRepository ?? "a repository that is gone"} and of the event ${event}, which is not judged for ${github.repository}.`,
      "Judge runs of pull requests, or of the repository's own branches.",
    );
  if (!isPullRequest) return { ...known, problems: [] };
  return {
    ...known,
    ...(await askedBy(github, { repository: headRepository, branch: headBranch, sha: headSha })),
  };
}

/** The one open pull request with a head as it is now; else why there is none that could be judged. */
async function askedBy(
  github: Github,
  { repository, branch, sha }: { repository: string | undefined; branch: string | undefined; sha: string },
): Promise<Pick<Tested, "pullRequest" | "problems">> {
  if (repository === undefined || branch === undefined)
    return { problems: [noPullRequest(sha, "the repository or branch that it came from is gone")] };
  const { findPullRequests } = await import("@tollgate/github");
  const { own, others } = await findPullRequests(github, { repository, branch, sha });
  const [pullRequest] = own;
  const bases = new Set([...own, ...others].map(({ baseBranch }) => baseBranch));
  if (pullRequest === undefined)
    return { problems: [noPullRequest(sha, "that of its branch has another head by now, or is closed")] };
  if (own.length > 1 || bases.size > 1) return { problems: [severalPullRequests([...own, ...others])] };
  return { pullRequest, problems: [] };
}

/** Its check outlives the pull request's being closed, moved or aimed elsewhere: no other branch's policy may make it pass. */
function noPullRequest(sha: string, why: string): Problem {
  return {
    code: "other-commit",
    severity: "error",
    message: `No open pull request has the commit ${sha.slice(0, 12)} as its head, so nobody knows by which branch's policy to judge it: ${why}.`,
    remedy:
      "Run the tests again for a pull request that is open with this commit; else nothing is to be done.",
  };
}

/**
 * A check belongs to the commit, so all of them show it; and each base has a policy and a merge of its own. A verdict by the
 * lax one must not open the way into the other.
 */
function severalPullRequests(found: readonly PullRequest[]): Problem {
  const numbers = found.map(({ number, baseBranch }) => `#${number} (to ${baseBranch})`);
  return {
    code: "other-commit",
    severity: "error",
    message: `Several open pull requests have this head: ${numbers.join(", ")}. A check is shown in all of them, so none is judged.`,
    remedy: "Close all but one of them, or give each a commit of its own.",
  };
}

async function ofPullRequest(
  github: Github,
  { headSha, headRepository, headBranch }: PullRequest,
  { own, workflow }: { readonly own: RunRef; readonly workflow: string | undefined },
): Promise<Tested> {
  const { findTestedRun } = await import("@tollgate/github");
  const run =
    headRepository === undefined
      ? undefined
      : await findTestedRun(github, {
          sha: headSha,
          repository: headRepository,
          ...(workflow === undefined ? {} : { workflow }),
        });
  return {
    ...(run === undefined ? {} : { run }),
    of: run === undefined ? own : { id: run.id, attempt: run.attempt },
    headSha,
    // As it is now: it may have another base than when the event was sent.
    ...(await askedBy(github, { repository: headRepository, branch: headBranch, sha: headSha })),
  };
}
