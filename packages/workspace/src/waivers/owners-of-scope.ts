import type { RepoPath, RepoTree, Scope, Waiver } from "@tollgate/model";
import picomatch from "picomatch";
import type { FindOwners } from "../owners/parse-owners.ts";

/**
 * Who may approve a waiver: those who own every owned file that it is about; where nobody does, those who own the
 * waiver's own file.
 */
export function ownersOfWaiver(
  waiver: Waiver,
  { files, packages }: RepoTree,
  named: ReadonlyMap<string, Scope>,
  findOwners: FindOwners,
): readonly string[] {
  const { scope, test } = waiver;
  const about =
    test === undefined
      ? filesIn({ ...named.get(scope.name ?? ""), ...scope }, files, packages, findOwners)
      : [];
  const common = commonOwners(test?.file === undefined ? about : [test.file], findOwners);
  return common.length > 0 ? common : findOwners(waiver.id);
}

function commonOwners(files: readonly RepoPath[], findOwners: FindOwners): readonly string[] {
  let common: readonly string[] | undefined;
  for (const file of files) {
    const owners = findOwners(file);
    if (owners.length === 0) continue;
    common = common === undefined ? owners : common.filter((owner) => owners.includes(owner));
    if (common.length === 0) return [];
  }
  return common ?? [];
}

function filesIn(
  scope: Scope,
  files: readonly RepoPath[],
  packages: RepoTree["packages"],
  findOwners: FindOwners,
): readonly RepoPath[] {
  const names = listOf(scope.package, scope.packages);
  const owners = listOf(scope.owner, scope.owners);
  const globs = listOf(scope.path, scope.paths);
  const dirs = packages.toSorted((a, b) => b.dir.length - a.dir.length);
  const packageOf = (file: RepoPath): string | undefined =>
    dirs.find(({ dir }) => dir === "" || file.startsWith(`${dir}/`))?.name;
  const matchers = globs.map((list) => picomatch([...list], { dot: true, nonegate: true }));
  return files.filter(
    (file) =>
      names.every((list) => list.includes(packageOf(file) ?? "")) &&
      owners.every((list) => findOwners(file).some((owner) => list.includes(owner))) &&
      matchers.every((matches) => matches(file)),
  );
}

/** Each member narrows. */
function listOf(
  one: string | undefined,
  many: readonly string[] | undefined,
): readonly (readonly string[])[] {
  return [...(one === undefined ? [] : [[one]]), ...(many === undefined ? [] : [many])];
}
