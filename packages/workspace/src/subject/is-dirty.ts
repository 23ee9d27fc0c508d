import { compareText, languageOf, type RepoPath, type RepoTree } from "@tollgate/model";
import type { WorkspaceEnvironment } from "../git/run-git.ts";
import { reportFolderOf } from "../search/convention.ts";
import { trackedFiles } from "../tree/tracked-files.ts";

/** What is known of a checkout whose reports are collected. */
export type CollectedCheckout = {
  readonly tree: RepoTree;
  /** Tracked files that differ from the commit. */
  readonly changed: readonly RepoPath[];
  /** Files that are read as reports. */
  readonly reports: readonly RepoPath[];
};

/**
 * Whether the texts that were tested may be others than those of the commit: by a changed file or one that git neither
 * tracks nor ignores. What the tests wrote is none of it: reports and what lies in their folders, as far as git tracks
 * nothing there.
 */
export function isDirty(
  checkout: CollectedCheckout,
  environment: Pick<WorkspaceEnvironment, "env">,
): boolean {
  return uncommittedFiles(checkout, environment).length > 0;
}

/** The files that make a checkout dirty, sorted. */
export function uncommittedFiles(
  { tree, changed, reports }: CollectedCheckout,
  { env }: Pick<WorkspaceEnvironment, "env">,
): readonly RepoPath[] {
  const tracked = trackedFiles(tree, env);
  const added = tree.files.filter((path) => !tracked.has(path));
  if (changed.length + added.length === 0) return [];
  const own = new Set(reports);
  const isWritten = writtenByTests(reports, tracked);
  return [
    ...changed.filter((path) => !own.has(path)),
    ...added.filter((path) => !own.has(path) && !path.endsWith(".tollgate") && !isWritten(path)),
  ].sort(compareText);
}

/** Beside a report, in a folder that is named for them, a source is a report's too (HTML has scripts); else only what is none. */
function writtenByTests(
  reports: readonly RepoPath[],
  tracked: ReadonlySet<RepoPath>,
): (path: RepoPath) => boolean {
  const withTracked = new Set([...tracked].flatMap(foldersOf));
  const isFree = (folder: RepoPath | undefined): folder is RepoPath =>
    folder !== undefined && !withTracked.has(folder);
  const named = new Set(reports.map(reportFolderOf).filter(isFree));
  const others = new Set(reports.map((path) => foldersOf(path)[0]).filter(isFree));
  return (path) => {
    const folders = foldersOf(path);
    if (folders.some((folder) => named.has(folder))) return true;
    if (languageOf(path) !== undefined) return false;
    return isFree(reportFolderOf(path)) || folders.some((folder) => others.has(folder));
  };
}

/** From the innermost to the outermost, without the root. */
function foldersOf(path: RepoPath): readonly RepoPath[] {
  const folders: RepoPath[] = [];
  for (let end = path.lastIndexOf("/"); end > 0; end = path.lastIndexOf("/", end - 1))
    folders.push(path.slice(0, end));
  return folders;
}
