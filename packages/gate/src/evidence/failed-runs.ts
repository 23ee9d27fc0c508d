import {
  canonicalJson,
  compareText,
  isFailing,
  isTestTask,
  type Report,
  type RunManifest,
  type Scope,
} from "@tollgate/model";
import { reachOf } from "./scope.ts";

/** A run that did not succeed: `outside` when no failing test accounts for it. */
export type FailedRun = { readonly run: RunManifest; readonly outside: boolean };

/**
 * Runs that reach the scope and failed. A failing test of the same kind that the run's package owns or ran accounts for
 * the failure; nothing accounts for an interrupted run, for errors outside any test, or for a failed build. In a fixed
 * order.
 */
export function failedRuns(report: Report, scope: Scope): readonly FailedRun[] {
  const reaches = reachOf(report, scope, "runs");
  const failed = report.runs.filter((run) => run.verdict !== "passed" && reaches(run));
  if (failed.length === 0) return [];
  const accounts = failuresOf(report);
  return failed
    .map((run) => ({
      run,
      outside:
        run.verdict !== "failed" ||
        run.errors.length > 0 ||
        (run.task !== undefined && run.kind === undefined && !isTestTask(run.task)) ||
        !accounts.has(keyOf(run.package, run.kind)),
    }))
    .sort((a, b) => compareText(canonicalJson(a.run), canonicalJson(b.run)));
}

/** Packages with a failing test of each kind and of any kind: those that own one and those that ran one. */
function failuresOf({ inputs, tests }: Report): ReadonlySet<string> {
  const originOf = new Map(inputs.map(({ id, origin }) => [id, origin]));
  const failures = new Set<string>();
  for (const { status, package: owner, kind, sources } of tests) {
    if (!isFailing(status)) continue;
    for (const by of [owner, ...sources.map((id) => originOf.get(id)?.package ?? owner)]) {
      failures.add(keyOf(by, kind));
      failures.add(keyOf(by, undefined));
    }
  }
  return failures;
}

/** `turbo task @shop/api#test:unit`, `vitest in @shop/api`. */
export function runName({ source, task, package: owner }: RunManifest): string {
  return task === undefined ? `${source} in ${owner}` : `${source} task ${task}`;
}

function keyOf(owner: string, kind: string | undefined): string {
  return `${owner}\0${kind ?? ""}`;
}
