import type { PathMapping, RepoTree } from "@tollgate/model";
import type { SourceText } from "../reader.ts";
import { applyMappings, cleanPath, pathBelow } from "./clean-path.ts";
import type { PathBases, PathResolver } from "./resolve-paths.ts";

type SourcesOptions = {
  readonly tree: RepoTree | undefined;
  readonly resolver: PathResolver | undefined;
  readonly mappings: readonly PathMapping[];
  readonly readText: ((path: string) => string | undefined) | undefined;
};

/**
 * The texts of files that a report names. Any file below the root can be had, since what ran is often built and ignored
 * by git; a path of another machine leads to the file of the tree that it means.
 */
export function createSources({
  tree,
  resolver,
  mappings,
  readText,
}: SourcesOptions): (bases: PathBases) => (path: string) => SourceText {
  const toSource = (path: string | undefined, inside: boolean): SourceText => {
    const text = path === undefined ? undefined : readText?.(path);
    return { inside, ...(text === undefined ? {} : { text }) };
  };
  if (tree === undefined || resolver === undefined) return () => (path) => toSource(cleanPath(path), true);
  const files = new Set(tree.files);
  const root = tree.root.replace(/\/$/, "");
  return (bases) => (path) => {
    const below = pathBelow(root, applyMappings(cleanPath(path), mappings));
    if (below !== undefined) return toSource(below, files.has(below));
    const where = resolver.resolve([path], bases).get(path);
    return where?.found === true ? toSource(where.path, true) : toSource(undefined, false);
  };
}
