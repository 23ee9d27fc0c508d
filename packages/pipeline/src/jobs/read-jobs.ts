import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { type RunJob, usageError } from "@tollgate/model";
import type { Environment } from "../environment.ts";
import { askingJob } from "./asking-job.ts";
import { parseJobs } from "./parse-jobs.ts";

const remedy =
  "Write it with: gh api --paginate --slurp repos/OWNER/NAME/actions/runs/RUN/attempts/ATTEMPT/jobs > jobs.json";

/** The run's jobs from a file, without the one that asks. */
export function readJobs({ cwd, env }: Environment, file: string): readonly RunJob[] {
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(resolve(cwd, file), "utf8"));
  } catch (error) {
    const wrong = error instanceof SyntaxError ? "is no JSON" : "is not there or cannot be opened";
    throw usageError(`--jobs: ${file} ${wrong}.`, remedy, error);
  }
  const parsed = parseJobs(value);
  if ("wrong" in parsed)
    throw usageError(`--jobs: ${file} is no list of a run's jobs: ${parsed.wrong}.`, remedy);
  const asking = askingJob(parsed.jobs, { job: env["GITHUB_JOB"], runner: env["RUNNER_NAME"] });
  return parsed.jobs.filter((listed) => listed !== asking).map(({ job }) => job);
}
