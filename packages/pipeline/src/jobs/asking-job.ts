import { isSameJob } from "./job-name.ts";
import type { ListedJob } from "./parse-jobs.ts";

export type Asking = {
  /** GITHUB_JOB: an id, which every leg of a matrix has. */
  readonly job: string | undefined;
  /** RUNNER_NAME: a machine runs one job at a time. */
  readonly runner: string | undefined;
};

/**
 * Which of a run's jobs is the one that asks: it is still running, and it is not waited for. By its machine where the list
 * tells machines, else by its id where only one that runs is called so: of several legs one may be waited for.
 */
export function askingJob(jobs: readonly ListedJob[], { job, runner = "" }: Asking): ListedJob | undefined {
  const running = jobs.filter((listed) => listed.job.end === "running");
  if (runner !== "" && jobs.some((listed) => listed.runner !== undefined))
    return running.find((listed) => listed.runner === runner);
  const named = job === undefined ? [] : running.filter((listed) => isSameJob(listed.job.name, job));
  return named.length === 1 ? named[0] : undefined;
}
