import type { PackagePolicy } from "@tollgate/config";
import type { Problem, RepoPath, RepoTree } from "@tollgate/model";
import type { BaseState } from "../base/base-state.ts";

const fileName = "tollgate.yml";

/** The policies of packages in the checkout. A policy in another folder is none: a fixture, a repository of its own. */
export function policiesOfPackages({ packages, files }: RepoTree): readonly PackagePolicy[] {
  const known = new Set(files);
  return packages
    .filter(({ dir }) => dir !== "")
    .map(({ name, dir }) => ({ name, path: `${dir}/${fileName}` }))
    .filter(({ path }) => known.has(path));
}

/**
 * The policies of packages at the base. A change that moves a package keeps the policy that it had there, as its manifest
 * tells; of one that it takes away it is said that its policy judges nothing.
 */
export function policiesOfPackagesAt(
  { packages, files }: RepoTree,
  state: BaseState,
  ref: string,
): { readonly policies: readonly PackagePolicy[]; readonly problems: readonly Problem[] } {
  const byDir = new Map(packages.map(({ name, dir }) => [dir, name]));
  const names = new Set(packages.map(({ name }) => name));
  const here = new Set(files);
  const policies: PackagePolicy[] = [];
  const problems: Problem[] = [];
  for (const path of state.policies) {
    const dir = path.slice(0, -fileName.length - 1);
    const before = nameIn(state, dir);
    // Another package may lie there now: both answer for it.
    const owners = new Set([byDir.get(dir), before].filter((name) => name !== undefined && names.has(name)));
    for (const name of owners) if (name !== undefined) policies.push({ name, path });
    if (owners.size > 0 || here.has(path)) continue;
    problems.push(before === undefined ? unknownPackage(path, ref) : takenAway(path, before, ref));
  }
  return { policies, problems };
}

/** The name in the folder's package.json at the base, where it has one. */
function nameIn(state: BaseState, dir: RepoPath): string | undefined {
  const file = state.read(`${dir}/package.json`);
  if (file?.form !== "file") return undefined;
  try {
    const manifest: unknown = JSON.parse(new TextDecoder().decode(file.bytes));
    const name = typeof manifest === "object" && manifest !== null && "name" in manifest && manifest.name;
    return typeof name === "string" && name !== "" ? name : undefined;
  } catch {
    return undefined; // no manifest of a package
  }
}

function takenAway(path: RepoPath, name: string, ref: string): Problem {
  return {
    code: "policy-changed",
    severity: "warning",
    message: `The policy ${path} of ${ref} is about ${name}, which the workspace does not have any more: it judges nothing.`,
    remedy: "Check that the package is gone, and not only called otherwise.",
    path,
  };
}

function unknownPackage(path: RepoPath, ref: string): Problem {
  return {
    code: "policy-unknown",
    severity: "warning",
    message: `The change takes away the policy ${path} of ${ref}, and nothing tells which package it was about.`,
    remedy: "Take the policy away in a change of its own first, while its package is there.",
    path,
  };
}
