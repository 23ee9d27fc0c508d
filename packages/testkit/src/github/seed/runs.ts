import { createHash } from "node:crypto";
import { accountOf } from "../account-of.ts";
import type { Artifact, Job, RunAttempt, RunStatus, Workflow, WorkflowRun } from "../state.ts";
import type { Given, Ground } from "./ground.ts";
import type { RepositorySeed } from "./repositories.ts";

export type RunSeed = {
  readonly workflow: (given?: Partial<Workflow>) => Workflow;
  readonly run: (given?: GivenRun) => WorkflowRun;
  /**
   * A further attempt of a run. Jobs that are not among `rerun` (names) are carried over from the attempt before
   * with new ids and their old times; whether GitHub gives them new ids is unverified.
   */
  readonly attempt: (run: WorkflowRun, rerun: readonly string[]) => RunAttempt;
  readonly job: (run: WorkflowRun, given: Given<Job, "name">) => Job;
  readonly artifact: (run: WorkflowRun, given: Given<Artifact, "name" | "bytes">) => Artifact;
};

type GivenRun = Partial<Omit<WorkflowRun, "attempts">> & {
  readonly status?: RunStatus;
  readonly conclusion?: string | null;
};

const ninetyDays = 90 * 24 * 3_600_000;

export function seedRuns({ state, main, now, id, time }: Ground, add: RepositorySeed): RunSeed {
  const workflow: RunSeed["workflow"] = (given = {}) => {
    const made = { id: id(), repository: main, name: "ci", path: ".github/workflows/ci.yml", ...given };
    state.workflows.push(made);
    return made;
  };
  return {
    workflow,
    run(given = {}) {
      const { status = "in_progress", conclusion = null, ...rest } = given;
      add.tip("main", rest.headRepository);
      const workflowId = rest.workflow ?? (state.workflows[0] ?? workflow()).id;
      const made: WorkflowRun = {
        id: id(),
        number: state.runs.length + 1,
        repository: main,
        event: "push",
        headSha: rest.headSha ?? add.commit().sha,
        headBranch: "main",
        headRepository: main,
        actor: accountOf("ada"),
        createdAt: time(),
        attempts: [{ number: 1, status, conclusion, startedAt: time() }],
        ...rest,
        workflow: workflowId,
      };
      state.runs.push(made);
      return made;
    },
    attempt(run, rerun) {
      const number = run.attempts.length + 1;
      const made: RunAttempt = { number, status: "in_progress", conclusion: null, startedAt: time() };
      for (const job of state.jobs.filter((one) => one.run === run.id && one.attempt === number - 1))
        if (!rerun.includes(job.name)) state.jobs.push({ ...job, id: id(), attempt: number });
      run.attempts.push(made);
      return made;
    },
    job(run, given) {
      const number = id();
      const basics = { id: number, run: run.id, attempt: run.attempts.length, startedAt: time() };
      const runner = given.status === "queued" ? null : `GitHub Actions ${number}`;
      const outcome = { status: "completed", conclusion: "success", completedAt: time() } as const;
      const made = { ...basics, runner, ...outcome, ...given };
      state.jobs.push(made);
      return made;
    },
    artifact(run, given) {
      const digest = `sha256:${createHash("sha256").update(given.bytes).digest("hex")}`;
      const basics = { id: id(), repository: run.repository, run: run.id, digest };
      const made = { ...basics, createdAt: time(), expiresAt: time(now() + ninetyDays), ...given };
      state.artifacts.push(made);
      return made;
    },
  };
}
