import { type RepoPath, type RepoTree, sourceError } from "@tollgate/model";
import { runGit, type WorkspaceEnvironment } from "../git/run-git.ts";
import { listingOptions, parseListing } from "./parse-listing.ts";

/** Asking git once is enough: what `readTree` saw is kept with the tree that it made. */
const known = new WeakMap<RepoTree, ReadonlySet<RepoPath>>();

export function rememberTracked(tree: RepoTree, tracked: ReadonlySet<RepoPath>): void {
  known.set(tree, tracked);
}

/** The files of the tree that git tracks; none without git. */
export function trackedFiles(tree: RepoTree, env: WorkspaceEnvironment["env"]): ReadonlySet<RepoPath> {
  const remembered = known.get(tree);
  if (remembered !== undefined) return remembered;
  if (!tree.hasGit) return new Set();
  const answer = runGit({ cwd: tree.root, env }, ["ls-files", ...listingOptions, "--cached"]);
  if (!answer.ok)
    throw sourceError(
      `git cannot list its files: ${answer.message}.`,
      "Run `git status` here; it says more.",
    );
  const { tracked } = parseListing(answer.stdout);
  rememberTracked(tree, tracked);
  return tracked;
}
