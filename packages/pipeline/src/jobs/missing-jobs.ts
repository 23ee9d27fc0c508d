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
  /** Beside `wanted` those that by their names run tests, too. @default false */
  readonly byName?: boolean;
  readonly evidence: readonly Evidence[];
};

/**
 * Jobs of the CI run that should have left evidence and did not. What a failed, cancelled or skipped job would have told
 * is not known, so it is named; a job that may still bring it, too.
 */
export function missingJobs({
  jobs,
  wanted,
  byName = wanted === undefined,
  evidence,
}: MissingJobsOptions): readonly MissingEvidence[] {
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
    if (!isListed && !(byName && leavesResults(jobOf(job.name)))) return [];
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
    const legs = (jobs ?? []).filter(({ name }) => jobOf(name) === jobOf(job.name));
    const leg = missingLeg(job, legs, arrived);
    return leg.length > 0 ? leg : untoldEnd(job, legs, arrived);
  });
  return [...absent, ...open];
}

/** Of a matrix some legs left a bundle: those of this one are told by their environment or shard. */
function missingLeg(
  { name, end }: RunJob,
  legs: readonly RunJob[],
  arrived: readonly Evidence[],
): readonly MissingEvidence[] {
  const slots = new Set(arrived.map(({ origin }) => JSON.stringify([origin.environment, origin.shard])));
  // The leg that asks is not listed, and its bundle is none of a leg that still runs.
  const mayBeAsking = end === "running" && legOf(name).length > 0;
  if (legs.length <= slots.size && !mayBeAsking) return [];
  const isOwn = (item: Evidence): boolean => (mayBeAsking ? isOnlyOf(item, name) : isOfLeg(item, name, legs));
  if (arrived.some(isOwn)) return [];
  const isUntold = arrived.every(({ origin }) => origin.environment.length === 0 && origin.shard.total === 1);
  if (!isUntold) return [toMissing(name, ended[end], end)];
  return [
    toMissing(
      name,
      `${ended[end]}, and whether its bundle is among those of ${jobOf(name)} is not known: they name no environment and no shard`,
    ),
  ];
}

/** Whether evidence tells more of what a leg is called by than of what any other is: `linux` is told by each on linux. */
function isOfLeg(item: Evidence, name: string, legs: readonly RunJob[]): boolean {
  const told = [...environmentOf(item), ...shardOf(item)];
  const matches = (leg: string): number => legOf(leg).filter((value) => told.includes(value)).length;
  const own = matches(name);
  return own > 0 && legs.every((leg) => leg.name === name || matches(leg.name) < own);
}

/** Whether evidence tells nothing but what a leg is called by: whatever the legs are that are not listed. */
function isOnlyOf(item: Evidence, name: string): boolean {
  const environment = environmentOf(item);
  const values = legOf(name);
  if (environment.length === 0) return shardOf(item).some((value) => values.includes(value));
  return environment.every((value) => values.includes(value));
}

function environmentOf({ origin: { environment } }: Evidence): readonly string[] {
  return environment.map((pair) => pair.slice(pair.indexOf("=") + 1));
}

/** As a leg may be called by its shard; evidence that is not sharded tells none. */
function shardOf({ origin: { shard } }: Evidence): readonly string[] {
  return shard.total === 1 ? [] : [String(shard.index), `${shard.index}/${shard.total}`];
}

/** A job that did not succeed and whose bundle says that all is well: its runner may have died before its last test. */
function untoldEnd(
  { name, end }: RunJob,
  legs: readonly RunJob[],
  arrived: readonly Evidence[],
): readonly MissingEvidence[] {
  if (end === "running") return [];
  const ofLeg = arrived.filter((item) => isOfLeg(item, name, legs));
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
