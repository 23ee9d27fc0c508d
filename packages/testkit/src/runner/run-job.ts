import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type ArtifactHost, downloadFiles, uploadFiles } from "./artifact-actions.ts";
import { checkoutScript } from "./checkout.ts";
import { type Contexts, interpolateText, isTrue, type Status } from "./expressions.ts";
import { writeGitConfiguration } from "./git-configuration.ts";
import { type JobStep, stepsContext } from "./job-contexts.ts";
import { Masks } from "./masks.ts";
import { pathWith, placeIn, type RunServices, runAction } from "./run-action.ts";
import {
  githubContext,
  machineVariables,
  type RunContext,
  runnerContext,
  runVariables,
} from "./run-context.ts";
import type { Cancel } from "./run-process.ts";
import { actHere, runStep, type StepResult, skippedStep } from "./step.ts";
import type { Annotation } from "./step-log.ts";
import { findAction } from "./used-action.ts";

/** A step of a workflow, as its YAML says. */
export type WorkflowStep = {
  readonly id?: string;
  readonly name?: string;
  readonly if?: string | boolean;
  readonly uses?: string;
  readonly with?: Readonly<Record<string, unknown>>;
  readonly run?: string;
  readonly shell?: string;
  readonly env?: Readonly<Record<string, unknown>>;
  readonly "working-directory"?: string;
  readonly "continue-on-error"?: boolean | string;
  readonly "timeout-minutes"?: number;
};

export type RunJobOptions = {
  readonly steps: readonly WorkflowStep[];
  readonly run: RunContext;
  /** Folders of actions by `owner/name/path`. */
  readonly actions?: Readonly<Record<string, string>>;
  /** Folders of git repositories by `owner/name`, for checkouts. */
  readonly repositories?: Readonly<Record<string, string>>;
  /** Of workflow and job; expressions are put in. */
  readonly env?: Readonly<Record<string, unknown>>;
  /** Of the job: names and expressions over `steps`. */
  readonly outputs?: Readonly<Record<string, string>>;
  /** `needs`, `matrix`, `strategy`, `inputs`, `vars`, `secrets`. */
  readonly contexts?: Contexts;
  readonly services?: RunServices;
  /** For `actions/upload-artifact` and `actions/download-artifact`. */
  readonly artifacts?: ArtifactHost;
  readonly cancel?: Cancel;
  readonly onLine?: (line: string) => void;
  /** GITHUB_WORKSPACE. @default a new folder, gone afterwards */
  readonly workspace?: string;
  /** Variables of the machine, beneath all others. */
  readonly machine?: Readonly<Record<string, string>>;
};

export type JobResult = {
  readonly result: "success" | "failure" | "cancelled" | "skipped";
  readonly steps: readonly JobStep[];
  readonly outputs: Readonly<Record<string, string>>;
  /** Fifty in all. */
  readonly annotations: readonly Annotation[];
  /** The summaries of the steps that have one: twenty are shown. */
  readonly summaries: readonly string[];
  readonly log: string;
};

/** Runs steps one after the other in one workspace, as a job does. */
export async function runJob(options: RunJobOptions): Promise<JobResult> {
  const temp = mkdtempSync(join(tmpdir(), "tollgate-job-"));
  const workspace = options.workspace ?? join(temp, "workspace");
  mkdirSync(workspace, { recursive: true });
  try {
    const job = new Job(options, temp, workspace);
    for (const step of options.steps) await job.next(step);
    return job.end();
  } finally {
    rmSync(temp, { recursive: true, force: true });
  }
}

/** What lasts from step to step. */
class Job {
  readonly #options: RunJobOptions;
  readonly #temp: string;
  readonly #workspace: string;
  readonly #masks = new Masks();
  readonly #steps: JobStep[] = [];
  readonly #env: Record<string, string> = {};
  readonly #paths: string[] = [];
  readonly #gitConfiguration: string;
  #status: Exclude<Status, "skipped"> = "success";

