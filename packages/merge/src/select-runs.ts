import { compareText, type Evidence, type Problem, type RunManifest } from "@tollgate/model";

export type SelectedRuns = {
  /** Verdicts that count, in a fixed order. */
  readonly runs: readonly RunManifest[];
  /** Which verdicts do not count, and why. */
  readonly problems: readonly Problem[];
};

/**
 * The verdicts on whole runs that speak for this commit. A task runner leaves a summary for every run it made: of
 * several runs of one task in one job and shard the newest counts, of equally new ones the worst. A summary of
 * another commit says nothing about this one.
 */
export function selectRuns(evidence: readonly Evidence[], headSha: string | undefined): SelectedRuns {
  const newest = new Map<string, Told>();
  const runs: RunManifest[] = [];
  const problems: Problem[] = [];
  for (const { origin, input, runs: told } of evidence) {
    for (const run of told) {
      if (run.task === undefined) runs.push(run);
      else if (headSha !== undefined && run.sha !== undefined && run.sha !== headSha)
        problems.push(otherCommit(run, run.sha, headSha, input.path));
      else {
        const slot = [origin.job, origin.shard.index, origin.shard.total, run.source, run.task].join("\0");
        const now = { run, path: input.path };
        const known = newest.get(slot);
        const kept = known === undefined ? now : newer(known, now);
        if (known !== undefined) problems.push(olderRun(kept === now ? known : now));
        newest.set(slot, kept);
      }
    }
  }
  runs.push(...[...newest.values()].map(({ run }) => run));
  return { runs: runs.sort(compareRuns), problems };
}

type Told = { readonly run: RunManifest; readonly path: string };

function newer(a: Told, b: Told): Told {
  const later = (a.run.startedAt ?? 0) - (b.run.startedAt ?? 0);
  if (later !== 0) return later > 0 ? a : b;
  const worse = badness[a.run.verdict] - badness[b.run.verdict];
  if (worse !== 0) return worse > 0 ? a : b;
  return a.path <= b.path ? a : b;
}

const badness: Record<RunManifest["verdict"], number> = { passed: 0, interrupted: 1, failed: 2 };

function compareRuns(a: RunManifest, b: RunManifest): number {
  const key = (run: RunManifest): string =>
    [run.package, run.kind ?? "", run.source, run.task ?? "", run.startedAt ?? "", run.verdict].join("\0");
  return compareText(key(a), key(b));
}

function olderRun({ run, path }: Told): Problem {
  return {
    code: "superseded-run",
    severity: "info",
    message: `${run.source} ran ${run.task} again later; this older run (${run.verdict}) is not counted.`,
    remedy: "Nothing has to be done. Remove old run summaries before a run to keep the list short.",
    path,
  };
}

function otherCommit(run: RunManifest, found: string, wanted: string, path: string): Problem {
  return {
    code: "superseded-run",
    severity: "warning",
    message: `${run.source} ran ${run.task} on commit ${found.slice(0, 12)}, judged is ${wanted.slice(0, 12)}; its verdict (${run.verdict}) is not counted.`,
    remedy: "Remove old run summaries before the tests run, and run the tests on the commit that is judged.",
    path,
  };
}
