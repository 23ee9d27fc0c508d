import type { ExpectPolicy } from "@tollgate/model";

type Jobs = Pick<ExpectPolicy, "jobs" | "jobsByName">;

/** The jobs that all of several policies expect. One that names none expects those that by their names run tests. */
export function expectedJobs(told: readonly (Jobs | undefined)[]): Jobs {
  const jobs = [...new Set(told.flatMap((one) => one?.jobs ?? []))];
  if (jobs.length === 0) return {};
  const byName = told.some((one) => one?.jobs === undefined || one.jobsByName === true);
  return { jobs, ...(byName ? { jobsByName: true } : {}) };
}

/** The same of a layer on top of those above it: where it names none, theirs stay. */
export function jobsOnTop(above: Jobs | undefined, own: Jobs): Jobs {
  return own.jobs === undefined && above?.jobs !== undefined
    ? expectedJobs([above])
    : expectedJobs([above, own]);
}
