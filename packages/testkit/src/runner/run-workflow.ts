import type { FakeGithub, Job, Trigger, WorkflowRun } from "../github/index.ts";
import type { ArtifactService } from "./artifacts/artifact-service.ts";
import { type Contexts, interpolateAll, interpolateText, isTrue } from "./expressions.ts";
import { ancestorsOf, type EndedJob, needsContext, orderOf, statusBefore, together } from "./job-needs.ts";
import { expandMatrix, type Leg, nameOfLeg } from "./matrix.ts";
import { grantedBy } from "./permissions.ts";
import { githubContext, type RunContext } from "./run-context.ts";
import { type JobResult, type RunJobOptions, runJob } from "./run-job.ts";
import { factsOf } from "./trigger-facts.ts";
import { whyNotRun } from "./triggers.ts";
import { parseWorkflow, type Workflow, type WorkflowJob } from "./workflow-file.ts";

export type RunWorkflowOptions = Pick<
  RunJobOptions,
  "actions" | "repositories" | "cancel" | "onLine" | "machine"
> & {
  /** Where its runs, jobs and artifacts are, and who gives its tokens. */
  readonly github: FakeGithub;
  readonly artifacts: ArtifactService;
  /** By the fake's `event`. */
  readonly trigger: Trigger;
  /** Path in the repository. @default ".github/workflows/ci.yml" */
  readonly path?: string;
  /** Of the repository; a fork's run has none. */
  readonly secrets?: Readonly<Record<string, string>>;
  readonly vars?: Readonly<Record<string, string>>;
  /** "Re-run failed jobs" of this run: a further attempt, which keeps what was good. */
  readonly rerun?: WorkflowResult;
};

export type WorkflowResult = {
  readonly run: WorkflowRun;
  readonly conclusion: "success" | "failure" | "cancelled";
  /** By the name that GitHub shows; `build (1)` for a job of a matrix. */
  readonly jobs: ReadonlyMap<string, JobResult>;
};

/** Runs a workflow's jobs one after the other, for an event, as GitHub would. */
export async function runWorkflow(source: string, options: RunWorkflowOptions): Promise<WorkflowResult> {
  const workflow = parseWorkflow(source);
  const why = whyNotRun(workflow, options.trigger.eventName, factsOf(options.trigger));
  if (why !== undefined) throw new Error(`the workflow does not run: ${why}`);
  const again = options.rerun === undefined ? undefined : namesToRerun(workflow, options.rerun);
  const run = options.rerun?.run ?? beginRun(workflow, options);
  if (again !== undefined) options.github.add.attempt(run, [...again]);
  const running = new Running(workflow, options, run, again);
  for (const id of orderOf(workflow.jobs)) await running.next(id);
  return running.end();
}

class Running {
  readonly #workflow: Workflow;
  readonly #options: RunWorkflowOptions;
  readonly #run: WorkflowRun;
  /** Names of the jobs to run; all when undefined. */
  readonly #again: ReadonlySet<string> | undefined;
  readonly #ended = new Map<string, EndedJob>();
  readonly #jobs = new Map<string, JobResult>();

  constructor(
    workflow: Workflow,
    options: RunWorkflowOptions,
    run: WorkflowRun,
    again: ReadonlySet<string> | undefined,
  ) {
    this.#workflow = workflow;
    this.#options = options;
    this.#run = run;
    this.#again = again;
  }

