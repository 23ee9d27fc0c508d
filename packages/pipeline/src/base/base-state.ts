import type { RepoState } from "@tollgate/config";
import type { RepoPath } from "@tollgate/model";
import {
  type CommitFile,
  listCommitFiles,
  readCommitFiles,
  type WorkspaceEnvironment,
} from "@tollgate/workspace";

/** The repository as it is at the base. */
export type BaseState = RepoState & {
  /** Policies in folders below the root. */
  readonly policies: readonly RepoPath[];
};

/** Names that the root's policy has, or should not have. */
const usual = ["tollgate.yml", "tollgate.yaml", ".tollgate.yml", ".tollgate.yaml"];

/** `undefined` when this clone does not hold the commit. */
export function readBaseState(git: WorkspaceEnvironment, commit: string): BaseState | undefined {
  const policies = listCommitFiles(git, commit, "tollgate.yml");
  if (policies === undefined) return undefined;
  const manifests = policies.map((path) => path.replace(/[^/]+$/, "package.json"));
  const wanted = [...usual, ...policies, ...manifests];
  const first = readCommitFiles(git, commit, wanted);
  if (first === undefined) return undefined;
  const known = new Map<RepoPath, CommitFile | undefined>(wanted.map((path) => [path, first.get(path)]));
  return {
    policies,
    read(path) {
      if (!known.has(path)) known.set(path, readCommitFiles(git, commit, [path])?.get(path));
      return known.get(path);
    },
  };
}
