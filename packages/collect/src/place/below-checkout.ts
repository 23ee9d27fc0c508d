import type { RepoPath } from "@tollgate/model";
import { folderOf, joinPaths } from "./clean-path.ts";

/**
 * Places relative paths of files that git does not have, such as compiled tests: below the package when at least as
 * much of the path exists there as below the root, since tools run in the folder of their package; else below the root.
 */
export function belowFinder(
  folders: () => ReadonlySet<RepoPath>,
): (path: RepoPath, packageFolder: RepoPath) => RepoPath {
  return (path, packageFolder) => {
    if (packageFolder === "") return path;
    const own = joinPaths(packageFolder, path);
    const beyond = knownDepth(own, folders()) - packageFolder.split("/").length;
    return beyond >= knownDepth(path, folders()) ? own : path;
  };
}

/** What follows the only mention of `folder` in an absolute path, with the folder. */
export function afterFolder(folder: RepoPath, path: string): RepoPath | undefined {
  if (folder === "") return undefined;
  const at = path.indexOf(`/${folder}/`);
  return at < 0 || path.includes(`/${folder}/`, at + 1) ? undefined : path.slice(at + 1);
}

/** How many of a path's folders exist, from the top. */
function knownDepth(path: RepoPath, folders: ReadonlySet<RepoPath>): number {
  let folder = folderOf(path);
  while (folder !== "" && !folders.has(folder)) folder = folderOf(folder);
  return folder === "" ? 0 : folder.split("/").length;
}

/** All folders that have a file below them; listed when first asked for, since most reports never ask. */
export function foldersOf(files: readonly RepoPath[]): () => ReadonlySet<RepoPath> {
  let folders: Set<RepoPath> | undefined;
  return () => {
    if (folders !== undefined) return folders;
    folders = new Set();
    for (const file of files)
      for (let folder = folderOf(file); folder !== "" && !folders.has(folder); folder = folderOf(folder))
        folders.add(folder);
    return folders;
  };
}