  constructor(options: RunJobOptions, temp: string, workspace: string) {
    this.#options = options;
    this.#temp = temp;
    this.#workspace = workspace;
    this.#gitConfiguration = join(temp, "gitconfig");
    const { run, repositories = {}, contexts, services, env = {} } = options;
    writeGitConfiguration(this.#gitConfiguration, run.serverUrl ?? "https://github.com", repositories);
    for (const secret of [run.token, services?.runtimeToken, ...Object.values(contexts?.["secrets"] ?? {})])
      if (typeof secret === "string") this.#masks.add(secret);
    for (const [name, value] of Object.entries(env))
      this.#env[name] = interpolateText(value, this.#contexts());
  }

  async next(step: WorkflowStep): Promise<void> {
    const wasCancelled = this.#options.cancel?.signal.aborted === true;
    if (wasCancelled) this.#status = "cancelled";
    const runs = isTrue(step.if, this.#contexts(), this.#status);
    const result = runs ? await this.#run(step, wasCancelled) : skippedStep;
    const mayFail = interpolateText(step["continue-on-error"], this.#contexts()) === "true";
    const conclusion = result.outcome === "failure" && mayFail ? "success" : result.outcome;
    this.#steps.push({ ...result, id: step.id, conclusion });
    if (conclusion === "cancelled" || (conclusion === "failure" && this.#status === "success"))
      this.#status = conclusion;
    for (const [name, value] of result.env) this.#env[name] = value;
    this.#paths.push(...result.paths);
  }

  end(): JobResult {
    const contexts = this.#contexts();
    // an output that holds a secret is left out
    const outputs = Object.entries(this.#options.outputs ?? {})
      .map(([name, value]) => [name, interpolateText(value, contexts)] as const)
      .filter(([, value]) => this.#masks.apply(value) === value);
    return {
      result: this.#status,
      steps: this.#steps,
      outputs: Object.fromEntries(outputs),
      annotations: this.#steps.flatMap(({ annotations }) => annotations).slice(0, 50),
      summaries: this.#steps.flatMap(({ summary }) => (summary === undefined ? [] : [summary])).slice(0, 20),
      log: this.#steps.map(({ log }) => log).join(""),
    };
  }

  #contexts(env: Readonly<Record<string, string>> = this.#env): Contexts {
    const { run, contexts } = this.#options;
    const place = { workspace: this.#workspace, temp: this.#temp, eventPath: "" };
    return {
      inputs: {},
      matrix: {},
      needs: {},
      strategy: {},
      vars: {},
      ...contexts,
      secrets: { GITHUB_TOKEN: run.token ?? "", ...(contexts?.["secrets"] ?? {}) },
      env,
      github: githubContext(run, place),
      job: { status: this.#status },
      runner: runnerContext(this.#options.run, place),
      steps: stepsContext(this.#steps),
    };
  }

  async #run(step: WorkflowStep, wasCancelled: boolean): Promise<StepResult> {
    const { run, services, actions = {}, onLine, cancel } = this.#options;
    const env = { ...this.#env, ...texts(step.env, this.#contexts()) };
    const contexts = this.#contexts(env);
    const given = texts(step.with, contexts);
    const shared = {
      masks: this.#masks,
      ...(onLine === undefined ? {} : { onLine }),
      // a step that begins after the cancel was meant to clean up
      ...(cancel === undefined || wasCancelled ? {} : { cancel }),
    };
    if (step.run !== undefined)
      return await this.#script(step, interpolateText(step.run, contexts), env, shared);
    if (step.uses === undefined) throw new Error(`a step has neither uses nor run: ${JSON.stringify(step)}`);
    const used = findAction(step.uses, this.#workspace, actions);
    if (used.kind === "nothing") return { ...skippedStep, outcome: "success" };
    if (used.kind === "checkout") {
      const script = checkoutScript(new Map(Object.entries(given)), run, this.#workspace);
      return await this.#script({ shell: "bash" }, script, env, shared);
    }
    if (used.kind === "upload" || used.kind === "download") {
      const { artifacts } = this.#options;
      if (artifacts === undefined) throw new Error(`no run keeps the artifacts of ${step.uses}`);
      const act = used.kind === "upload" ? uploadFiles : downloadFiles;
      return await actHere(this.#masks, () => act(artifacts, given, this.#workspace));
    }
    const temp = this.#temp;
    const machine = this.#machine();
    const workspace = this.#workspace;
    const served = services === undefined ? {} : { services };
    return await runAction({
      action: used.folder,
      run,
      workspace,
      temp,
      machine,
      with: given,
      env,
      ...served,
      ...shared,
    });
  }

  async #script(
    { shell, "working-directory": folder = "." }: Pick<WorkflowStep, "shell" | "working-directory">,
    script: string,
    env: Readonly<Record<string, string>>,
    shared: Pick<RunJobOptions, "cancel" | "onLine"> & { readonly masks: Masks },
  ): Promise<StepResult> {
    const file = join(this.#temp, `script-${this.#steps.length}.sh`);
    writeFileSync(file, script);
    const place = placeIn(this.#temp, this.#options.run, this.#workspace);
    return await runStep({
      command: "bash",
      args: [...shellArguments(shell), file],
      cwd: join(this.#workspace, folder),
      env: { ...machineVariables(), ...this.#machine(), ...env, ...runVariables(this.#options.run, place) },
      temp: this.#temp,
      isScript: true,
      ...shared,
    });
  }

  #machine(): Record<string, string> {
    return {
      GIT_CONFIG_NOSYSTEM: "1",
      GIT_CONFIG_GLOBAL: this.#gitConfiguration,
      ...pathWith(this.#paths),
      ...this.#options.machine,
    };
  }
}

function texts(
  given: Readonly<Record<string, unknown>> | undefined,
  contexts: Contexts,
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(given ?? {}).map(([name, value]) => [name, interpolateText(value, contexts)]),
  );
}

/** Named, bash also fails on a broken pipe. */
function shellArguments(shell: string | undefined): readonly string[] {
  if (shell === undefined) return ["-e"];
  if (shell === "bash") return ["--noprofile", "--norc", "-eo", "pipefail"];
  throw new Error(`only bash is run here, not ${shell}`);
}
