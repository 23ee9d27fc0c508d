import { type Answer, listOf, notFound } from "../answer.ts";
import type { Call, Routes, View } from "../route.ts";
import type { Job, RunAttempt, Workflow, WorkflowRun } from "../state.ts";
import { repositoryUrl, showAccount, showRepositoryNamed } from "./accounts.ts";
import { pullsAt } from "./check-views.ts";

const needs = [{ actions: "read" }] as const;

/** Workflows, their runs, and the jobs of these. */
export const runRoutes: Routes = {
  "actions/list-repo-workflows": {
    needs,
    handle: (call) => listOf(workflowsOf(call), (workflow) => showWorkflow(call, workflow), "workflows"),
  },
  "actions/get-workflow": { needs, handle: readWorkflow },
  "actions/list-workflow-runs": { needs, handle: listRunsOfWorkflow },
  "actions/list-workflow-runs-for-repo": { needs, handle: (call) => listRuns(call, () => true) },
  "actions/get-workflow-run": {
    needs,
    handle: withRun((call, run) => shown(call, run, run.attempts.at(-1)!)),
  },
  "actions/get-workflow-run-attempt": {
    needs,
    handle: withAttempt((call, run, attempt) => shown(call, run, attempt)),
  },
  "actions/list-jobs-for-workflow-run": { needs, handle: withRun(listJobs) },
  "actions/list-jobs-for-workflow-run-attempt": {
    needs,
    handle: withAttempt((call, run, attempt) =>
      showJobs(call, run, ({ attempt: number }) => number === attempt.number),
    ),
  },
  "actions/get-job-for-workflow-run": { needs, handle: readJob },
};

function workflowsOf(call: Call): readonly Workflow[] {
  return call.state.workflows.filter(({ repository }) => repository === call.repository.fullName);
}

/** By number or by the name of its file, as GitHub takes it. */
function findWorkflow(call: Call): Workflow | undefined {
  const wanted = String(call.parameters["workflow_id"]);
  return workflowsOf(call).find(({ id, path }) => String(id) === wanted || path.split("/").at(-1) === wanted);
}

function readWorkflow(call: Call): Answer {
  const workflow = findWorkflow(call);
  return workflow === undefined ? notFound : { status: 200, body: showWorkflow(call, workflow) };
}

function listRunsOfWorkflow(call: Call): Answer {
  const workflow = findWorkflow(call);
  return workflow === undefined ? notFound : listRuns(call, (run) => run.workflow === workflow.id);
}

/** Newest first. `status` may also be a conclusion. */
function listRuns(call: Call, isMeant: (run: WorkflowRun) => boolean): Answer {
  const { branch, event, status, actor, head_sha: sha, created } = call.parameters;
  if (created !== undefined) call.violation("the fake does not filter runs by `created`");
  const found = runsOf(call).filter((run) => {
    const last = run.attempts.at(-1)!;
    return (
      isMeant(run) &&
      [undefined, run.headBranch].includes(branch as string) &&
      [undefined, run.event].includes(event as string) &&
      [undefined, run.actor.login].includes(actor as string) &&
      [undefined, run.headSha].includes(sha as string) &&
      [undefined, last.status, last.conclusion].includes(status as string)
    );
  });
  const newestFirst = found.toSorted((one, other) => other.number - one.number);
  return listOf(newestFirst, (run) => showRun(call, run, run.attempts.at(-1)!), "workflow_runs");
}

function runsOf(call: Call): readonly WorkflowRun[] {
  return call.state.runs.filter(({ repository }) => repository === call.repository.fullName);
}

export function withRun(handle: (call: Call, run: WorkflowRun) => Answer): (call: Call) => Answer {
  return (call) => {
    const run = runsOf(call).find(({ id }) => id === call.parameters["run_id"]);
    return run === undefined ? notFound : handle(call, run);
  };
}

function withAttempt(
  handle: (call: Call, run: WorkflowRun, attempt: RunAttempt) => Answer,
): (call: Call) => Answer {
  return withRun((call, run) => {
    const attempt = run.attempts.find(({ number }) => number === call.parameters["attempt_number"]);
    return attempt === undefined ? notFound : handle(call, run, attempt);
  });
}

