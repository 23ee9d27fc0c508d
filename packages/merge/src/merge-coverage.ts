import {
  compareText,
  type Evidence,
  hasTotalsOnly,
  type MergedFile,
  type OtherSource,
  type Problem,
  type RepoPath,
} from "@tollgate/model";
import { exclusionProblem, phantomProblems, strangerProblem, totalsProblem } from "./coverage-problems.ts";
import { doubtProblems } from "./doubt-problems.ts";
import { mergeFile } from "./merge-file.ts";
import { hasDoubtfulVersion } from "./other-text.ts";
import type { ReferenceSource } from "./reference-source.ts";
import { bestViews, type Judged, type View, viewsByPath } from "./views.ts";

export type MergedCoverage = { readonly files: readonly MergedFile[]; readonly problems: readonly Problem[] };

export type CoverageContext = Judged & {
  /** Sources of the files that `disputedFiles` names. */
  readonly references?: ReadonlyMap<RepoPath, ReferenceSource>;
  /** What becomes of coverage of another text. @default reject */
  readonly otherSource?: OtherSource;
};

/**
 * Coverage of every file over all origins. Where they disagree on what can be covered in a file, all are projected on
 * the map of its source, if `references` has it. What was measured on another text covers for certain nothing.
 */
export function mergeCoverage(
  evidence: readonly Evidence[],
  { references, otherSource = "reject", ...judged }: CoverageContext = {},
): MergedCoverage {
  const merged = [...viewsByPath(evidence, judged)]
    .sort((a, b) => compareText(a[0], b[0]))
    .map(([path, views]) => mergeFile(path, views, references?.get(path)));
  return {
    files: merged.map(({ file }) => file),
    problems: [
      ...phantomProblems(merged.map(({ file, phantoms }) => ({ path: file.path, phantoms }))),
      ...doubtProblems(merged, otherSource),
      ...totalsProblem(merged.map(({ file }) => file)),
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

/**
 * Files whose sources are needed: of which origins have different maps, or perhaps measured another text, or of which only
 * totals are known. Where all agree nothing has to be read.
 */
export function disputedFiles(evidence: readonly Evidence[], judged: Judged = {}): readonly RepoPath[] {
  return [...viewsByPath(evidence, judged)]
    .filter(([, views]) => isDisputed(views))
    .map(([path]) => path)
    .sort(compareText);
}

function isDisputed(views: readonly View[]): boolean {
  if (views.some(({ isOfOtherCommit }) => isOfOtherCommit) || hasDoubtfulVersion(views)) return true;
  const { map } = views[0]!.file;
  if (views.every(({ file }) => file.map.digest === map.digest)) return hasTotalsOnly(map);
  const placed = bestViews(views).filter(({ file }) => !hasTotalsOnly(file.map));
  return placed.length === 0 || new Set(placed.map(({ file }) => file.map.digest)).size > 1;
}
