import { isNoProduct, type PackageRef, packageFinder, type RepoPath } from "@tollgate/model";
import { pathBelow } from "./clean-path.ts";

/** Tells tests, what they need, and settings of tools from what packages make. */
export function testCodeIn(packages: readonly PackageRef[]): (path: RepoPath) => boolean {
  const packageAt = packageFinder(packages);
  const dirs = [...new Set(["", ...packages.map(({ dir }) => dir)])];
  return (path) => {
    const roots = dirs.filter((dir) => pathBelow(dir, path) !== undefined);
    return isNoProduct(path, packageAt(path)?.dir ?? "", roots);
  };
}
