import { decide, ruleChanges } from "@tollgate/gate";
import { computeReport, selectAttempts } from "@tollgate/merge";
import {
  type Bundle,
  type ChangedFile,
  type Decision,
  type Digest,
  isoDateOf,
  type JudgedWith,
  type PolicyChange,
  type Problem,
  type RepoPath,
  type Report,
} from "@tollgate/model";
import { type ChangesAnswer, readChanges, readExpectations } from "@tollgate/workspace";
import { baseDoubt } from "./base/base-doubt.ts";
import type { BaseEvidence } from "./base/base-evidence.ts";
import { readBaseReport } from "./base/base-report.ts";
import { readBaseTexts } from "./base/base-texts.ts";
import { decisionInputs } from "./decision/decision-inputs.ts";
import type { Environment } from "./environment.ts";
import { believeAttempts } from "./evidence/believe-attempts.ts";
import { bindEvidence } from "./evidence/bind-to-commit.ts";
import { missingReports } from "./evidence/missing-reports.ts";
import { untoldRuns } from "./evidence/untold-runs.ts";
import { missingJobs } from "./jobs/missing-jobs.ts";
import { changedRulingFiles, policyChange } from "./policy/policy-change.ts";
import { readWaivers } from "./policy/read-waivers.ts";
import { readRulingOwners } from "./policy/ruling.ts";
import type { Setting } from "./policy/setting.ts";
import { releaseDoubts } from "./release.ts";
import { reuseEvidence } from "./reuse/reuse-evidence.ts";
import { readChangedSources } from "./sources/changed-sources.ts";
import { readFindingTexts } from "./sources/finding-texts.ts";
import { readReferenceSources } from "./sources/reference-sources.ts";
import { unsoughtReports } from "./sources/sought-by.ts";
import { readUnmentionedSizes } from "./sources/unmentioned-sizes.ts";
import { unsureFiles } from "./sources/unsure-files.ts";
import { engine } from "./version.ts";

export type JudgeOptions = {
  /** What was said while the evidence was gathered, and no evidence carries. */
  readonly problems: readonly Problem[];
  /** Evidence of the base: `--base-report`. */
  readonly base?: BaseEvidence;
  /** How it was asked to judge, where not as usual. */
  readonly options?: JudgedWith;
  /** Of the decision before this one. */
  readonly previous?: Digest;
};

export type Verdict = {
  readonly report: Report;
  readonly decision: Decision;
  /** What the change did; absent where that is not known. */
  readonly changes?: readonly ChangedFile[];
};

/** Evidence and setting to report and decision; and what the change's own policy would have said, where it brings one. */
export async function judge(
  environment: Environment,
  setting: Setting,
  bundle: Bundle,
  options: JudgeOptions,
): Promise<Verdict> {
  const changes = readChanges(environment, setting.tree, setting.subject);
  const verdict: Verdict = {
    ...(await judgeBy(environment, setting, bundle, options, changes)),
    ...("changes" in changes ? { changes: changes.changes.files } : {}),
  };
  const files = "changes" in changes ? changedRulingFiles(setting, changes.changes) : [];
  if (setting.ruling.from === "work-tree" || files.length === 0) return verdict;
  const proposed = proposedSetting(setting);
  const after =
    proposed === undefined
      ? undefined
      : await judgeBy(environment, proposed, bundle, withoutPolicyDoubts(options), changes);
  const policyChange: PolicyChange =
    proposed === undefined || after === undefined
      ? { files, rules: [] }
      : {
          files,
          outcome: after.decision.outcome,
          rules: ruleChanges({ policy: setting.policy, ...verdict }, { policy: proposed.policy, ...after }),
        };
  return { ...verdict, decision: { ...verdict.decision, policyChange } };
}

/** As the change would have it: its policy, its waivers, its CODEOWNERS. None where its policy is broken. */
function proposedSetting({ proposed, ...setting }: Setting): Setting | undefined {
  if (proposed === undefined && setting.policy.origin?.from !== "outside") return undefined;
  const { policy, digest } = proposed ?? { policy: setting.policy, digest: setting.policyDigest };
  const { origin: _origin, ...own } = policy;
  return {
    ...setting,
    policy: own,
    policyDigest: digest,
    ruling: { from: "work-tree" },
    problems: setting.problems.filter(isNoPolicyDoubt),
  };
}

/** A judgement that is done again is told them as those of the run. */
function withoutPolicyDoubts(options: JudgeOptions): JudgeOptions {
  return { ...options, problems: options.problems.filter(isNoPolicyDoubt) };
}

