import { decide } from "@tollgate/gate";
import { computeReport, selectAttempts } from "@tollgate/merge";
import {
  type Bundle,
  type ChangedFile,
  type Decision,
  isoDateOf,
  type Problem,
  type RepoPath,
  type Report,
} from "@tollgate/model";
import { readChanges, readExpectations } from "@tollgate/workspace";
import { readBaseReport } from "./base-report.ts";
import { readBaseTexts } from "./base-texts.ts";
import { bindEvidence } from "./bind-to-commit.ts";
import { readChangedSources } from "./changed-sources.ts";
import type { Environment } from "./environment.ts";
import { readFindingTexts } from "./finding-texts.ts";
import { missingReports } from "./missing-reports.ts";
import { policyChange } from "./policy-change.ts";
import { readReferenceSources } from "./reference-sources.ts";
import { readRulingOwners } from "./ruling.ts";
import type { Setting } from "./setting.ts";
import { readUnmentionedSizes } from "./unmentioned-sizes.ts";
import { unsureFiles } from "./unsure-files.ts";
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
    options.baseReport === undefined
      ? undefined
      : await readBaseReport(environment, setting, options.baseReport);
  const changes = readChanges(environment, tree, subject);
  const expected = await readExpectations(environment, tree, {
    ...{ subject, policy },
    ...("changes" in changes ? { changed: changes.changes.files.flatMap(pathsOf) } : {}),
  });
  const { bound, shifts } = bindEvidence(environment, setting, bundle);
  const { current } = selectAttempts(bound.evidence);
  const sources = "changes" in changes ? await readChangedSources(tree, changes.changes, bound) : undefined;
  const baseTexts =
    "changes" in changes
      ? await readBaseTexts({ ...environment, cwd: tree.root }, changes.changes, bound)
      : undefined;
  const findingTexts =
    "changes" in changes && baseline !== undefined
      ? await readFindingTexts({ ...environment, cwd: tree.root }, tree, changes.changes, bound)
      : undefined;
  const judged = { ...(subject.headSha === undefined ? {} : { headSha: subject.headSha }), shifts };
  const references = await readReferenceSources(tree, unsureFiles(tree, current, judged));
  const findOwners = readRulingOwners(environment, tree, setting.ruling);
  const report = computeReport(bound, {
    subject,
    packages: tree.packages,
    ...(tree.hasGit ? { treeFiles: tree.files } : {}),
    sizes: await readUnmentionedSizes(tree, policy, current),
    changes: "changes" in changes ? changes.changes : changes,
    missing: missingReports(policy.reports, current),
    expectations: expected.expectations,
    excepted: expected.excepted.map(({ expectation }) => expectation),
    problems: [
      ...expected.problems,
      ...setting.problems,
      ...options.problems,
      ...untoldRuns(tree, current),
      ...("changes" in changes ? [...policyChange(policy, changes.changes), ...changes.problems] : []),
    ],
    ...(baseline === undefined ? {} : { baseline }),
    ...(findingTexts === undefined ? {} : { findingTexts }),
    ...(sources === undefined ? {} : { sources }),
    references,
    shifts,
    ...(findOwners === undefined ? {} : { findOwners }),
    ...(policy.otherSource === undefined ? {} : { otherSource: policy.otherSource }),
    ...(baseTexts === undefined ? {} : { baseTexts }),
  });
  return {
    report,
    decision: decide(report, policy, {
      engine,
      policyDigest: setting.policyDigest,
      date: isoDateOf(environment.now()),
    }),
  };
}

function pathsOf({ path, oldPath = path }: ChangedFile): readonly RepoPath[] {
  return [path, oldPath];
}
