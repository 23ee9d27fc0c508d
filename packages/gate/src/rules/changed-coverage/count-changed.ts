import {
  type ChangedCode,
  type ChangedFileCoverage,
  type CoverageMetric,
  compareText,
  type Extent,
  type Scope,
} from "@tollgate/model";
import { sumOf } from "../../evidence/count-coverage.ts";
import { isWithin } from "../../evidence/scope.ts";

/** What the change touches and a report measures, and what no report measures. */
export type ChangedCount = Extent & {
  readonly files: readonly ChangedFile[];
  /** Changed files of which the scope's reports say nothing. Sorted by path. */
  readonly unmeasured: readonly UnmeasuredChange[];
};

export type ChangedFile = { readonly file: ChangedFileCoverage; readonly extent: Extent };

/** `lines` may all be uncovered. */
export type UnmeasuredChange = { readonly path: string; readonly package: string; readonly lines: number };

type KnownChange = Extract<ChangedCode, { known: true }>;

export function countChanged(changed: KnownChange, scope: Scope, metric: CoverageMetric): ChangedCount {
  const files: ChangedFile[] = [];
  const unmeasured: UnmeasuredChange[] = changed.unmeasured.filter((file) =>
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
  return { ...sumOf(files.map(({ extent }) => extent)), files, unmeasured };
}
