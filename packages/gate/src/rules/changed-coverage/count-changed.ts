import {
  type ChangedCode,
  type ChangedFileCoverage,
  type CoverageMetric,
  compareText,
  type Extent,
  type LineRange,
  type Report,
  type Scope,
  sumExtents,
  type UnmeasuredFile,
} from "@tollgate/model";
import { within } from "../../evidence/within.ts";
import { withoutLines } from "../../evidence/without-lines.ts";

/** What the change answers for and a report measures, and what no report measures. */
export type ChangedCount = Extent & {
  /** How much more the change touches: it is moved or reformatted, or was not covered before either. */
  readonly notCharged: number;
  readonly files: readonly ChangedFile[];
  /** Changed files, or lines of them, of which the scope's reports say nothing. Sorted by path. */
  readonly unmeasured: readonly UnmeasuredFile[];
};

export type ChangedFile = {
  readonly file: ChangedFileCoverage;
  readonly extent: Extent;
  /** Charged lines without a hit. */
  readonly uncovered: readonly LineRange[];
};

type KnownChange = Extract<ChangedCode, { known: true }>;

export function countChanged(
  report: Pick<Report, "owners">,
  changed: KnownChange,
  scope: Scope,
  metric: CoverageMetric,
): ChangedCount {
  const holds = within(report, scope);
  const files: ChangedFile[] = [];
  let touched = 0;
  const unmeasured: UnmeasuredFile[] = changed.unmeasured.filter(holds);
  for (const file of changed.files) {
    if (!holds({ path: file.path, package: file.package })) continue;
    const measured = scope.kind === undefined ? file : file.byKind.find(({ kind }) => kind === scope.kind);
    if (measured !== undefined) {
      const uncovered = "kind" in measured ? measured.uncovered : withoutLines(file.uncovered, file.excused);
      files.push({ file, extent: measured.charged[metric], uncovered });
      touched += measured[metric].found;
    } else if (file.lines.found > 0)
      unmeasured.push({ path: file.path, package: file.package, lines: file.lines.found });
  }
  files.sort((a, b) => compareText(a.file.path, b.file.path));
  unmeasured.sort((a, b) => compareText(a.path, b.path));
  const charged = sumExtents(files.map(({ extent }) => extent));
  return { ...charged, notCharged: touched - charged.found, files, unmeasured };
}
