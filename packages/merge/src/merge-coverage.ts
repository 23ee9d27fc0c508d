import { compareText, type Evidence, type MergedFile, type Problem, type RepoPath } from "@tollgate/model";
import { exclusionProblem, misfitProblems, phantomProblems, strangerProblem } from "./coverage-problems.ts";
import { mergeFile } from "./merge-file.ts";
import type { ReferenceSource } from "./reference-source.ts";
import { bestViews, viewsByPath } from "./views.ts";

export type MergedCoverage = { readonly files: readonly MergedFile[]; readonly problems: readonly Problem[] };

/**
 * Coverage of every file over all origins. Where they disagree on what can be covered in a file, all are projected on
 * the map of its source, if `sources` has it: see `disputedFiles`.
 */
export function mergeCoverage(
  evidence: readonly Evidence[],
  sources: ReadonlyMap<RepoPath, ReferenceSource> = new Map(),
): MergedCoverage {
  const merged = [...viewsByPath(evidence)]
    .sort((a, b) => compareText(a[0], b[0]))
    .map(([path, views]) => mergeFile(path, views, sources.get(path)));
  return {
    files: merged.map(({ file }) => file),
    problems: [
      ...phantomProblems(merged.map(({ file, phantoms }) => ({ path: file.path, phantoms }))),
      ...misfitProblems(merged),
      ...merged.flatMap(({ file: { path }, strangers, reason, chosen }) => [
        ...strangerProblem(path, strangers, reason),
        ...exclusionProblem(
          path,
          chosen.map(({ file }) => file),
        ),
      ]),
    ],
  };
}

/** Files of which origins have different maps: their sources are needed. Where all agree nothing has to be read. */
export function disputedFiles(evidence: readonly Evidence[]): readonly RepoPath[] {
  const disputed: RepoPath[] = [];
  for (const [path, views] of viewsByPath(evidence)) {
    const { digest } = views[0]!.file.map;
    if (views.every(({ file }) => file.map.digest === digest)) continue;
    const maps = new Set(bestViews(views).map(({ file }) => file.map.digest));
    if (maps.size > 1) disputed.push(path);
  }
  return disputed.sort(compareText);
}
