import { decide } from "@tollgate/gate";
import { computeReport } from "@tollgate/merge";
import {
  type Bundle,
  type Decision,
  type Evidence,
  type Problem,
  type Report,
  usageError,
} from "@tollgate/model";
import { readChanges } from "@tollgate/workspace";
import { readBundle } from "./bundle-file.ts";
import type { Environment } from "./environment.ts";
import { readExecutableLines } from "./executable-lines.ts";
import { missingReports } from "./missing-reports.ts";
import type { Setting } from "./setting.ts";
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
  const bound = bindToCommit(bundle, subject.headSha);
  const executable =
    "changes" in changes ? await readExecutableLines(tree, changes.changes, bound) : undefined;
  const report = computeReport(bound, {
    subject,
    packages: tree.packages,
    changes: "changes" in changes ? changes.changes : changes,
    missing: missingReports(policy.reports, bundle),
    problems: [...setting.problems, ...options.problems, ...("problems" in changes ? changes.problems : [])],
    ...(baseline === undefined ? {} : { baseline }),
    ...(executable === undefined ? {} : { executable }),
  });
  return { report, decision: decide(report, policy, { engine, policyDigest: setting.policyDigest }) };
}

/** Evidence of another commit is not evidence: it is kept as an unusable input, and its content is dropped. */
function bindToCommit(bundle: Bundle, headSha: string | undefined): Bundle {
  return {
    evidence: bundle.evidence.map((item): Evidence => {
      if (headSha === undefined || item.commit === undefined || item.commit === headSha) return item;
      const { tests: _tests, coverage: _coverage, ...rest } = item;
      const problem: Problem = {
        code: "other-commit",
        severity: "error",
        message: `The report was collected on commit ${item.commit.slice(0, 12)}, judged is ${headSha.slice(0, 12)}.`,
        remedy: "Collect and judge in one run, or download the bundles of this run only.",
        path: item.input.path,
      };
      return { ...rest, status: "invalid", problems: [...item.problems, problem], runs: [] };
    }),
  };
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
