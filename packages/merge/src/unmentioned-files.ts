import {
  compareText,
  type Evidence,
  type PackageRef,
  type RepoPath,
  type UnmentionedFile,
} from "@tollgate/model";
import { expectedFiles, type KnownTest, type MeasuredFile } from "./changed/expected-files.ts";

/** What the work tree says of files that no report mentions. */
export type TreeContext = {
  readonly packages: readonly PackageRef[];
  /** Files of the work tree, where git tells them. */
  readonly treeFiles?: readonly RepoPath[];
  /** How much code is in those that the policy counts; `undefined` where that cannot be told. */
  readonly sizes?: ReadonlyMap<RepoPath, UnmentionedFile["size"]>;
};

/** Sources that a coverage tool should have measured and that no report mentions; none where nothing is measured. */
export function unmentionedFiles(
  coverage: readonly MeasuredFile[],
  tests: readonly KnownTest[],
  { packages, treeFiles = [], sizes = new Map() }: TreeContext,
): readonly UnmentionedFile[] {
  if (coverage.length === 0) return [];
  const measured = new Set(coverage.map(({ path }) => path));
  const expects = expectedFiles(coverage, tests, packages);
  const files = treeFiles.flatMap((path): readonly UnmentionedFile[] => {
    const owner = measured.has(path) ? undefined : expects(path);
    const size = sizes.get(path);
    // A source without code is nothing to measure.
    if (owner === undefined || (size !== undefined && hasNothing(size))) return [];
    return [{ path, package: owner, ...(size === undefined ? {} : { size }) }];
  });
  return files.sort((a, b) => compareText(a.path, b.path));
}

function hasNothing({ lines, functions = 0, branches = 0 }: NonNullable<UnmentionedFile["size"]>): boolean {
  return lines + functions + branches === 0;
}

/** The same before anything is merged: which files have to be looked into. */
export function unmentionedInEvidence(
  current: readonly Evidence[],
  context: TreeContext,
): readonly UnmentionedFile[] {
  return unmentionedFiles(
    current.flatMap(({ coverage }) => coverage?.files ?? []),
    current.flatMap(({ tests }) => tests?.cases ?? []),
    context,
  );
}
