import {
  type Evidence,
  isTestTask,
  type MissingEvidence,
  type PackageRef,
  type RunManifest,
  runName,
} from "@tollgate/model";

/**
 * Runs that should have left reports and did not. A command that was run to be collected wants a report that it wrote,
 * one of tests where its name says that it runs tests. A task that ran tests and left no test report: "nothing arrived"
 * must not look like "nothing to check". A task whose name tells its kind (`test:unit`) wants a report of that kind, any
 * other (`test`, `vitest`) a report of any. Only of packages that exist.
 */
export function missingRuns(
  evidence: readonly Evidence[],
  selected: readonly RunManifest[],
  packages: readonly PackageRef[],
): readonly MissingEvidence[] {
  const arrived = new Set<string>();
  for (const { origin, tests } of evidence) {
    if (tests === undefined) continue;
    for (const owner of [origin.package, ...tests.cases.map((test) => test.package)])
      for (const kind of [origin.kind, ""]) arrived.add(`${owner}\0${kind}`);
  }
  const missing = new Map<string, MissingEvidence>();
  for (const run of selected) {
    if (run.source === "command") {
      const nothing = wroteNothing(run, evidence);
      if (nothing !== undefined) missing.set(`${run.package}\0${nothing.what}`, nothing);
      continue;
    }
    if (run.task === undefined || (run.kind === undefined && !isTestTask(run.task))) continue;
    if (arrived.has(`${run.package}\0${run.kind ?? ""}`)) continue;
    if (!packages.some(({ name }) => name === run.package)) continue;
    missing.set(run.task, {
      what: `${run.kind ?? "test"} reports of ${run.package}`,
      ...(run.kind === undefined ? {} : { kind: run.kind }),
      package: run.package,
      about: "tests",
      because: `${run.source} ran ${run.task}`,
      remedy: `Let ${run.task} write a JUnit or JSON report into a folder that is collected (\`reports/${run.kind ?? "unit"}/\`), and list that folder in the task's \`outputs\`.`,
    });
  }
  return [...missing.values()];
}

/** `nyc merge`, `c8 report`, `coverage combine`: commands that make one coverage report of what tests left. */
const uniting = /\s(?:merge|report|combine)(?:\s|$)/;

/** `undefined` when the command wrote a report, a cache answered for one, or nobody watched. */
function wroteNothing(run: RunManifest, evidence: readonly Evidence[]): MissingEvidence | undefined {
  const { outputs, kind, task = "" } = run;
  if (outputs === undefined) return undefined;
  const runsTests = (kind !== undefined || isTestTask(task)) && !uniting.test(task);
  const written = new Set(outputs.map(({ digest }) => digest));
  const cached = cachedUnder(run, evidence);
  const arrived = evidence.filter(({ input }) => written.has(input.digest));
  const answers = evidence.filter(({ input }) => written.has(input.digest) || cached.has(input.path));
  if (
    answers.some(
      ({ tests, coverage, findings }) =>
        (tests ?? (runsTests ? undefined : (coverage ?? findings))) !== undefined,
    )
  )
    return undefined;
  return {
    what: `${runsTests ? "test reports" : "reports"} of ${runName(run)}`,
    ...(kind === undefined ? {} : { kind }),
    ...(run.package === "" ? {} : { package: run.package }),
    ...(outputs.length > 0 && arrived.length === 0 ? overwritten : wroteNone),
  };
}

/** Paths that a task runner's cache answered for while the command ran. */
function cachedUnder(
  { startedAt = Number.POSITIVE_INFINITY, endedAt = startedAt }: RunManifest,
  evidence: readonly Evidence[],
): ReadonlySet<string> {
  const tasks = evidence
    .flatMap(({ runs }) => runs)
    .filter(({ cached, startedAt: at = 0 }) => cached === true && at >= startedAt && at <= endedAt);
  return new Set(tasks.flatMap(({ outputs = [] }) => outputs.map(({ path }) => path)));
}

const wroteNone = {
  because: "it ran and wrote none",
  remedy:
    "Let it write a JUnit or JSON report into a folder that is collected (`reports/unit/`), or name the file in `reports` of the policy.",
};

const overwritten = {
  because: "what it wrote is not there any more, or another command wrote over it",
  remedy:
    "Let each command write files of its own, and run this one again. Where it is no part of this check, remove its record from `.tollgate/runs/`.",
};
