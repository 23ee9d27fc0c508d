import { expectedEvidence, type FindArrivals, missingShards, silentShards } from "@tollgate/merge";
import {
  type Evidence,
  type Expectation,
  isFailing,
  type MissingEvidence,
  type PackageRef,
  type RunManifest,
} from "@tollgate/model";

/** Evidence of one other commit. */
export type Source = {
  readonly from: string;
  readonly commit: string;
  readonly current: readonly Evidence[];
  readonly arrivalsOf: FindArrivals;
  /** Tests that failed in an older attempt there and did not run again. */
  readonly unproven: readonly MissingEvidence[];
  /** Given to be judged: nothing of a report may be left out then. */
  readonly isGiven: boolean;
};

/** Why the evidence of a source is not good enough to stand for an expectation; ends a sentence. */
export function doubtOf(
  expectation: Expectation,
  { current, arrivalsOf, unproven }: Source,
  packages: readonly PackageRef[],
): string | undefined {
  const arrivals = arrivalsOf(expectation);
  const items = arrivals.map(({ item }) => item);
  const bad = items.find(({ status }) => status !== "ok");
  if (bad !== undefined) return `${bad.input.path} could not be read completely there`;
  if (items.some(({ dirty }) => dirty === true)) return "its checkout had changed or new files";
  const jobs = new Set(items.map(({ origin }) => origin.job));
  const siblings = current.filter(({ origin }) => jobs.has(origin.job));
  const [shard] = [...missingShards(siblings, { packages }), ...silentShards(siblings)];
  if (shard !== undefined) return `${shard.what} is missing there`;
  const runs = current.flatMap((item) => item.runs);
  const [missing] = expectedEvidence([expectation], { current, runs, packages, arrivalsOf }).missing;
  if (missing !== undefined) return `${missing.what} are missing there (${missing.because})`;
  const open = unproven.find((item) => item.package === expectation.package);
  if (open !== undefined) return `${open.what} is missing there`;
  const run = failedRun(expectation, items, runs);
  if (run?.verdict === "interrupted") return "its run was interrupted there";
  const hasFailure = arrivals.some(({ cases }) => cases.some(({ status }) => isFailing(status)));
  return run === undefined || hasFailure ? undefined : "its run failed outside its tests there";
}

/** A run of the package, or one that wrote one of the reports. */
function failedRun(
  { package: owner }: Expectation,
  items: readonly Evidence[],
  runs: readonly RunManifest[],
): RunManifest | undefined {
  const written = new Set<string>(items.flatMap(({ input }) => [input.digest, input.path]));
  return runs.find(
    ({ verdict, package: runner, outputs = [] }) =>
      verdict !== "passed" &&
      (runner === owner || outputs.some(({ path, digest = path }) => written.has(digest))),
  );
}
