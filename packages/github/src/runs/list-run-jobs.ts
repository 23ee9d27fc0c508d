import { textAt } from "../answers/at.ts";
import type { Github } from "../client/github.ts";

export type ListRunJobsOptions = {
  readonly run: number;
  readonly attempt: number;
  /** RUNNER_NAME: on it runs the job that asks, which is not listed. */
  readonly ownRunner?: string;
};

/** The jobs of an attempt as one page of the API: what `tollgate gate --jobs` reads. */
export async function listRunJobs(
  github: Github,
  { run, attempt, ownRunner }: ListRunJobsOptions,
): Promise<{ readonly jobs: readonly unknown[] }> {
  const jobs = await github.pages(
    "GET /repos/{owner}/{repo}/actions/runs/{run_id}/attempts/{attempt_number}/jobs",
    { run_id: run, attempt_number: attempt },
    "jobs",
  );
  const isAsking = (job: unknown): boolean =>
    ownRunner !== undefined &&
    textAt(job, "status") === "in_progress" &&
    textAt(job, "runner_name") === ownRunner;
  return { jobs: jobs.filter((job) => !isAsking(job)) };
}
