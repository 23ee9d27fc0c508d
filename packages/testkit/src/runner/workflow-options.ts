import type { FakeGithub, Trigger, WorkflowRun } from "../github/index.ts";
import type { ArtifactService } from "./artifacts/artifact-service.ts";
import type { JobResult, RunJobOptions } from "./run-job.ts";

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
  /** Of a GitHub Enterprise Server. @default "https://github.com" */
  readonly serverUrl?: string;
  /** Of the repository; a fork's run has none. */
  readonly secrets?: Readonly<Record<string, string>>;
  readonly vars?: Readonly<Record<string, string>>;
  /** "Re-run failed jobs" of this run: a further attempt, which keeps what was good. */
  readonly rerun?: WorkflowResult;
};

export type WorkflowResult = {
  readonly run: WorkflowRun;
  readonly conclusion: "success" | "failure" | "cancelled";
  /** By the name that GitHub shows: `build (1)` for a job of a matrix, `caller / build` for one that was called. */
  readonly jobs: ReadonlyMap<string, JobResult>;
};
