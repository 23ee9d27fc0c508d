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
  const wanted = runsTests ? "test reports" : "reports";
  const written = new Set(outputs.map(({ digest }) => digest));
  const cached = new Set(
    evidence
      .flatMap(({ runs }) => runs)
      .flatMap((other) => (other.cached === true ? (other.outputs ?? []) : []))
      .map(({ path }) => path),
  );
  const arrived = evidence.some(
    ({ input, tests, coverage }) =>
      (written.has(input.digest) || cached.has(input.path)) &&
      (tests ?? (wanted === "reports" ? coverage : undefined)) !== undefined,
  );
  if (arrived) return undefined;
  return {
    what: `${wanted} of ${runName(run)}`,
    ...(kind === undefined ? {} : { kind }),
    ...(run.package === "" ? {} : { package: run.package }),
    because: "it ran and wrote none",
    remedy:
      "Let it write a JUnit or JSON report into a folder that is collected (`reports/unit/`), or name the file in `reports` of the policy.",
  };
}
