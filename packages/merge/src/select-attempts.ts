import type { Evidence, MissingEvidence, Origin } from "@tollgate/model";

export type SelectedAttempts = {
  /** Evidence of the newest attempt of each job, shard and environment, in the order given. */
  readonly current: readonly Evidence[];
  /** Evidence of older attempts: history. */
  readonly superseded: readonly Evidence[];
};

/**
 * "Re-run failed jobs" brings a second attempt of some jobs: the newest attempt of each job, shard and environment
 * decides. All legs of a matrix have the same job name: their environments tell them apart.
 */
export function selectAttempts(evidence: readonly Evidence[]): SelectedAttempts {
  const newest = new Map<string, number>();
  for (const { origin, ...item } of evidence) {
    if (isOfNoAttempt(item)) continue;
    const slot = slotOf(origin);
    newest.set(slot, Math.max(newest.get(slot) ?? 0, origin.attempt));
  }
  const current: Evidence[] = [];
  const superseded: Evidence[] = [];
  for (const item of evidence) (isNewest(item) ? current : superseded).push(item);
  return { current, superseded };

  function isNewest({ origin, ...item }: Evidence): boolean {
    return isOfNoAttempt(item) || origin.attempt === newest.get(slotOf(origin));
  }
}

/** What is reused was chosen from the attempts of its own commit, and what is not believed takes the place of none. */
function isOfNoAttempt({ reused, disbelieved }: Pick<Evidence, "reused" | "disbelieved">): boolean {
  return reused !== undefined || disbelieved === true;
}

/** What is tried again as one: a job's shard in one environment. */
export function slotOf({ job, shard, environment }: Origin): string {
  return [job, shard.index, shard.total, ...environment].join("\0");
}

/**
 * What only an older attempt brought. An attempt starts from nothing: evidence that the newest one does not bring
 * again is missing, not confirmed.
 */
export function missingInAttempts({ current, superseded }: SelectedAttempts): readonly MissingEvidence[] {
  const fresh = current.filter(({ reused }) => reused === undefined);
  const arrived = new Set(fresh.flatMap(topicsOf).map(({ key }) => key));
  const missing = new Map<string, MissingEvidence>();
  // The newest attempt that brought it is named, whichever was read first.
  for (const item of [...superseded].sort((a, b) => a.origin.attempt - b.origin.attempt)) {
    const { job, attempt, package: owner, kind } = item.origin;
    for (const { key, what, about } of topicsOf(item)) {
      if (arrived.has(key)) continue;
      missing.set(key, {
        what: `${what} of ${owner === "" ? "the repository" : owner}`,
        kind,
        ...(owner === "" ? {} : { package: owner }),
        about,
        because: `attempt ${attempt}${job === "" ? "" : ` of ${job}`} brought them and the newest attempt did not`,
        remedy: "Let the repeated job run and collect everything that the first one did.",
      });
    }
  }
  return [...missing].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, item]) => item);
}

/** One thing that evidence brings, and has to be brought again by the next attempt. */
type Topic = { readonly key: string } & Pick<Required<MissingEvidence>, "what" | "about">;

/** The record of a command is of no kind by itself. */
function topicsOf({ origin, tests, coverage, findings, runs }: Evidence): readonly Topic[] {
  const topic = (name: string, what: string, about: Topic["about"] = "tests"): Topic => ({
    key: [slotOf(origin), origin.package, origin.kind, name].join("\0"),
    ...{ what, about },
  });
  return [
    ...(tests !== undefined && tests.cases.length > 0 ? [topic("tests", `${origin.kind} tests`)] : []),
    ...(coverage !== undefined && coverage.files.length > 0
      ? [topic("coverage", `${origin.kind} coverage`)]
      : []),
    ...(findings?.tools ?? []).map((tool) => topic(`findings ${tool}`, "findings", "findings")),
    ...(runs.some(({ source }) => source === "command") ? [topic("exit code", "exit code")] : []),
  ];
}
