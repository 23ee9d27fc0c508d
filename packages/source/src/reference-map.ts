import { branchColumns, type CoverageMap, functionColumns, mapDigest, type RepoPath } from "@tollgate/model";
import { type Entities, findEntities } from "./find-entities.ts";
import { parseSource } from "./parse-source.ts";

/**
 * What can be covered in a file of JavaScript or TypeScript: statements, functions and branches as istanbul's
 * instrumenter makes them of this text, in its order, without what its ignore hints take out. Types, imports and
 * re-exports are none of them, so a file of those only has an empty map. `undefined`: the language is not known here,
 * or the text has a mistake. Never throws.
 */
export function referenceMap(text: string, path: RepoPath): CoverageMap | undefined {
  const file = parseSource(text, path);
  if (file === undefined) return undefined;
  return toReferenceMap(findEntities(file));
}

/** The map of what was found in a file. */
export function toReferenceMap({ statements, functions, branches }: Entities): CoverageMap {
  const shape = {
    precision: "columns" as const,
    statements: Int32Array.from(statements),
    functions: functionColumns(functions),
    branches: branchColumns(branches),
    conditions: new Int32Array(),
  };
  return { ...shape, digest: mapDigest(shape) };
}
