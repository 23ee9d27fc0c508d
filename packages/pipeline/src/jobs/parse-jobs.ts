import { at, compareText, type JobEnd, type RunJob } from "@tollgate/model";

/** A job, and the machine that runs it where one does and the list tells. */
export type ListedJob = { readonly job: RunJob; readonly runner?: string };

/** The jobs, or what is wrong with the document: a clause. */
export type ParsedJobs = { readonly jobs: readonly ListedJob[] } | { readonly wrong: string };

/**
 * Reads what GitHub's API answers for the jobs of a run (`{ total_count, jobs }`), one page or a list of pages. A list that
 * leaves jobs out is refused: the job that is missing may be the one that failed.
 */
export function parseJobs(value: unknown): ParsedJobs {
  const pages = Array.isArray(value) ? value : [value];
  const jobs: ListedJob[] = [];
  let total = 0;
  for (const page of pages) {
    const listed = at(page, "jobs");
    if (!Array.isArray(listed)) return { wrong: `it has no list "jobs"` };
    const count = at(page, "total_count");
    total = Math.max(total, typeof count === "number" ? count : listed.length);
    for (const job of listed) {
      const name = at(job, "name");
      if (typeof name !== "string" || name === "") return { wrong: "it has a job without a name" };
      const attempt = at(job, "run_attempt");
      const runner = at(job, "runner_name");
      jobs.push({
        job: {
          name,
          ...(typeof attempt === "number" && Number.isSafeInteger(attempt) && attempt > 0 ? { attempt } : {}),
          end: endOf(at(job, "status"), at(job, "conclusion")),
        },
        ...(typeof runner === "string" && runner !== "" ? { runner } : {}),
      });
    }
  }
  if (jobs.length === 0) return { wrong: "it lists no job" };
  if (total > jobs.length) return { wrong: `it lists ${jobs.length} of ${total} jobs` };
  return {
    jobs: jobs.sort((a, b) => compareText(a.job.name, b.job.name) || compareText(a.job.end, b.job.end)),
  };
}

const ends: ReadonlyMap<unknown, JobEnd> = new Map<unknown, JobEnd>([
  ["success", "passed"],
  ["cancelled", "cancelled"],
  ["timed_out", "timed-out"],
  ["skipped", "skipped"],
  ["neutral", "skipped"],
]);

/** A conclusion that is not known is no success. */
function endOf(status: unknown, conclusion: unknown): JobEnd {
  if (conclusion === null || conclusion === undefined) return status === "completed" ? "failed" : "running";
  return ends.get(conclusion) ?? "failed";
}
