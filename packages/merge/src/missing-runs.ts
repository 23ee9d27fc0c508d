import type { Evidence, MissingEvidence, PackageRef, RunManifest } from "@tollgate/model";

/**
 * A task that ran and left no report: "nothing arrived" must not look like "nothing to check". Only tasks whose
 * kind is known, of packages that exist.
 */
export function missingRuns(
  evidence: readonly Evidence[],
  selected: readonly RunManifest[],
  packages: readonly PackageRef[],
): readonly MissingEvidence[] {
  const arrived = new Set<string>();
  for (const { origin, tests, coverage, runs } of evidence) {
    if (tests === undefined && coverage === undefined) continue;
    arrived.add(`${origin.package}\0${origin.kind}`);
    for (const { package: owner } of tests?.cases ?? []) arrived.add(`${owner}\0${origin.kind}`);
    for (const run of runs) arrived.add(`${run.package}\0${run.kind ?? ""}`);
  }
  const missing = new Map<string, MissingEvidence>();
  for (const run of selected) {
    if (run.task === undefined || run.kind === undefined || arrived.has(`${run.package}\0${run.kind}`))
      continue;
    if (!packages.some(({ name }) => name === run.package)) continue;
    missing.set(run.task, {
      what: `${run.kind} reports of ${run.package}`,
      kind: run.kind,
      package: run.package,
      because: `${run.source} ran ${run.task}`,
      remedy: `Let ${run.task} write a JUnit or JSON report into a folder that is collected (\`reports/${run.kind}/\`), and list that folder in the task's \`outputs\`.`,
    });
  }
  return [...missing.values()];
}
