import { compareText, manifestPath, type RepoPath, type Report } from "@tollgate/model";

/** Owners of a file as CODEOWNERS writes them; none for a file that nobody owns. */
export type FindOwners = (path: RepoPath) => readonly string[];

/**
 * Who owns each file that tests, coverage, findings, the base or the change name, and the manifests of the packages,
 * sorted by path. Files that nobody owns are left out.
 */
export function ownersOfFiles(
  {
    packages,
    tests,
    coverage,
    findings,
    changed,
    unmentioned,
    baseline,
  }: Pick<Report, "packages" | "tests" | "coverage" | "findings" | "changed" | "unmentioned" | "baseline">,
  findOwners: FindOwners,
): ReadonlyMap<RepoPath, readonly string[]> {
  const paths = new Set<RepoPath>(packages.map(({ dir }) => manifestPath(dir)));
  for (const { file } of tests) if (file !== undefined) paths.add(file);
  for (const { path } of coverage) paths.add(path);
  for (const { path, otherPlaces = [] } of findings)
    for (const place of [path, ...otherPlaces.map((other) => other.path)])
      if (place !== undefined) paths.add(place);
  for (const { path } of unmentioned) paths.add(path);
  for (const { path } of baseline?.measured?.files ?? []) paths.add(path);
  if (changed.known) for (const { path } of [...changed.files, ...changed.unmeasured]) paths.add(path);
  const owned = [...paths].sort(compareText).map((path) => [path, findOwners(path)] as const);
  return new Map(owned.filter(([, owners]) => owners.length > 0));
}
