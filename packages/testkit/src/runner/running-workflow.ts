import { type Contexts, interpolateAll, interpolateText, isTrue } from "./expressions.ts";
import { type EndedJob, needsContext, orderOf, statusBefore, together } from "./job-needs.ts";
import { expandMatrix, type Leg, nameOfLeg } from "./matrix.ts";
import { grantedBy, type Permissions } from "./permissions.ts";
import { githubContext } from "./run-context.ts";
import type { JobResult } from "./run-job.ts";
import { defaultsOf, parseWorkflow, type Workflow, type WorkflowJob } from "./workflow-file.ts";
import type { Run } from "./workflow-run.ts";

/** What a workflow is started with: by an event, or by a job that calls it. */
export type Scope = {
  /** Before the names of its jobs: `caller / `. */
  readonly prefix: string;
  readonly inputs: Contexts;
  readonly secrets: Contexts;
  /** Rights that it has at most. */
  readonly limit: Permissions | undefined;
};

/** Runs all jobs of a workflow; the answer is how each ended. */
export async function runJobs(
  workflow: Workflow,
  scope: Scope,
  run: Run,
): Promise<ReadonlyMap<string, EndedJob>> {
  const ended = new Map<string, EndedJob>();
  for (const id of orderOf(workflow.jobs)) {
    const job = new RunningJob(id, workflow, scope, run, needsContext(workflow.jobs.get(id)!, ended));
    const status = run.isCancelled() ? "cancelled" : statusBefore(id, workflow.jobs, ended);
    ended.set(id, job.isMeant(status) ? together(await job.legs()) : job.skip());
  }
  return ended;
}

class RunningJob {
  readonly #id: string;
  readonly #job: WorkflowJob;
  readonly #workflow: Workflow;
  readonly #scope: Scope;
  readonly #run: Run;
  readonly #contexts: Contexts;

  constructor(id: string, workflow: Workflow, scope: Scope, run: Run, needs: Contexts) {
    this.#id = id;
    this.#job = workflow.jobs.get(id)!;
    this.#workflow = workflow;
    this.#scope = scope;
    this.#run = run;
    const { inputs, secrets } = scope;
    this.#contexts = { inputs, matrix: {}, needs, secrets, strategy: {}, vars: run.options.vars ?? {} };
  }

  isMeant(status: Parameters<typeof isTrue>[2]): boolean {
    return isTrue(this.#job.if, this.#before(this.#contexts), status);
  }

  /** A job that does not run is shown all the same. */
  skip(): JobResult {
    return this.#run.keep(this.#scope.prefix + (this.#job.name ?? this.#id), "skipped");
  }

  /** All jobs of its matrix, or the only one. */
  async legs(): Promise<readonly EndedJob[]> {
    const { failFast, matrix } = this.#job;
    const legs = expandMatrix(interpolateAll(matrix, this.#before(this.#contexts)));
    const results: EndedJob[] = [];
    for (const [at, leg] of legs.entries()) {
      const strategy = { "fail-fast": failFast, "job-index": at, "job-total": legs.length };
      const stops = failFast !== false && results.some(({ result }) => result === "failure");
      results.push(await this.#leg(leg, { ...this.#contexts, matrix: leg, strategy }, stops));
    }
    return results;
  }

  #leg(leg: Leg, contexts: Contexts, stops: boolean): Promise<EndedJob> | EndedJob {
    const { name: given, uses } = this.#job;
    const own =
      given === undefined ? nameOfLeg(this.#id, leg) : interpolateText(given, this.#before(contexts));
    const name = this.#scope.prefix + own;
    const earlier = this.#run.kept(name);
    if (earlier !== undefined) return earlier;
    if (stops) return this.#run.keep(name, "cancelled");
    return uses === undefined ? this.#steps(name, contexts) : this.#call(uses, name, contexts);
  }

  #steps(name: string, contexts: Contexts): Promise<JobResult> {
    const { steps, outputs, env } = this.#job;
    return this.#run.runJob(this.#id, name, this.#granted(), {
      steps,
      outputs,
      contexts,
      env: { ...this.#workflow.env, ...env },
    });
  }

  /** The jobs of a reusable workflow: they see nothing of the caller but what it passes. */
  async #call(uses: string, name: string, contexts: Contexts): Promise<EndedJob> {
    const called = parseWorkflow(this.#run.readFile(uses));
    const before = this.#before(contexts);
    const call = called.on.get("workflow_call");
    if (call === undefined) throw new Error(`${uses} cannot be called: it does not listen to workflow_call`);
    const { secrets, with: given } = this.#job;
    const ended = await runJobs(
      called,
      {
        prefix: `${name} / `,
        inputs: { ...defaultsOf(call["inputs"]), ...(interpolateAll(given, before) as Contexts) },
        secrets: secrets === "inherit" ? this.#scope.secrets : (interpolateAll(secrets, before) as Contexts),
        limit: this.#granted(),
      },
      this.#run,
    );
    const outputs = Object.entries((call["outputs"] ?? {}) as Readonly<Record<string, { value?: unknown }>>);
    const jobs = Object.fromEntries(ended);
    return {
      result: together([...ended.values()]).result,
      outputs: Object.fromEntries(outputs.map(([key, { value }]) => [key, interpolateText(value, { jobs })])),
    };
  }

  #granted(): Permissions | undefined {
    return grantedBy(this.#workflow.permissions, this.#job.permissions, this.#scope.limit);
  }

  /** The contexts that there are before the job has a machine. */
  #before(contexts: Contexts): Contexts {
    const nowhere = { workspace: "", temp: "", eventPath: "" };
    return { ...contexts, github: githubContext(this.#run.context(this.#id, ""), nowhere) };
  }
}
