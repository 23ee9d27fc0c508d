import { unexpected } from "../answers/unexpected.ts";
import type { Github } from "../client/github.ts";

/** The jobs of an attempt as one page of the API: what `tollgate gate --jobs` reads. A run without a job is none. */
export async function listRunJobs(
  github: Github,
  { run, attempt }: { readonly run: number; readonly attempt: number },
): Promise<{ readonly jobs: readonly unknown[] }> {
  const jobs = await github.pages(
    "GET /repos/{owner}/{repo}/actions/runs/{run_id}/attempts/{attempt_number}/jobs",
    { run_id: run, attempt_number: attempt },
    "jobs",
  );
  if (jobs.length === 0) throw unexpected("list of the jobs of a run");
  return { jobs };
}
