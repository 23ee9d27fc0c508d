import type { Rule } from "../rule.ts";

/** A job that hangs ends, and a newer push does not race with the older one. */
export const limits: Rule = {
  id: "limits",
  *check({ value, jobs, isWhole }) {
    const hasConcurrency = "concurrency" in value || jobs.every((job) => "concurrency" in job.value);
    if (isWhole && !hasConcurrency)
      yield {
        at: ["on"],
        message: "no `concurrency`: an older run may publish after a newer one; name a group",
      };
    if (!isWhole) return;
    for (const job of jobs)
      if (job.steps.length > 0 && !("timeout-minutes" in job.value))
        yield { at: job.at, message: `job ${job.id} has no \`timeout-minutes\`: the default is six hours` };
  },
};
