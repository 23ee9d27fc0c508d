import { canonicalJson, compareText, type Digest, digestOf, type RepoPath } from "@tollgate/model";
import type { TreeEntry } from "./commit-tree.ts";
import type { IsInput } from "./input-scope.ts";

/** A digest over path, mode and content of every input: equal for two commits when the tests cannot tell them apart. */
export function inputHash(entries: ReadonlyMap<RepoPath, TreeEntry>, isInput: IsInput): Digest {
  const inputs = [...entries]
    .filter(([path]) => isInput(path))
    .sort(([a], [b]) => compareText(a, b))
    .map(([path, { mode, id }]) => [path, mode, id]);
  return digestOf(canonicalJson(inputs));
}

/** The first input that is another one in two commits, by its path. */
export function firstDifference(
  a: ReadonlyMap<RepoPath, TreeEntry>,
  b: ReadonlyMap<RepoPath, TreeEntry>,
  isInput: IsInput,
): RepoPath | undefined {
  const isSame = (path: RepoPath): boolean =>
    a.get(path)?.id === b.get(path)?.id && a.get(path)?.mode === b.get(path)?.mode;
  return [...new Set([...a.keys(), ...b.keys()])]
    .filter((path) => isInput(path) && !isSame(path))
    .sort(compareText)[0];
}
