import {
  countLayout,
  extentsOf,
  hasTotalsOnly,
  type MergedFile,
  type MissingEvidence,
  type RepoPath,
  type VanishedFile,
} from "@tollgate/model";

type Places = {
  readonly headPathOf: (basePath: RepoPath) => RepoPath | undefined;
  readonly tree: ReadonlySet<RepoPath> | undefined;
};

/** Files with code that the base measured, that are still there, and that no report measures now. */
export function vanishedFiles(
  head: readonly MergedFile[],
  base: readonly MergedFile[],
  { headPathOf, tree }: Places,
): readonly VanishedFile[] {
  const measured = new Set(head.map(({ path }) => path));
  return base.flatMap((file): readonly VanishedFile[] => {
    const path = headPathOf(file.path);
    if (path === undefined || measured.has(path) || tree?.has(path) !== true) return [];
    const { lines, functions, branches } = extentsOf(file.map, file.counts, file.mayCounts);
    const isEmpty = hasTotalsOnly(file.map)
      ? lines.found + functions.found + branches.found === 0
      : countLayout(file.map).length === 0;
    return isEmpty ? [] : [{ path, package: file.package, lines: lines.found }];
  });
}

/**
 * Files that vanished are missing evidence: their lines may all be uncovered, and a smaller denominator is no better
 * coverage. Where a package lost all coverage of the base's kinds that is told already.
 */
export function missingFiles(
  vanished: readonly VanishedFile[],
  head: readonly MergedFile[],
  { how, withoutCode }: { readonly how: string; readonly withoutCode: (path: RepoPath) => boolean },
): readonly MissingEvidence[] {
  const measured = new Set(head.map(({ package: owner }) => owner));
  const byPackage = new Map<string, RepoPath[]>();
  for (const { package: owner, path } of vanished) {
    if (!measured.has(owner) || withoutCode(path)) continue;
    const known = byPackage.get(owner);
    if (known === undefined) byPackage.set(owner, [path]);
    else known.push(path);
  }
  return [...byPackage].map(([owner, paths]) => ({
    what: `coverage of ${namesOf(paths)}`,
    package: owner,
    about: "coverage",
    because: `the base measured ${paths.length === 1 ? "it" : "them"} (${how})`,
    remedy: `Let the coverage tool measure ${paths.length === 1 ? "it" : "them"} as on the base. If ${owner} leaves ${paths.length === 1 ? "it" : "them"} out on purpose, land that with a base report that no longer has ${paths.length === 1 ? "it" : "them"}.`,
  }));
}

/** At most three. */
function namesOf(paths: readonly RepoPath[]): string {
  const shown = paths.slice(0, 3).join(", ");
  return paths.length > 3 ? `${shown} and ${paths.length - 3} more files` : shown;
}
