import type { FileDifference, LineRange, Report, Scope } from "@tollgate/model";
import { within } from "../../evidence/within.ts";
import { withoutLines } from "../../evidence/without-lines.ts";
import type { Interval } from "../../interval.ts";
import { type ChangedCount, countChanged } from "../changed-coverage/count-changed.ts";

export type NewlyUncovered = {
  readonly changed: ChangedCount | undefined;
  /** Files with lines that lost their coverage and are not among the changed ones. */
  readonly lost: readonly LostFile[];
};

export type LostFile = Pick<FileDifference, "path" | "package" | "inDiff" | "causes"> & {
  readonly lines: readonly LineRange[];
};

export function countNewlyUncovered(report: Report, scope: Scope): NewlyUncovered {
  const changed = report.changed.known ? countChanged(report, report.changed, scope, "lines") : undefined;
  const charged = new Map(changed?.files.map(({ file, uncovered }) => [file.path, uncovered]));
  const difference = report.baseline?.coverage;
  const files = difference?.known === true ? difference.files.filter(within(report, scope)) : [];
  const lost = files.flatMap(({ path, package: owner, inDiff, causes, lost: all }): readonly LostFile[] => {
    const lines = withoutLines(all, charged.get(path) ?? []);
    return lines.length === 0 ? [] : [{ path, package: owner, inDiff, causes, lines }];
  });
  return { changed, lost };
}

/** How many lines of the change no test runs: more reports may cover more, and lines in no report may be uncovered. */
export function changedInterval(changed: ChangedCount | undefined): Interval {
  if (changed === undefined) return { lo: 0, hi: Number.POSITIVE_INFINITY };
  const { found, hit, mayHit, unmeasured } = changed;
  const isCounted = unmeasured.every(({ lines }) => lines > 0);
  const hidden = unmeasured.reduce((sum, { lines }) => sum + lines, 0);
  return { lo: found - mayHit, hi: isCounted ? found - hit + hidden : Number.POSITIVE_INFINITY };
}

export function linesOf(ranges: readonly LineRange[]): number {
  return ranges.reduce((sum, [first, last]) => sum + last - first + 1, 0);
}
