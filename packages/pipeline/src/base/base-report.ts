import {
  type BaseFiles,
  type BaselineSource,
  computeReport,
  disputedFiles,
  selectAttempts,
} from "@tollgate/merge";
import type { RepoPath } from "@tollgate/model";
import { readExpectationsAt } from "@tollgate/workspace";
import type { Environment } from "../environment.ts";
import { missingReports } from "../evidence/missing-reports.ts";
import type { Setting } from "../policy/setting.ts";
import { provenPaths } from "../sources/proven-paths.ts";
import type { BaseEvidence } from "./base-evidence.ts";
import { baseFiles, readBaseReferences } from "./base-texts.ts";

/** The Report of the base from its evidence. */
export async function readBaseReport(
  environment: Environment,
  { tree, subject, policy }: Setting,
  { bundle, how }: BaseEvidence,
): Promise<BaselineSource> {
  const { evidence } = bundle;
  const commits = [...new Set(evidence.map(({ commit }) => commit).filter((commit) => commit !== undefined))];
  const [sha] = commits;
  const git = { ...environment, cwd: tree.root };
  const { current } = selectAttempts(evidence);
  const report = computeReport(bundle, {
    references: await readBaseReferences(
      git,
      sha,
      disputedFiles(current, sha === undefined ? {} : { headSha: sha }),
    ),
    subject: commits.length === 1 && sha !== undefined ? { headSha: sha } : {},
    packages: tree.packages,
    changes: { reason: "the base is not compared", remedy: "" },
    missing: missingReports(policy.reports, current),
    expectations: commits.length === 1 && sha !== undefined ? await readExpectationsAt(git, sha, policy) : [],
    problems: [],
  });
  return {
    how,
    report,
    files: withProven(baseFiles(git, commits, subject), provenPaths(git, current, sha)),
  };
}

function withProven(files: BaseFiles, proven: ReadonlySet<RepoPath>): BaseFiles {
  return files.known && proven.size > 0 ? { ...files, proven } : files;
}
