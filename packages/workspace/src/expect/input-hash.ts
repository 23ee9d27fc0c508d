import {
  canonicalJson,
  compareText,
  type Digest,
  digestOf,
  type PackageRef,
  packageFinder,
  type RepoPath,
} from "@tollgate/model";
import type { TreeEntry } from "./commit-tree.ts";
import type { InputScope } from "./input-scope.ts";

/** The digest of what is an input in one commit. */
export type HashInputs = (scope: InputScope) => Digest;

/**
 * Digests over path, mode and content of every input: equal for two commits when the tests cannot tell them apart. Each
 * package is read once, however many depend on it. `packages` are the same for the commits that are compared.
 */
export function createInputHash(
  entries: ReadonlyMap<RepoPath, TreeEntry>,
  packages: readonly PackageRef[],
): HashInputs {
  const ownerOf = packageFinder(packages);
  const files = new Map<string, [RepoPath, string, string][]>();
  for (const [path, { mode, id }] of entries) {
    const name = ownerOf(path)?.name ?? "";
    const known = files.get(name);
    if (known === undefined) files.set(name, [[path, mode, id]]);
    else known.push([path, mode, id]);
  }
  const digests = new Map<string, Digest>();
  const digestOfPackage = (name: string): Digest => {
    const known = digests.get(name);
    if (known !== undefined) return known;
    const sorted = (files.get(name) ?? []).sort(([a], [b]) => compareText(a, b));
    const digest = digestOf(canonicalJson(sorted));
    digests.set(name, digest);
    return digest;
  };
  // The empty name holds what no package does.
  return (scope) =>
    digestOf(
      canonicalJson(
        ["", ...scope.packages.map(({ name }) => name)].map((name) => [name, digestOfPackage(name)]),
      ),
    );
}

/** Paths that are another file in two commits, sorted. */
export function differingPaths(
  a: ReadonlyMap<RepoPath, TreeEntry>,
  b: ReadonlyMap<RepoPath, TreeEntry>,
): readonly RepoPath[] {
  const isSame = (path: RepoPath): boolean =>
    a.get(path)?.id === b.get(path)?.id && a.get(path)?.mode === b.get(path)?.mode;
  return [...new Set([...a.keys(), ...b.keys()])].filter((path) => !isSame(path)).sort(compareText);
}
