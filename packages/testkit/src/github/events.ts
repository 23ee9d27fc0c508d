import { accountOf } from "./account-of.ts";
import { type Example, exampleOf, merge } from "./event-examples.ts";
import { findRepository } from "./lookup.ts";
import type { Urls, View } from "./route.ts";
import { showAccount, showRepository } from "./routes/accounts.ts";
import { showPull } from "./routes/pulls.ts";
import { showRun, showWorkflow } from "./routes/runs.ts";
import type { Commit, PullRequest, Repository, State, WorkflowRun } from "./state.ts";

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

type Overrides = Example;

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
  const repository = (): Repository => findRepository(state, main)!;
  const make = (
    trigger: Pick<Trigger, "eventName" | "sha" | "ref">,
    example: Example,
    more: Overrides,
  ): Trigger => {
    const sender = showAccount(urls(), accountOf("ada"));
    const shown = { repository: showRepository(urls(), repository()), sender };
    return { repository: main, ...trigger, event: merge(merge(example, shown), more) };
  };
  const atTip = (branch: string = repository().defaultBranch): { sha: string; ref: string } => {
    const sha = repository().branches.get(branch);
    if (sha === undefined) throw new Error(`no commit is known on ${branch}`);
    return { sha, ref: `refs/heads/${branch}` };
  };
  const aboutPull = (eventName: string, pull: PullRequest, place: { sha: string; ref: string }): Trigger => {
    const pull_request = showPull({ state, urls: urls() }, pull);
    const shown = { number: pull.number, pull_request, sender: showAccount(urls(), pull.author) };
    const trigger = make({ eventName, ...place }, exampleOf("pull_request", "synchronize", main), shown);
    return { ...trigger, headRef: pull.head.branch, baseRef: pull.base.branch };
  };
  const changed = (trigger: Trigger, overrides: Overrides = {}): Trigger => ({
    ...trigger,
    event: merge(trigger.event, overrides),
  });
  return {
    pullRequest(pull, overrides) {
      if (pull.mergeSha === null) throw new Error("a pull request that conflicts starts no run");
      const place = { sha: pull.mergeSha, ref: `refs/pull/${pull.number}/merge` };
      return changed(aboutPull("pull_request", pull, place), overrides);
    },
    pullRequestTarget: (pull, overrides) =>
      changed(
        aboutPull("pull_request_target", pull, atTip(isServer ? pull.base.branch : undefined)),
        overrides,
      ),
    push(branch, overrides) {
      const place = atTip(branch);
      const moved = aboutPush(state.commits.get(place.sha)!, place.ref);
      return changed(
        make({ eventName: "push", ...place }, exampleOf("push", undefined, main), moved),
        overrides,
      );
    },
    mergeGroup(pull, sha, overrides) {
      const group = aboutGroup(pull, state.commits.get(sha)!);
      const place = { eventName: "merge_group", sha, ref: group.head_ref };
      return changed(
        make(place, exampleOf("merge_group", undefined, main), { merge_group: group }),
        overrides,
      );
    },
    workflowRun(run, overrides) {
      const shown = aboutRun({ state, urls: urls() }, run);
      const example = exampleOf("workflow_run", shown.action, main);
      return changed(make({ eventName: "workflow_run", ...atTip() }, example, shown), overrides);
    },
    // GitHub has no webhook of this name; a run gets this much.
    schedule: (cron, overrides) =>
      changed(make({ eventName: "schedule", ...atTip() }, {}, { schedule: cron }), overrides),
    workflowDispatch(branch, overrides) {
      const place = atTip(branch);
      const example = exampleOf("workflow_dispatch", undefined, main);
      return changed(
        make({ eventName: "workflow_dispatch", ...place }, example, { ref: place.ref }),
        overrides,
      );
    },
  };
}

function aboutPush({ sha, message, date, parents }: Commit, ref: string): Example {
  const head = { id: sha, message, timestamp: date };
  const before = parents[0] ?? "0".repeat(40);
  return { ref, before, after: sha, head_commit: head, commits: [head], created: false, base_ref: null };
}

function aboutGroup(
  pull: PullRequest,
  { sha, message, date }: Commit,
): Example & { readonly head_ref: string } {
  return {
    head_sha: sha,
    head_ref: `refs/heads/gh-readonly-queue/${pull.base.branch}/pr-${pull.number}-${pull.base.sha}`,
    base_sha: pull.base.sha,
    base_ref: `refs/heads/${pull.base.branch}`,
    head_commit: { id: sha, message, timestamp: date },
  };
}

function aboutRun(view: View, run: WorkflowRun): Example & { readonly action: string } {
  const attempt = run.attempts.at(-1)!;
  const workflow = view.state.workflows.find(({ id }) => id === run.workflow);
  return {
    action: attempt.status === "completed" ? "completed" : "requested",
    workflow: workflow === undefined ? null : showWorkflow(view, workflow),
    workflow_run: showRun(view, run, attempt),
  };
}
