import { loadPolicy } from "@tollgate/config";
import type { Digest, Policy, Problem, RepoTree, Subject } from "@tollgate/model";
import { readSubject, readTree } from "@tollgate/workspace";
import type { Environment } from "./environment.ts";

/** What the judged repository says: its files and packages, its policy, and what is judged. */
export type Setting = {
  readonly tree: RepoTree;
  readonly subject: Subject;
  readonly policy: Policy;
  readonly policyDigest: Digest;
  readonly problems: readonly Problem[];
};

export type SettingOptions = {
  /** `--base`. */
  readonly base?: string;
  /** `--config`. */
  readonly config?: string;
};

/** Reads the setting once. Throws a usage error for an unreadable policy or an unknown base. */
export async function readSetting(environment: Environment, options: SettingOptions): Promise<Setting> {
  const { tree, problems: treeProblems } = await readTree(environment);
  const loaded = await loadPolicy({
    root: tree.root,
    cwd: environment.cwd,
    ...(options.config === undefined ? {} : { path: options.config }),
  });
  const { subject, problems: subjectProblems } = readSubject(
    environment,
    tree,
    options.base === undefined ? {} : { base: options.base },
  );
  return {
    tree,
    subject,
    policy: loaded.policy,
    policyDigest: loaded.digest,
    problems: [...treeProblems, ...subjectProblems],
  };
}
