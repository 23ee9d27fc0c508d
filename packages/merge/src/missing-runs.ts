import {
  type Evidence,
  isTestTask,
  type MissingEvidence,
  type PackageRef,
  type RunManifest,
} from "@tollgate/model";

/**
 * A task that ran tests and left no test report: "nothing arrived" must not look like "nothing to check". A task whose
 * name tells its kind (`test:unit`) wants a report of that kind, any other (`test`, `vitest`) a report of any. Only of
 * packages that exist.
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