function isNoPolicyDoubt({ code }: Problem): boolean {
  return code !== "policy-unknown";
}

async function judgeBy(
  environment: Environment,
  setting: Setting,
  bundle: Bundle,
  { base, options, previous, ...told }: JudgeOptions,
  changes: ChangesAnswer,
): Promise<Verdict> {
  const { subject, tree, policy } = setting;
  const problems = [...setting.problems, ...told.problems];
  const claimed = believeAttempts(bundle, { attempt: options?.attempt, headSha: subject.headSha });
  const unsought = unsoughtReports(setting, claimed);
  const noBase = base === undefined ? undefined : baseDoubt(environment, setting, base);
  const comparable = noBase === undefined ? base : undefined;
  const baseline =
    comparable === undefined ? undefined : await readBaseReport(environment, setting, comparable);
  const expected = await readExpectations(environment, tree, {
    ...{ subject, policy },
    ...("changes" in changes ? { changed: changes.changes.files.flatMap(pathsOf) } : {}),
  });
  const { bound: given, shifts } = bindEvidence(environment, setting, claimed);
  const { bundle: bound, notReused } = reuseEvidence(environment, setting, {
    ...{ given, bundle: claimed, expectations: expected.expectations },
    ...(base === undefined ? {} : { base }),
  });
  const { current } = selectAttempts(bound.evidence);
  const sources = "changes" in changes ? await readChangedSources(tree, changes.changes, bound) : undefined;
  const baseTexts =
    "changes" in changes
      ? await readBaseTexts({ ...environment, cwd: tree.root }, changes.changes, bound)
      : undefined;
  const findingTexts =
    "changes" in changes && comparable !== undefined
      ? await readFindingTexts({ ...environment, cwd: tree.root }, tree, changes.changes, bound)
      : undefined;
  const judged = { ...(subject.headSha === undefined ? {} : { headSha: subject.headSha }), shifts };
  const references = await readReferenceSources(tree, unsureFiles(tree, current, judged));
  const owners = readRulingOwners(environment, tree, setting.ruling);
  const date = isoDateOf(environment.now());
  const waivers = await readWaivers(environment, setting, {
    date,
    changes,
    owners,
    reviews: options?.reviews,
  });
  const inputs = decisionInputs(environment, setting, {
    ...{ bundle, changes, problems, waivers: waivers.texts },
    ...(base === undefined ? {} : { base }),
    ...(owners === undefined ? {} : { owners }),
    ...(options === undefined ? {} : { options }),
    ...(previous === undefined ? {} : { previous }),
  });
  const report = computeReport(bound, {
    subject,
    packages: tree.packages,
    ...(tree.hasGit ? { treeFiles: tree.files } : {}),
    sizes: await readUnmentionedSizes(tree, policy, current),
    changes: "changes" in changes ? changes.changes : changes,
    missing: [
      ...missingReports(policy.reports, current),
      ...missingJobs({
        evidence: claimed.evidence.filter(({ disbelieved }) => disbelieved === undefined),
        ...(options?.jobs === undefined ? {} : { jobs: options.jobs }),
        ...(policy.expect?.jobs === undefined ? {} : { wanted: policy.expect.jobs }),
        ...(policy.expect?.jobsByName === true ? { byName: true } : {}),
      }),
      ...(options?.absent ?? []),
    ],
    expectations: expected.expectations,
    notReused,
    excepted: expected.excepted.map(({ expectation }) => expectation),
    problems: [
      ...expected.problems,
      ...problems,
      ...(noBase === undefined ? [] : [noBase]),
      ...waivers.problems,
      ...unsought,
      ...(options?.release === true ? releaseDoubts(inputs) : []),
      ...untoldRuns(tree, current),
      ...("changes" in changes ? [...policyChange(setting, changes.changes, date), ...changes.problems] : []),
    ],
    ...(baseline === undefined ? {} : { baseline }),
    ...(findingTexts === undefined ? {} : { findingTexts }),
    ...(sources === undefined ? {} : { sources }),
    references,
    shifts,
    ...(owners === undefined ? {} : { findOwners: owners.findOwners }),
    ...(policy.otherSource === undefined ? {} : { otherSource: policy.otherSource }),
    ...(baseTexts === undefined ? {} : { baseTexts }),
  });
  return {
    report,
    decision: decide(report, policy, {
      engine,
      policyDigest: setting.policyDigest,
      date,
      waivers: waivers.filed,
      ...(options?.override === undefined ? {} : { override: options.override }),
      inputs,
    }),
  };
}

function pathsOf({ path, oldPath = path }: ChangedFile): readonly RepoPath[] {
  return [path, oldPath];
}
