import {
  type CoverageMetric,
  compareText,
  type Extent,
  extentsOf,
  type Kind,
  type MergedFile,
  type Report,
  type Scope,
  sumExtents,
} from "@tollgate/model";
import { within } from "./within.ts";

/** Coverage of one metric over the files of a scope. */
export type CoverageCount = Extent & { readonly files: readonly FileExtent[] };

export type FileExtent = Extent & { readonly path: string; readonly package: string };

/** Over all files of the scope; with a kind as that kind alone measured them. Most uncovered files first. */
export function countCoverage(report: Report, scope: Scope, metric: CoverageMetric): CoverageCount {
  const files: FileExtent[] = [];
  const holds = within(report, scope);
  for (const file of report.coverage) {
    if (!holds({ package: file.package, path: file.path })) continue;
    const measured = countsOf(file, scope.kind);
    if (measured === undefined) continue;
    const extent = extentsOf(file.map, measured.counts, measured.mayCounts)[metric];
    files.push({ path: file.path, package: file.package, ...extent });
  }
  files.sort((a, b) => b.found - b.hit - (a.found - a.hit) || compareText(a.path, b.path));
  return { ...sumExtents(files), files };
}

function countsOf(
  file: MergedFile,
  kind: Kind | undefined,
): Pick<MergedFile, "counts" | "mayCounts"> | undefined {
  return kind === undefined ? file : file.byKind.find((counts) => counts.kind === kind);
}
