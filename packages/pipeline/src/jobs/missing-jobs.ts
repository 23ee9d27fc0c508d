import {
  type Evidence,
  isFailing,
  isPresentFinding,
  type JobEnd,
  type MissingEvidence,
  type RunJob,
} from "@tollgate/model";
import { leavesResults } from "@tollgate/workspace";
import { isSameJob, jobOf, legOf } from "./job-name.ts";

export type MissingJobsOptions = {
  /** The run's jobs; absent where nobody told. */
  readonly jobs?: readonly RunJob[];
  /** Names of jobs that must leave a bundle; absent: those that by their names run tests, when they did not succeed. */
  readonly wanted?: readonly string[];
  readonly evidence: readonly Evidence[];
};

/**
 * Jobs of the CI run that should have left evidence and did not. What a failed, cancelled or skipped job would have told
 * is not known, so it is named; a job that may still bring it, too.
 */
export function missingJobs({ jobs, wanted, evidence }: MissingJobsOptions): readonly MissingEvidence[] {
  const ids = [...new Set(evidence.map(({ origin }) => origin.job))].filter((job) => job !== "");
  const cameFrom = (name: string, since = 0): readonly Evidence[] =>
    evidence.filter(
      ({ origin }) => origin.job !== "" && origin.attempt >= since && isSameJob(name, origin.job),
    );
  const isTold = (name: string): boolean =>
    jobs?.some((job) => isSameJob(job.name, name) || job.name === name) === true;
  const absent = (wanted ?? [])
    .filter((name) => !isTold(name) && cameFrom(name).length === 0)
    .map((name) =>
      toMissing(name, jobs === undefined ? "no bundle is of this job" : "the run has no such job"),
    );
  const strangers = ids.filter((id) => !isTold(id));
  const open = (jobs ?? []).flatMap((job): readonly MissingEvidence[] => {
    const isListed = wanted?.some((name) => isSameJob(job.name, name)) === true;
    if (wanted === undefined ? !leavesResults(jobOf(job.name)) : !isListed) return [];
    // What an older attempt left says nothing of one that did not succeed.
    const arrived = cameFrom(job.name, job.end === "passed" ? 0 : job.attempt);
    if (arrived.length === 0) {
      if (job.end === "passed")
        return isListed ? [toMissing(job.name, "it succeeded, and no bundle is of it")] : [];
      if (!isListed && strangers.length > 0 && job.end !== "running")
        return [
          toMissing(
            job.name,
            `${ended[job.end]}, and whether it left one of the bundles is not known: those of ${strangers.join(", ")} are of no job that the list names`,
          ),
        ];
      return [toMissing(job.name, ended[job.end], job.end)];
    }
    if (job.end === "passed") return [];
    const leg = missingLeg(job, jobs ?? [], arrived);
    return leg.length > 0 ? leg : untoldEnd(job, arrived);
  });
  return [...absent, ...open];
}

/** Of a matrix some legs left a bundle: those of this one are told by their environment or shard. */
function missingLeg(
  { name, end }: RunJob,
  jobs: readonly RunJob[],
  arrived: readonly Evidence[],
): readonly MissingEvidence[] {
  const legs = jobs.filter((job) => jobOf(job.name) === jobOf(name));
  const slots = new Set(arrived.map(({ origin }) => JSON.stringify([origin.environment, origin.shard])));
  if (legs.length <= slots.size) return [];
  if (arrived.some((item) => isOfLeg(item, name))) return [];
  const isUntold = arrived.every(({ origin }) => origin.environment.length === 0 && origin.shard.total === 1);
  if (!isUntold) return [toMissing(name, ended[end], end)];
  return [
    toMissing(
      name,
      `${ended[end]}, and whether its bundle is among those of ${jobOf(name)} is not known: they name no environment and no shard`,
    ),
  ];
}

function isOfLeg({ origin: { environment, shard } }: Evidence, name: string): boolean {
  const told = [
    ...environment.map((pair) => pair.slice(pair.indexOf("=") + 1)),
    String(shard.index),
    `${shard.index}/${shard.total}`,
  ];
  return legOf(name).some((value) => told.includes(value));
}

/** A job that did not succeed and whose bundle says that all is well: its runner may have died before its last test. */
function untoldEnd({ name, end }: RunJob, arrived: readonly Evidence[]): readonly MissingEvidence[] {
  if (end === "running") return [];
  const ofLeg = arrived.filter((item) => isOfLeg(item, name));
  if ((ofLeg.length > 0 ? ofLeg : arrived).some(tellsEnd)) return [];
  return [
    {
      what: `word of how the tests of the job ${JSON.stringify(name)} ended`,
      because: `${ended[end]}, and its bundle tells of no failure and of no end of a run`,
      remedy:
        "Let the job collect with the outcome of the step that tests: `run` of the collect action, `--exit-code` of the command.",
    },
  ];
}

/** A failure that its job may have failed for, or how a run ended whatever its job failed for afterwards. */
function tellsEnd({ status, runs, tests, findings }: Evidence): boolean {
  if (status !== "ok" || runs.length > 0) return true;
  return (
    tests?.cases.some((test) => isFailing(test.status)) === true ||
    findings?.findings.some(isPresentFinding) === true
  );
}

const ended: Readonly<Record<JobEnd, string>> = {
  passed: "it succeeded",
  running: "it is still running",
  failed: "it failed",
  cancelled: "it was cancelled",
  "timed-out": "it timed out",
  skipped: "it was skipped",
};

function toMissing(name: string, because: string, end?: JobEnd): MissingEvidence {
  return {
    what: `a bundle of the job ${JSON.stringify(name)}`,
    because,
    remedy:
      end === "running"
        ? "Let the job that judges wait for it: name it in `needs`."
        : "Let the job collect also when its tests fail (`if: always()`), with `--job` as it is named and `--environment` for each leg. `expect: { jobs: […] }` in tollgate.yml lists which jobs leave bundles.",
    ...(end === undefined || end === "running" || end === "passed" ? {} : { producer: end }),
  };
}
