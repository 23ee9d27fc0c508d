import { createRequire } from "node:module";
import type { Urls } from "./route.ts";
import { showAccount, showRepository, showRepositoryNamed } from "./routes/accounts.ts";
import { showPull } from "./routes/pulls.ts";
import { showRun, showWorkflow } from "./routes/runs.ts";
import { accountOf } from "./seed.ts";
import { findRepository, type PullRequest, type Repository, type State, type WorkflowRun } from "./state.ts";

/** What an event tells a run: members of the runner stand-in's `RunContext`. */
export type Trigger = {
  readonly repository: string;
  readonly eventName: string;
  readonly event: Readonly<Record<string, unknown>>;
  readonly sha: string;
  readonly ref: string;
  readonly headRef?: string;
  readonly baseRef?: string;
};

type Overrides = Readonly<Record<string, unknown>>;

/**
 * Events about what is in the state: examples of GitHub's webhooks with names, numbers and commits of the fake.
 * `overrides` are merged into the payload last. GITHUB_SHA is what GitHub gives: see the table of events in its
 * documentation "Events that trigger workflows".
 */
export type Events = {
  /** The sha is the test merge commit; a pull request that conflicts starts no run. */
  readonly pullRequest: (pull: PullRequest, overrides?: Overrides) => Trigger;
  readonly pullRequestTarget: (pull: PullRequest, overrides?: Overrides) => Trigger;
  /** A push that moved a branch to where it is now. */
  readonly push: (branch: string, overrides?: Overrides) => Trigger;
  /** The queue's own commit on top of the base, which must be known. */
  readonly mergeGroup: (pull: PullRequest, sha: string, overrides?: Overrides) => Trigger;
  readonly workflowRun: (run: WorkflowRun, overrides?: Overrides) => Trigger;
  readonly schedule: (cron: string, overrides?: Overrides) => Trigger;
  readonly workflowDispatch: (branch: string, overrides?: Overrides) => Trigger;
};

export type EventOptions = {
  readonly state: State;
  readonly main: string;
  readonly urls: () => Urls;
  /** GHES takes the tip of the pull request's base branch for `pull_request_target` (before 3.20). */
  readonly isServer: boolean;
};

export function createEvents({ state, main, urls, isServer }: EventOptions): Events {
  const view = () => ({ state, urls: urls() });
  const repository = (): Repository => findRepository(state, main)!;
  const make = (
    eventName: string,
    example: Example | undefined,
    place: Pick<Trigger, "sha" | "ref"> & Partial<Trigger>,
    ...parts: readonly Overrides[]
  ): Trigger => {
    const shown = {
      repository: showRepository(urls(), repository()),
      sender: showAccount(urls(), accountOf("ada")),
    };
    const renamed = JSON.stringify(example ?? {}).replaceAll(exampleNames, main);
    const event = [shown, ...parts].reduce<Overrides>(merge, JSON.parse(renamed));
    return { repository: main, eventName, event, ...place };
  };
  const atTip = (branch: string): { sha: string; ref: string } => {
    const sha = repository().branches.get(branch);
    if (sha === undefined) throw new Error(`no commit is known on ${branch}`);
    return { sha, ref: `refs/heads/${branch}` };
  };
  const branchesOf = (pull: PullRequest) => ({ headRef: pull.head.branch, baseRef: pull.base.branch });
  const aboutPull = (pull: PullRequest): Overrides => ({
    number: pull.number,
    pull_request: showPull(view(), pull),
    sender: showAccount(urls(), pull.author),
  });
  return {
    pullRequest(pull, overrides = {}) {
      if (pull.mergeSha === null) throw new Error("a pull request that conflicts starts no run");
      const place = { sha: pull.mergeSha, ref: `refs/pull/${pull.number}/merge`, ...branchesOf(pull) };
      return make(
        "pull_request",
        exampleOf("pull_request", "synchronize"),
        place,
        aboutPull(pull),
        overrides,
      );
    },
    pullRequestTarget(pull, overrides = {}) {
      const place = {
        ...atTip(isServer ? pull.base.branch : repository().defaultBranch),
        ...branchesOf(pull),
      };
      const example = exampleOf("pull_request", "synchronize");
      return make("pull_request_target", example, place, aboutPull(pull), overrides);
    },
    push(branch, overrides = {}) {
      const { sha, ref } = atTip(branch);
      const commit = state.commits.get(sha)!;
      const head = { id: sha, message: commit.message, timestamp: commit.date };
      const moved = {
        ref,
        after: sha,
        before: commit.parents[0] ?? "0".repeat(40),
        head_commit: head,
        commits: [head],
      };
      return make(
        "push",
        exampleOf("push"),
        { sha, ref },
        moved,
        { created: false, base_ref: null },
        overrides,
      );
    },
    mergeGroup(pull, sha, overrides = {}) {
      const ref = `refs/heads/gh-readonly-queue/${pull.base.branch}/pr-${pull.number}-${pull.base.sha}`;
      const { message, date } = state.commits.get(sha)!;
      const group = {
        head_sha: sha,
        head_ref: ref,
        base_sha: pull.base.sha,
        base_ref: `refs/heads/${pull.base.branch}`,
        head_commit: { id: sha, message, timestamp: date },
      };
      return make("merge_group", exampleOf("merge_group"), { sha, ref }, { merge_group: group }, overrides);
    },
    workflowRun(run, overrides = {}) {
      const attempt = run.attempts.at(-1)!;
      const workflow = state.workflows.find(({ id }) => id === run.workflow);
      const shown = {
        action: attempt.status === "completed" ? "completed" : "requested",
        workflow: workflow === undefined ? null : showWorkflow(view(), workflow),
        workflow_run: {
          ...showRun(view(), run, attempt),
          repository: showRepositoryNamed(view(), run.repository),
        },
      };
      const example = exampleOf("workflow_run", shown.action);
      return make("workflow_run", example, atTip(repository().defaultBranch), shown, overrides);
    },
    // GitHub has no webhook of this name; a run gets this much.
    schedule: (cron, overrides = {}) =>
      make("schedule", undefined, atTip(repository().defaultBranch), { schedule: cron }, overrides),
    workflowDispatch(branch, overrides = {}) {
      const place = atTip(branch);
      return make("workflow_dispatch", exampleOf("workflow_dispatch"), place, { ref: place.ref }, overrides);
    },
  };
}

type Example = Readonly<Record<string, unknown>>;

/** Repositories of the examples, left in many links. */
const exampleNames = /Codertocat\/Hello-World|octo-org\/octo-repo/g;

let read: readonly { readonly name: string; readonly examples: readonly Example[] }[] | undefined;

function exampleOf(name: string, action?: string): Example {
  read ??= createRequire(import.meta.url)("@octokit/webhooks-examples");
  const examples = read?.find((one) => one.name === name)?.examples ?? [];
  const fitting = examples.find((one) => action === undefined || one["action"] === action);
  if (fitting === undefined) throw new Error(`GitHub's examples have no ${name} ${action}`);
  return fitting;
}

/** Objects are merged, all else is replaced. */
function merge(base: Overrides, over: Overrides): Overrides {
  const merged: Record<string, unknown> = { ...base };
  for (const [name, value] of Object.entries(over)) {
    const old = merged[name];
    merged[name] = isObject(value) && isObject(old) ? merge(old, value) : value;
  }
  return merged;
}

function isObject(value: unknown): value is Overrides {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
