import { execFileSync } from "node:child_process";
import type { Job, WorkflowRun } from "../github/index.ts";
import type { Permissions } from "./permissions.ts";
import type { RunContext } from "./run-context.ts";
import { type JobResult, type RunJobOptions, runJob } from "./run-job.ts";
import { factsOf } from "./trigger-facts.ts";
import type { RunWorkflowOptions } from "./workflow-options.ts";

/** One attempt of a run: its jobs, those of the workflows that it calls among them. */
export class Run {
  readonly options: RunWorkflowOptions;
  /** Results by the name that GitHub shows. */
  readonly jobs: Map<string, JobResult> = new Map();
  readonly #record: WorkflowRun;
  readonly #workflow: string;
  readonly #again: ReadonlySet<string> | undefined;

  /** @param again names of the jobs to run; all when undefined */
  constructor(
    options: RunWorkflowOptions,
    record: WorkflowRun,
    workflow: string,
    again: ReadonlySet<string> | undefined,
  ) {
    this.options = options;
    this.#record = record;
    this.#workflow = workflow;
    this.#again = again;
  }

  isCancelled(): boolean {
    return this.options.cancel?.signal.aborted === true;
  }

  /** The result of the attempt before, where it stands. */
  kept(name: string): JobResult | undefined {
    const earlier = this.options.rerun?.jobs.get(name);
    if (this.#again === undefined || earlier === undefined || this.#again.has(name)) return;
    this.jobs.set(name, earlier);
    return earlier;
  }

  /** A job that has not run. */
  keep(name: string, result: "skipped" | "cancelled"): JobResult {
    const kept: JobResult = { result, steps: [], outputs: {}, annotations: [], summaries: [], log: "" };
    finish(this.#begin(name), result);
    this.jobs.set(name, kept);
    return kept;
  }

  async runJob(
    id: string,
    name: string,
    permissions: Permissions | undefined,
    job: Pick<RunJobOptions, "steps" | "outputs" | "contexts" | "env">,
  ): Promise<JobResult> {
    const { github, artifacts, trigger, actions, repositories, cancel, onLine, machine } = this.options;
    const granted = permissions === undefined ? {} : { permissions };
    const token = github.token({ fork: factsOf(trigger).isFork, ...granted });
    const attempt = this.#record.attempts.length;
    const shown = this.#begin(name);
    const result = await runJob({
      ...job,
      run: { ...this.context(id, token), ...(shown.runner === null ? {} : { runner: shown.runner }) },
      services: artifacts.servicesFor({ run: this.#record.id, attempt, job: name }),
      artifacts: { github, run: this.#record },
      ...(actions === undefined ? {} : { actions }),
      ...(repositories === undefined ? {} : { repositories }),
      ...(cancel === undefined || cancel.signal.aborted ? {} : { cancel }),
      ...(onLine === undefined ? {} : { onLine }),
      ...(machine === undefined ? {} : { machine }),
    });
    for (const what of leaksOf(result, github)) github.violations.push({ where: `job ${name}`, what });
    finish(shown, result.result);
    this.jobs.set(name, result);
    return result;
  }

  context(job: string, token: string): RunContext {
    const { github, trigger, path, serverUrl } = this.options;
    return {
      ...trigger,
      runId: this.#record.id,
      runAttempt: this.#record.attempts.length,
      runNumber: this.#record.number,
      workflow: this.#workflow,
      ...(path === undefined ? {} : { workflowPath: path }),
      job,
      actor: this.#record.actor.login,
      token,
      apiUrl: github.apiUrl,
      ...(serverUrl === undefined ? {} : { serverUrl }),
    };
  }

  /** `./path` of a workflow, at the commit of the run. */
  readFile(uses: string): string {
    const { repositories, trigger } = this.options;
    const cwd = repositories?.[trigger.repository];
    if (!uses.startsWith("./") || cwd === undefined) throw new Error(`nothing stands in for ${uses}`);
    return execFileSync("git", ["show", `${trigger.sha}:${uses.slice(2)}`], { cwd, encoding: "utf8" });
  }

  #begin(name: string): Job {
    const attempt = this.#record.attempts.length;
    const begun = { name, attempt, status: "in_progress", conclusion: null, completedAt: null } as const;
    return this.options.github.add.job(this.#record, begun);
  }
}

/** Where a step shows a token: the runner's masks must not be the only thing that hides it. */
function leaksOf({ steps }: JobResult, { holdsSecret }: RunWorkflowOptions["github"]): readonly string[] {
  return steps.flatMap(({ output, summary, outputs }, at) => {
    const said = output.split("\n").filter((line) => !line.startsWith("::add-mask::"));
    const places = { log: said.join("\n"), summary: summary ?? "", output: [...outputs.values()].join("\n") };
    return Object.entries(places)
      .filter(([, text]) => holdsSecret(text))
      .map(([place]) => `a secret in the ${place} of step ${at + 1}`);
  });
}

function finish(job: Job, conclusion: JobResult["result"]): void {
  Object.assign(job, { status: "completed", conclusion, completedAt: job.startedAt });
}
