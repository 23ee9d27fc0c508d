import { plural } from "@tollgate/text";
import { isSameRepository, type WorkflowRun } from "./workflow-run.ts";

export type BaseQuestion = {
  /** `owner/name` of the repository that is judged. */
  readonly repository: string;
  readonly workflow: number;
  /** The base branch. */
  readonly branch: string;
  /**
   * The place of a commit in the history of the one where the base is wanted, which is 0; `undefined` for one that does
   * not lead there.
   */
  readonly placeOf: (sha: string) => number | undefined;
};

export type RankedRun = { readonly run: WorkflowRun; readonly place: number };

/** A run that could have been the base and is not, and why: a clause. */
export type SkippedRun = RankedRun & { readonly why: string };

/**
 * Which runs may be the base, the nearest first and of one commit the newest: pushes of the repository itself to the base
 * branch, by the same workflow, on a commit that the change builds on. What a fork or another workflow left is no base.
 */
export function rankBaseRuns(
  runs: readonly WorkflowRun[],
  question: BaseQuestion,
): { readonly ranked: readonly RankedRun[]; readonly skipped: readonly SkippedRun[] } {
  const ranked: RankedRun[] = [];
  const skipped: SkippedRun[] = [];
  for (const run of runs) {
    const place = question.placeOf(run.headSha);
    // What was pushed after the change began is no news.
    if (place === undefined) continue;
    const why = whyForeign(run, question) ?? whyUnfinished(run);
    if (why === undefined) ranked.push({ run, place });
    else skipped.push({ run, place, why });
  }
  return { ranked: ranked.sort(nearestFirst), skipped: skipped.sort(nearestFirst) };
}

/** Of one commit the newest first. */
function nearestFirst(a: RankedRun, b: RankedRun): number {
  return a.place - b.place || b.run.id - a.run.id;
}

function whyUnfinished({ isFinished, conclusion }: WorkflowRun): string | undefined {
  if (!isFinished) return "it is not finished";
  return conclusion === "cancelled" ? "it was cancelled" : undefined;
}

function whyForeign(
  { event, headRepository, headBranch, workflow }: WorkflowRun,
  { repository, branch, workflow: wanted }: BaseQuestion,
): string | undefined {
  if (!isSameRepository(headRepository, repository)) return "it is of another repository";
  if (event !== "push") return `it is of the event ${event}`;
  if (headBranch !== branch) return "it is of another branch";
  return workflow === wanted ? undefined : "it is of another workflow";
}

/** `3 commits before the merge base` */
export function distanceWords(distance: number, target: string): string {
  return distance === 0 ? `at ${target}` : `${plural(distance, "commit")} before ${target}`;
}
