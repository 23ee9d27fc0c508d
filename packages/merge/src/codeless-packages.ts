import { isNoProduct, languageOf, type PackageRef, packageFinder, type RepoPath } from "@tollgate/model";

/** The packages, and which of them have no product code of a known language, where git tells the files. */
export function markCodeless(
  packages: readonly PackageRef[],
  treeFiles: readonly RepoPath[] | undefined,
): readonly PackageRef[] {
  if (treeFiles === undefined) return packages;
  const find = packageFinder(packages);
  const withCode = new Set<PackageRef>();
  for (const path of treeFiles) {
    if (languageOf(path) === undefined) continue;
    const owner = find(path);
    if (owner === undefined || withCode.has(owner)) continue;
    if (!isNoProduct(path, owner.dir, ["", owner.dir])) withCode.add(owner);
  }
  return packages.map((item) => (withCode.has(item) ? item : { ...item, codeless: true }));
}