  async next(id: string): Promise<void> {
    const job = this.#workflow.jobs.get(id)!;
    const wasCancelled = this.#options.cancel?.signal.aborted === true;
    const status = wasCancelled ? "cancelled" : statusBefore(id, this.#workflow.jobs, this.#ended);
    const contexts = this.#contexts(job);
    const before = { ...contexts, github: this.#githubBefore(id) };
    if (!isTrue(job.if, before, status)) {
      this.#keep(job.name ?? id, skippedJob);
      this.#ended.set(id, skippedJob);
      return;
    }
    const legs = expandMatrix(interpolateAll(job.matrix, before));
    const results: JobResult[] = [];
    for (const [at, matrix] of legs.entries()) {
      const strategy = { "fail-fast": job.failFast, "job-index": at, "job-total": legs.length };
      const stops = job.failFast !== false && results.some(({ result }) => result === "failure");
      results.push(await this.#leg(id, job, matrix, { ...contexts, matrix, strategy }, stops));
    }
    this.#ended.set(id, together(results));
  }

  end(): WorkflowResult {
    const { result } = together([...this.#ended.values()]);
    const conclusion = result === "skipped" ? "success" : result;
    Object.assign(this.#run.attempts.at(-1)!, { status: "completed", conclusion });
    return { run: this.#run, conclusion, jobs: this.#jobs };
  }

  /** One job of a matrix, or the only one. */
  async #leg(
    id: string,
    job: WorkflowJob,
    matrix: Leg,
    contexts: Contexts,
    stops: boolean,
  ): Promise<JobResult> {
    const named = { ...contexts, github: this.#githubBefore(id) };
    const name = job.name === undefined ? nameOfLeg(id, matrix) : interpolateText(job.name, named);
    const earlier = this.#options.rerun?.jobs.get(name);
    if (this.#again !== undefined && earlier !== undefined && !this.#again.has(name)) {
      this.#jobs.set(name, earlier);
      return earlier;
    }
    if (stops) return this.#keep(name, { ...skippedJob, result: "cancelled" });
    const shown = this.#begin(name);
    const result = await this.#runJob(id, name, job, contexts);
    finish(shown, result.result);
    this.#jobs.set(name, result);
    return result;
  }

  #runJob(id: string, name: string, job: WorkflowJob, contexts: Contexts): Promise<JobResult> {
    const { github, artifacts, trigger, actions, repositories, cancel, onLine, machine } = this.#options;
    const permissions = grantedBy(this.#workflow.permissions, job.permissions);
    const token = github.token({
      fork: factsOf(trigger).isFork,
      ...(permissions === undefined ? {} : { permissions }),
    });
    const attempt = this.#run.attempts.length;
    return runJob({
      steps: job.steps,
      run: this.#context(id, token),
      services: artifacts.servicesFor({ run: this.#run.id, attempt, job: name }),
      env: { ...this.#workflow.env, ...job.env },
      outputs: job.outputs,
      contexts,
      ...(actions === undefined ? {} : { actions }),
      ...(repositories === undefined ? {} : { repositories }),
      ...(cancel === undefined || cancel.signal.aborted ? {} : { cancel }),
      ...(onLine === undefined ? {} : { onLine }),
      ...(machine === undefined ? {} : { machine }),
    });
  }

  #context(job: string, token: string): RunContext {
    const { github, trigger, path } = this.#options;
    return {
      ...trigger,
      runId: this.#run.id,
      runAttempt: this.#run.attempts.length,
      runNumber: this.#run.number,
      workflow: this.#workflow.name ?? pathOf(path),
      workflowPath: pathOf(path),
      job,
      actor: this.#run.actor.login,
      token,
      apiUrl: github.apiUrl,
    };
  }

  /** The `github` context before the job has a machine. */
  #githubBefore(job: string): Contexts {
    return githubContext(this.#context(job, ""), { workspace: "", temp: "", eventPath: "" });
  }

  #contexts(job: WorkflowJob): Contexts {
    const { trigger, secrets = {}, vars = {} } = this.#options;
    return {
      inputs: inputsOf(this.#workflow, trigger),
      matrix: {},
      needs: needsContext(job, this.#ended),
      secrets: factsOf(trigger).isFork ? {} : secrets,
      strategy: {},
      vars,
    };
  }

  #begin(name: string): Job {
    const attempt = this.#run.attempts.length;
    const begun = { name, attempt, status: "in_progress", conclusion: null, completedAt: null } as const;
    return this.#options.github.add.job(this.#run, begun);
  }

  /** A job that does not run is shown all the same. */
  #keep(name: string, result: JobResult): JobResult {
    finish(this.#begin(name), result.result);
    this.#jobs.set(name, result);
    return result;
  }
}

const skippedJob: JobResult = {
  result: "skipped",
  steps: [],
  outputs: {},
  annotations: [],
  summaries: [],
  log: "",
};

function finish(job: Job, conclusion: JobResult["result"]): void {
  Object.assign(job, { status: "completed", conclusion, completedAt: job.startedAt });
}

function beginRun(workflow: Workflow, { github, trigger, path }: RunWorkflowOptions): WorkflowRun {
  const { repository, eventName } = trigger;
  const { head } = factsOf(trigger);
  const known = github.state.workflows.find(
    (one) => one.path === pathOf(path) && one.repository === repository,
  );
  const named = { name: workflow.name ?? pathOf(path), path: pathOf(path), repository };
  return github.add.run({
    repository,
    workflow: (known ?? github.add.workflow(named)).id,
    event: eventName,
    headSha: head.sha,
    headBranch: head.branch,
    headRepository: head.repository,
  });
}

/** What failed or did not run, and all that comes after it. */
function namesToRerun(workflow: Workflow, { jobs }: WorkflowResult): ReadonlySet<string> {
  const failed = [...jobs].filter(([, { result }]) => result !== "success").map(([name]) => name);
  const ids = new Set(failed.map((name) => idOf(workflow, name)));
  const after = [...jobs.keys()].filter((name) =>
    [...ancestorsOf(idOf(workflow, name), workflow.jobs)].some((id) => ids.has(id)),
  );
  return new Set([...failed, ...after]);
}

/** The job behind a shown name. */
function idOf(workflow: Workflow, name: string): string {
  const found = [...workflow.jobs].find(
    ([id, job]) => name === job.name || name === id || name.startsWith(`${id} (`),
  );
  if (found === undefined)
    throw new Error(`no job is called ${name}: give it no name with expressions to run it again`);
  return found[0];
}

function inputsOf(workflow: Workflow, { eventName, event }: Trigger): Contexts {
  if (eventName !== "workflow_dispatch") return {};
  const declared = (workflow.on.get(eventName)?.["inputs"] ?? {}) as Readonly<
    Record<string, { default?: unknown }>
  >;
  const defaults = Object.fromEntries(
    Object.entries(declared).map(([name, input]) => [name, input?.default ?? ""]),
  );
  return { ...defaults, ...((event["inputs"] ?? {}) as Contexts) };
}

function pathOf(path: string | undefined): string {
  return path ?? ".github/workflows/ci.yml";
}
