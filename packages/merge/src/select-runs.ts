import {
  canonicalJson,
  compareText,
  type Evidence,
  isTestTask,
  type Origin,
  type Problem,
  type RunManifest,
  runName,
  type Subject,
} from "@tollgate/model";
import { slotOf } from "./select-attempts.ts";

export type SelectedRuns = {
  /** Verdicts that count, in a fixed order. */
  readonly runs: readonly RunManifest[];
  /** Which verdicts do not count, and why. */
  readonly problems: readonly Problem[];
};

/**
 * The verdicts on whole runs that speak for this commit. A task runner leaves a summary for every run it made: of
 * several runs of one task in one job, shard and environment the newest on this commit counts, of equally new ones
 * the worst. A command's record is replaced where the command runs again, so all records that are left count. Where a
 * task ran on other commits only, a success there says nothing here, and a failure there that nothing has mended since
 * is an error.
 */
export function selectRuns(evidence: readonly Evidence[], subject: Subject): SelectedRuns {
  const slots = new Map<string, Told[]>();
  const runs: RunManifest[] = [];
  for (const { origin, input, runs: told } of evidence) {
    for (const run of told) {
      if (run.task === undefined && run.sha === undefined) runs.push(run);
      else {
        const slot = slotOfRun(run, origin, input.path);
        slots.set(slot, [...(slots.get(slot) ?? []), { run, path: input.path }]);
      }
    }
  }
  const problems: Problem[] = [];
  for (const told of slots.values()) {
    const here = told.filter(({ run }) => isOfCommit(run, subject)).sort(compareTold);
    const elsewhere = told.filter(({ run }) => !isOfCommit(run, subject)).sort(compareTold);
    const counted = here.filter(isCounted);
    runs.push(...counted.map(({ run }) => run));
    problems.push(...here.filter((item) => isTask(item) && !counted.includes(item)).map(olderRun));
    const [last] = elsewhere;
    if (last !== undefined) problems.push(otherCommit(last, subject, counted.length > 0));
  }
  return { runs: runs.sort(compareRuns), problems };
}

type Told = { readonly run: RunManifest; readonly path: string };

/**
 * Two packages may run the same command: the name of its record tells package, folder, job, shard and environment, also
 * where a later job of the same checkout collects it again.
 */
function slotOfRun(run: RunManifest, origin: Origin, path: string): string {
  if (run.source === "command") return ["command", path].join("\0");
  return [slotOf(origin), run.source, run.task ?? `${run.package}\0${run.kind ?? ""}`].join("\0");
}

/** Of a task the newest run; of a command every run, once, and what it began as only where nothing tells its end. */
function isCounted(item: Told, index: number, newestFirst: readonly Told[]): boolean {
  if (isTask(item)) return index === 0;
  const { run } = item;
  return !newestFirst
    .slice(0, index)
    .some(
      (later) =>
        (later.run.startedAt === run.startedAt && run.startedAt !== undefined && run.endedAt === undefined) ||
        canonicalJson(later.run) === canonicalJson(run),
    );
}

function isTask({ run }: Told): boolean {
  return run.source !== "command";
}

/** Turbo takes the commit from the CI's variable where there is one, which may be the merge that CI made for the event. */
function isOfCommit({ sha }: RunManifest, { headSha, eventSha }: Subject): boolean {
  return sha === undefined || headSha === undefined || sha === headSha || sha === eventSha;
}

/** Newest first; of one run what was told last; then the worst, then by path. */
function compareTold(a: Told, b: Told): number {
  return (
    (b.run.startedAt ?? 0) - (a.run.startedAt ?? 0) ||
    (b.run.endedAt ?? 0) - (a.run.endedAt ?? 0) ||
    badness[b.run.verdict] - badness[a.run.verdict] ||
    compareText(a.path, b.path)
  );
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
    message: `${runName(run)} ran again later; this older run (${run.verdict}) is not counted.`,
    remedy: "Nothing has to be done. Remove old records of runs before a run to keep the list short.",
    path,
  };
}

function otherCommit({ run, path }: Told, { headSha = "" }: Subject, isKnownHere: boolean): Problem {
  const isOpen = !isKnownHere && (run.verdict !== "passed" || isTestTask(run.task ?? ""));
  return {
    code: "superseded-run",
    severity: isKnownHere ? "info" : run.verdict === "passed" ? "warning" : "error",
    message: `${runName(run)} ran on commit ${(run.sha ?? "").slice(0, 12)} (${run.verdict}), judged is ${headSha.slice(0, 12)}; that run is not counted${isOpen ? ", and nothing tells how it ends on the judged commit" : ""}.`,
    remedy: "Run it on the commit that is judged. Remove old records of runs before the tests run.",
    path,
  };
}