function listJobs(call: Call, run: WorkflowRun): Answer {
  const isAll = call.parameters["filter"] === "all";
  return showJobs(call, run, ({ attempt }) => isAll || attempt === run.attempts.length);
}

function showJobs(call: Call, run: WorkflowRun, isMeant: (job: Job) => boolean): Answer {
  const jobs = call.state.jobs.filter((job) => job.run === run.id && isMeant(job));
  return listOf(jobs, (job) => showJob(call, run, job), "jobs");
}

function readJob(call: Call): Answer {
  const job = call.state.jobs.find(({ id }) => id === call.parameters["job_id"]);
  const run = runsOf(call).find(({ id }) => id === job?.run);
  return job === undefined || run === undefined ? notFound : { status: 200, body: showJob(call, run, job) };
}

function shown(call: Call, run: WorkflowRun, attempt: RunAttempt): Answer {
  return { status: 200, body: showRun(call, run, attempt) };
}

export function showRun(call: View, run: WorkflowRun, attempt: RunAttempt): Record<string, unknown> {
  const url = `${repositoryUrl(call.urls, run.repository)}/actions/runs/${run.id}`;
  const workflow = call.state.workflows.find(({ id }) => id === run.workflow);
  const commit = call.state.commits.get(run.headSha);
  return {
    id: run.id,
    name: workflow?.name ?? "",
    path: workflow?.path ?? "",
    workflow_id: run.workflow,
    run_number: run.number,
    run_attempt: attempt.number,
    event: run.event,
    status: attempt.status,
    conclusion: attempt.conclusion,
    head_branch: run.headBranch,
    head_sha: run.headSha,
    display_title: commit?.message ?? "",
    url,
    html_url: `${call.urls.html}/${run.repository}/actions/runs/${run.id}`,
    jobs_url: `${url}/jobs`,
    artifacts_url: `${url}/artifacts`,
    created_at: run.createdAt,
    updated_at: attempt.startedAt,
    run_started_at: attempt.startedAt,
    actor: showAccount(call.urls, run.actor),
    // Empty for a run from a fork.
    pull_requests: run.headRepository === run.repository ? pullsAt(call, run.repository, run.headSha) : [],
    repository: showRepositoryNamed(call, run.repository),
    head_repository: showRepositoryNamed(call, run.headRepository),
    head_commit: {
      id: run.headSha,
      message: commit?.message ?? "",
      timestamp: commit?.date ?? run.createdAt,
    },
  };
}

function showJob(call: Call, run: WorkflowRun, job: Job): Record<string, unknown> {
  const api = repositoryUrl(call.urls, run.repository);
  const workflow = call.state.workflows.find(({ id }) => id === run.workflow);
  return {
    id: job.id,
    run_id: run.id,
    run_url: `${api}/actions/runs/${run.id}`,
    run_attempt: job.attempt,
    name: job.name,
    workflow_name: workflow?.name ?? null,
    head_sha: run.headSha,
    head_branch: run.headBranch,
    status: job.status,
    conclusion: job.conclusion,
    url: `${api}/actions/jobs/${job.id}`,
    html_url: `${call.urls.html}/${run.repository}/actions/runs/${run.id}/job/${job.id}`,
    check_run_url: `${api}/check-runs/${job.id}`,
    created_at: job.startedAt,
    started_at: job.startedAt,
    completed_at: job.completedAt,
    labels: ["ubuntu-latest"],
    runner_name: job.runner,
    steps: [],
  };
}

export function showWorkflow(call: View, workflow: Workflow): Record<string, unknown> {
  const { id, name, path } = workflow;
  const url = `${repositoryUrl(call.urls, workflow.repository)}/actions/workflows/${id}`;
  return {
    id,
    name,
    path,
    state: "active",
    url,
    html_url: `${call.urls.html}/${workflow.repository}/blob/main/${path}`,
  };
}
