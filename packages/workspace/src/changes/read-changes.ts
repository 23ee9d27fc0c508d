import {
  type ChangeSet,
  compareText,
  type Problem,
  type RepoPath,
  type RepoTree,
  type Subject,
} from "@tollgate/model";
import type { WorkspaceEnvironment } from "../git/run-git.ts";
import { trackedFiles } from "../tree/tracked-files.ts";
import { newFile } from "./new-file.ts";
import { readDiff, type UnknownChanges } from "./read-diff.ts";

/** What changed, or why that is unknown and what to do. */
export type ChangesAnswer =
  | { readonly changes: ChangeSet; readonly problems: readonly Problem[] }
  | UnknownChanges;

/** The difference between the merge base and the work tree, untracked files included. Unknown without a merge base. */
export function readChanges(
  environment: WorkspaceEnvironment,
  tree: RepoTree,
  subject: Subject,
): ChangesAnswer {
  const base = subject.mergeBaseSha;
  if (base === undefined) return whyUnknown(tree, subject);
  const git: WorkspaceEnvironment = { ...environment, cwd: tree.root };
  const diff = readDiff(git, base);
  if ("reason" in diff) return diff;
  const files = new Map(diff.files.map((file) => [file.path, file]));
  const problems: Problem[] = [];
  for (const path of untrackedFiles(tree, environment)) {
    const file = newFile(tree.root, path);
    if (file === undefined) continue;
    if ("code" in file) problems.push(file);
    else files.set(path, file);
  }
  const sorted = [...files.values()].sort((a, b) => compareText(a.path, b.path));
  return { changes: { baseSha: base, files: sorted }, problems };
}

function whyUnknown(tree: RepoTree, { headSha, baseRef, baseSha }: Subject): UnknownChanges {
  if (!tree.hasGit)
    return { reason: "git reads no repository here", remedy: "Run Tollgate inside a checkout, with git." };
  if (headSha === undefined)
    return { reason: "there is no commit yet", remedy: "Commit the work, then run Tollgate again." };
  if (baseRef === undefined)
    return {
      reason: "there is no default branch here to compare with",
      remedy: "Pass --base with a branch, tag or commit.",
    };
  return {
    reason:
      baseSha === undefined
        ? `the base ${baseRef} is not in this clone`
        : `the commit where HEAD and ${baseRef} part is not in this clone`,
    remedy: "Fetch the whole history: `fetch-depth: 0` in actions/checkout, or `git fetch --unshallow`.",
  };
}

function untrackedFiles(tree: RepoTree, { env }: WorkspaceEnvironment): readonly RepoPath[] {
  const tracked = trackedFiles(tree, env);
  return tree.files.filter((path) => !tracked.has(path));
}
