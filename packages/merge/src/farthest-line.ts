import type { CoverageMap, Evidence, RepoPath } from "@tollgate/model";

/** The last line of which a map speaks. Starts only: where something ends is often a guess. */
export function farthestLine({ statements, functions, branches, conditions }: CoverageMap): number {
  let farthest = 0;
  for (let i = 0; i < statements.length; i += 4) farthest = Math.max(farthest, statements[i]!);
  for (const { places } of [functions, branches])
    for (let i = 0; i < places.length; i += 3) farthest = Math.max(farthest, places[i]!);
  for (let i = 0; i < conditions.length; i += 2) farthest = Math.max(farthest, conditions[i]!);
  return farthest;
}

/** The last line of each file of which any report speaks. */
export function farthestLines(evidence: readonly Evidence[]): ReadonlyMap<RepoPath, number> {
  const ofMaps = new Map<string, number>();
  const ofFiles = new Map<RepoPath, number>();
  for (const { coverage } of evidence) {
    for (const { path, map } of coverage?.files ?? []) {
      const line = ofMaps.get(map.digest) ?? farthestLine(map);
      ofMaps.set(map.digest, line);
      ofFiles.set(path, Math.max(ofFiles.get(path) ?? 0, line));
    }
  }
  return ofFiles;
}
