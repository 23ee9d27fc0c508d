import type { Evidence, Problem, RunManifest, RunOutput } from "@tollgate/model";

/**
 * Settles which reports an earlier run left behind: those that a run found and did not write, and those that only a
 * run on another commit wrote. Another run of this commit that wrote the very bytes, or whose cache answers for the
 * file, vouches for them. What no run tells of stays as it is; times of files alone say nothing, because caches restore
 * old reports with new times. A stale report is an unusable input.
 */
export function settleStale<Cases>(
  evidence: readonly Evidence<Cases>[],
  commits: readonly string[],
): readonly Evidence<Cases>[] {
  const runs = evidence.flatMap((item) => item.runs);
  const claims = claimsOf(runs, commits);
  const paths = new Set(evidence.map(({ input }) => input.path));
  return evidence.map((item) => {
    const kept = withKnownOutputs(item, paths);
    if (item.tests === undefined && item.coverage === undefined && item.findings === undefined) return kept;
    const claim = claims.get(keyOf(item.input));
    return claim === undefined || isVouched(item, claim, runs, commits) ? kept : stale(kept, claim);
  });
}

type Claim = { readonly run: RunManifest; readonly why: "not-written" | "other-commit" };

/** The newest run that speaks against each report. */
function claimsOf(runs: readonly RunManifest[], commits: readonly string[]): ReadonlyMap<string, Claim> {
  const claims = new Map<string, Claim>();
  const oldestFirst = [...runs].sort((a, b) => (a.startedAt ?? 0) - (b.startedAt ?? 0));
  for (const run of oldestFirst) {
    if (run.source !== "command") continue;
    if (!isOf(run, commits))
      for (const output of run.outputs ?? []) claims.set(keyOf(output), { run, why: "other-commit" });
    for (const output of run.leftovers ?? []) claims.set(keyOf(output), { run, why: "not-written" });
  }
  return claims;
}

function isVouched(
  { input }: Evidence<unknown>,
  claim: Claim,
  runs: readonly RunManifest[],
  commits: readonly string[],
): boolean {
  return runs.some(
    (run) =>
      isOf(run, commits) &&
      (run.outputs ?? []).some(
        ({ path, digest }) =>
          path === input.path && (digest === undefined ? answersFor(run, claim) : digest === input.digest),
      ),
  );
}

/** A task runner names what lies in a task's output folders: all of it is the task's when its cache put it there. */
function answersFor({ cached, startedAt }: RunManifest, claim: Claim): boolean {
  return cached === true || (startedAt ?? 0) < (claim.run.startedAt ?? 0);
}

function isOf({ sha }: RunManifest, commits: readonly string[]): boolean {
  return sha === undefined || commits.length === 0 || commits.includes(sha);
}

function keyOf({ path, digest }: RunOutput): string {
  return `${path}\0${digest ?? ""}`;
}

/** Task runners name every file of their output folders; only reports that were read matter later. */
function withKnownOutputs<Cases>(item: Evidence<Cases>, paths: ReadonlySet<string>): Evidence<Cases> {
  if (item.runs.every(({ outputs }) => outputs === undefined)) return item;
  const runs = item.runs.map((run) =>
    run.outputs === undefined
      ? run
      : {
          ...run,
          outputs: run.outputs.filter(({ path, digest }) => digest !== undefined || paths.has(path)),
        },
  );
  return { ...item, runs };
}

function stale<Cases>(item: Evidence<Cases>, { run, why }: Claim): Evidence<Cases> {
  const { tests: _tests, coverage: _coverage, findings: _findings, lineTests: _lineTests, ...rest } = item;
  return { ...rest, status: "invalid", runs: [], problems: [...item.problems, staleReport(item, run, why)] };
}

function staleReport({ input }: Evidence<unknown>, run: RunManifest, why: Claim["why"]): Problem {
  const command = run.task === undefined ? "The run" : `\`${run.task}\``;
  return {
    code: "stale-report",
    severity: "error",
    message:
      why === "not-written"
        ? `${command} did not write this report: it lay there before, and no run of this commit accounts for it.`
        : `${command} wrote this report on commit ${(run.sha ?? "").slice(0, 12)}, and no run of the judged commit accounts for it.`,
    remedy:
      "Delete old reports before the tests run, or run what writes this one through `tollgate collect -- COMMAND` too. Where turbo's cache left it where it lies, run turbo with `--summarize`: then its summary answers for it.",
    path: input.path,
    ...(input.format === undefined ? {} : { reader: input.format }),
  };
}
