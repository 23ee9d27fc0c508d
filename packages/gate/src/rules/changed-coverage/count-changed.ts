import {
  type ChangedCode,
  type ChangedFileCoverage,
  type CoverageMetric,
  compareText,
  type Extent,
  type Scope,
  sumExtents,
  type UnmeasuredFile,
} from "@tollgate/model";
import { isWithin } from "../../evidence/scope.ts";

/** What the change touches and a report measures, and what no report measures. */
export type ChangedCount = Extent & {
  readonly files: readonly ChangedFile[];
  /** Changed files, or lines of them, of which the scope's reports say nothing. Sorted by path. */
  readonly unmeasured: readonly UnmeasuredFile[];
};

export type ChangedFile = { readonly file: ChangedFileCoverage; readonly extent: Extent };

type KnownChange = Extract<ChangedCode, { known: true }>;

export function countChanged(changed: KnownChange, scope: Scope, metric: CoverageMetric): ChangedCount {
  const files: ChangedFile[] = [];
  const unmeasured: UnmeasuredFile[] = changed.unmeasured.filter((file) =>
    isWithin(scope, { package: file.package }),
  );
  for (const file of changed.files) {
    if (!isWithin(scope, { package: file.package })) continue;
    const measured = scope.kind === undefined ? file : file.byKind.find(({ kind }) => kind === scope.kind);
    if (measured !== undefined) files.push({ file, extent: measured[metric] });
    else if (file.lines.found > 0)
      unmeasured.push({ path: file.path, package: file.package, lines: file.lines.found });
  }
  files.sort((a, b) => compareText(a.file.path, b.file.path));
  unmeasured.sort((a, b) => compareText(a.path, b.path));
  return { ...sumExtents(files.map(({ extent }) => extent)), files, unmeasured };
}
