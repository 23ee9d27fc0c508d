import { decide } from "@tollgate/gate";
import { computeReport, disputedFiles, selectAttempts } from "@tollgate/merge";
import { type Bundle, type Decision, type Problem, type Report, usageError } from "@tollgate/model";
import { readChanges } from "@tollgate/workspace";
import { bindToCommit } from "./bind-to-commit.ts";
import { readBundle } from "./bundle-file.ts";
import { readChangedSources } from "./changed-sources.ts";
import type { Environment } from "./environment.ts";
import { missingReports } from "./missing-reports.ts";
import { policyChange } from "./policy-change.ts";
import { readReferenceSources } from "./reference-sources.ts";
import type { Setting } from "./setting.ts";
import { untoldRuns } from "./untold-runs.ts";
import { engine } from "./version.ts";

export type JudgeOptions = {
  readonly problems: readonly Problem[];
  /** Bundle of the base: `--base-report`. */
  readonly baseReport?: string;
};

export type Verdict = { readonly report: Report; readonly decision: Decision };

/** Evidence and setting to report and decision. */
export async function judge(
  environment: Environment,
  setting: Setting,
  bundle: Bundle,
  options: JudgeOptions,
): Promise<Verdict> {
  const { subject, tree, policy } = setting;
  const baseline =
    options.baseReport === undefined ? undefined : await readBaseline(setting, options.baseReport);
  const changes = readChanges(environment, tree, subject);
  const bound = bindToCommit(bundle, subject.headSha, policy.otherSource);
  const { current } = selectAttempts(bound.evidence);
  const sources = "changes" in changes ? await readChangedSources(tree, changes.changes, bound) : undefined;
  const references = await readReferenceSources(tree, disputedFiles(current, subject.headSha));
  const report = computeReport(bound, {
    subject,
    packages: tree.packages,
    changes: "changes" in changes ? changes.changes : changes,
    missing: missingReports(policy.reports, current),
    problems: [
      ...setting.problems,
      ...options.problems,
      ...untoldRuns(tree, current),
      ...("changes" in changes ? [...policyChange(policy, changes.changes), ...changes.problems] : []),
    ],
    ...(baseline === undefined ? {} : { baseline }),
    ...(sources === undefined ? {} : { sources }),
    references,
    ...(policy.otherSource === undefined ? {} : { otherSource: policy.otherSource }),
  });
  return { report, decision: decide(report, policy, { engine, policyDigest: setting.policyDigest }) };
}

async function readBaseline(setting: Setting, path: string): Promise<{ how: string; report: Report }> {
  const decoded = await readBundle(path, path);
  if ("problem" in decoded)
    throw usageError(`--base-report: ${decoded.problem.message}`, decoded.problem.remedy);
  const { evidence } = decoded.bundle;
  const commits = [...new Set(evidence.map(({ commit }) => commit).filter((commit) => commit !== undefined))];
  const [sha] = commits;
  const report = computeReport(decoded.bundle, {
    subject: commits.length === 1 && sha !== undefined ? { headSha: sha } : {},
    packages: setting.tree.packages,
    changes: { reason: "the base is not compared", remedy: "" },
    missing: [],
    problems: [],
  });
  return { how: `bundle ${path.split(/[\\/]/).at(-1)}`, report };
}
