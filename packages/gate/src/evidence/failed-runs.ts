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

/** A run that did not succeed. */
export type FailedRun = {
  readonly run: RunManifest;
  /** No failing test accounts for it. */
  readonly outside: boolean;
  /** It wrote reports, and none of them arrived as it wrote them. */
  readonly isOverwritten: boolean;
};

/**
 * Runs that reach the scope and failed. A failing test accounts for the failure: one of a report that the run wrote,
 * where the run says what it wrote; else one of the same kind that the run's package owns or ran. Nothing accounts for
 * an interrupted run, for errors outside any test, or for a failed build. In a fixed order.
 */
export function failedRuns(report: Report, scope: Scope): readonly FailedRun[] {
  const reaches = reachOf(report, scope, "runs");
  const failed = report.runs.filter((run) => run.verdict !== "passed" && reaches(run));
  if (failed.length === 0) return [];
  const isAccountedFor = accountsOf(report);
  const arrived = new Set(report.inputs.map(({ input }) => input.digest));
  return failed
    .map((run) => ({
      run,
      outside: run.verdict !== "failed" || run.errors.length > 0 || !isAccountedFor(run),
      isOverwritten: isOverwritten(run, arrived),
    }))
    .sort((a, b) => compareText(canonicalJson(a.run), canonicalJson(b.run)));
}

function isOverwritten({ source, outputs = [] }: RunManifest, arrived: ReadonlySet<string>): boolean {
  return (
    source === "command" && outputs.length > 0 && !outputs.some(({ digest }) => arrived.has(digest ?? ""))
  );
}

function accountsOf(report: Report): (run: RunManifest) => boolean {
  const failures = failuresOf(report);
  const root = report.packages.find(({ dir }) => dir === "")?.name ?? "";
  return ({ about, source, task, package: owner, kind, outputs }) => {
    if (about === "findings") return false;
    if (source !== "command")
      return (
        (task === undefined || kind !== undefined || isTestTask(task)) && failures.has(keyOf(owner, kind))
      );
    if (outputs !== undefined) return outputs.some(({ digest }) => failures.has(digest ?? ""));
    // Who only told an exit code may have run the tests of every package from the root.
    return failures.has(owner === root || owner === "" ? keyOf(undefined, kind) : keyOf(owner, kind));
  };
}

/**
 * Where tests fail: packages that own or ran one of each kind and of any kind, any package, and digests of the reports
 * that tell of one.
 */
function failuresOf({ inputs, tests }: Report): ReadonlySet<string> {
  const inputOf = new Map(inputs.map((item) => [item.id, item]));
  const failures = new Set<string>();
  for (const { status, package: owner, kind, sources } of tests) {
    if (!isFailing(status)) continue;
    const told = sources.map((id) => inputOf.get(id)).filter((item) => item !== undefined);
    for (const { input } of told) failures.add(input.digest);
    for (const by of [undefined, owner, ...told.map(({ origin }) => origin.package)]) {
      failures.add(keyOf(by, kind));
      failures.add(keyOf(by, undefined));
    }
  }
  return failures;
}

function keyOf(owner: string | undefined, kind: string | undefined): string {
  return `${owner ?? ""}\0${owner === undefined ? "any" : ""}\0${kind ?? ""}`;
}
