import {
  compareText,
  type Evidence,
  isNoProduct,
  languageOf,
  type MissingShard,
  type PackageRef,
  packageFinder,
  type RepoPath,
} from "@tollgate/model";
import { isExact } from "./exactness.ts";

export type OpenContext = {
  /** Files of the work tree, where git tells them. */
  readonly treeFiles?: readonly RepoPath[];
  readonly packages: readonly PackageRef[];
};

/**
 * What absent shards of a job leave open, of which these arrived: files of which they may bring more to cover. That are
 * measured ones whose map is not that of the whole file, as an instrumenter makes it, in a shard of the job; and sources
 * that no shard of it measured. What is no product (tests, declarations, configuration) is among them where the reports
 * measure such files, too.
 */
export function missingShard(
  arrived: readonly Evidence[],
  all: readonly Evidence[],
  { treeFiles, packages }: OpenContext,
): MissingShard {
  if (treeFiles === undefined) return {};
  const closed = new Set<RepoPath>();
  for (const { coverage } of arrived)
    for (const { path, map } of coverage?.files ?? []) if (isExact(map)) closed.add(path);
  const measured = new Map<RepoPath, string>();
  for (const { coverage } of all)
    for (const { path, package: owner } of coverage?.files ?? []) measured.set(path, owner);
  const isProduct = productFilter(packages, measured.keys());
  const packageAt = packageFinder(packages);
  const open = new Map([...measured].filter(([path]) => !closed.has(path)));
  for (const path of treeFiles)
    if (!measured.has(path) && languageOf(path) !== undefined && isProduct(path))
      open.set(path, packageAt(path)?.name ?? "");
  const files = [...open].map(([path, owner]) => ({ path, package: owner }));
  return { open: files.sort((a, b) => compareText(a.path, b.path)) };
}

function productFilter(
  packages: readonly PackageRef[],
  measured: Iterable<RepoPath>,
): (path: RepoPath) => boolean {
  const packageAt = packageFinder(packages);
  const isProduct = (path: RepoPath): boolean => {
    const dir = packageAt(path)?.dir ?? "";
    return !isNoProduct(path, dir, [dir]);
  };
  for (const path of measured) if (!isProduct(path)) return () => true;
  return isProduct;
}
