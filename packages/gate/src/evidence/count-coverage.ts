import {
  type CoverageMetric,
  compareText,
  type Extent,
  extentsOf,
  type FileExtents,
  type Kind,
  type MergedFile,
  type Report,
  type Scope,
  sumExtents,
} from "@tollgate/model";
import { filesOfPackages } from "./by-package.ts";
import { once } from "./once.ts";
import { within } from "./within.ts";

/** Coverage of one metric over the files of a scope. */
export type CoverageCount = Extent & { readonly files: readonly FileExtent[] };

export type FileExtent = Extent & { readonly path: string; readonly package: string };

/** Over all files of the scope; with a kind as that kind alone measured them. Most uncovered files first. */
export function countCoverage(report: Report, scope: Scope, metric: CoverageMetric): CoverageCount {
  const files: FileExtent[] = [];
  const holds = within(report, scope);
  for (const file of filesOfPackages(report, scope)) {
    if (!holds({ package: file.package, path: file.path })) continue;
    const extents = extentsBy(file).get(scope.kind);
    if (extents === undefined) continue;
    files.push({ path: file.path, package: file.package, ...extents[metric] });
  }
  files.sort((a, b) => b.found - b.hit - (a.found - a.hit) || compareText(a.path, b.path));
  return { ...sumExtents(files), files };
}

/** What is covered of a file, over all kinds (`undefined`) and by each kind that measured it. */
const extentsBy = once((file: MergedFile): ReadonlyMap<Kind | undefined, FileExtents> => {
  const all: readonly (Pick<MergedFile, "counts" | "mayCounts"> & { readonly kind?: Kind })[] = [
    file,
    ...file.byKind,
  ];
  return new Map(all.map(({ kind, counts, mayCounts }) => [kind, extentsOf(file.map, counts, mayCounts)]));
});
