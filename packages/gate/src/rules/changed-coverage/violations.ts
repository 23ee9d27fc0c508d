import {
  type CoverageMetric,
  describeUnmeasured,
  type LineRange,
  type Scope,
  type Violation,
} from "@tollgate/model";
import { plural } from "@tollgate/text";
import { metricNoun } from "../../metric.ts";
import { byKind } from "../../scope-words.ts";
import type { ChangedCount, ChangedFile } from "./count-changed.ts";

/**
 * Each uncovered place; per file where the report has no places for the metric or the kind. Files that `first` names
 * come first.
 */
export function violationsOf(
  { files, unmeasured }: ChangedCount,
  { kind }: Scope,
  metric: CoverageMetric,
  first: ReadonlySet<string>,
): readonly Violation[] {
  const found = [
    ...files.flatMap((changed) => {
      if (metric === "lines") return uncoveredLines(changed, kind);
      if (kind === undefined && metric === "functions") return uncoveredFunctions(changed);
      return uncoveredCount(changed, kind, metric);
    }),
    ...unmeasured.map(
      (file): Violation => ({ message: describeUnmeasured(file), path: file.path, package: file.package }),
    ),
  ];
  const isFirst = ({ path }: Violation): boolean => path !== undefined && first.has(path);
  return [...found.filter(isFirst), ...found.filter((violation) => !isFirst(violation))];
}

function uncoveredLines({ file, uncovered }: ChangedFile, kind: string | undefined): readonly Violation[] {
  return uncovered.flatMap((range) =>
    split(range, file.lost).map(({ lines: [first, last], isLost }) => ({
      message: isLost ? lostWords(first, last) : uncoveredWords(first, last, kind),
      path: file.path,
      line: first,
      ...(last > first ? { endLine: last } : {}),
      package: file.package,
    })),
  );
}

function uncoveredWords(first: number, last: number, kind: string | undefined): string {
  const what = first === last ? "this changed line" : `these ${last - first + 1} changed lines`;
  return `no ${kind === undefined ? "" : `${kind} `}test runs ${what}`;
}

function lostWords(first: number, last: number): string {
  const [what, were] = first === last ? ["this line", "was"] : [`these ${last - first + 1} lines`, "were"];
  return `no test runs ${what} any more since ${first === last ? "it" : "they"} ${were} moved or reformatted`;
}

/** A range in parts of which all lines lost their coverage, or none did. */
function split(
  [first, last]: LineRange,
  lost: readonly LineRange[],
): readonly { readonly lines: LineRange; readonly isLost: boolean }[] {
  const parts: { lines: LineRange; isLost: boolean }[] = [];
  let from = first;
  for (const [start, end] of lost) {
    if (end < from || start > last) continue;
    if (start > from) parts.push({ lines: [from, start - 1], isLost: false });
    parts.push({ lines: [Math.max(start, from), Math.min(end, last)], isLost: true });
    from = end + 1;
  }
  if (from <= last) parts.push({ lines: [from, last], isLost: false });
  return parts;
}

function uncoveredFunctions({ file }: ChangedFile): readonly Violation[] {
  return file.uncoveredFunctions
    .filter(({ excused }) => !excused)
    .map(({ name, line }) => ({
      message: `no test calls the changed function ${name}`,
      path: file.path,
      line,
      package: file.package,
    }));
}

function uncoveredCount(
  { file, extent: { found, hit } }: ChangedFile,
  kind: string | undefined,
  metric: CoverageMetric,
): readonly Violation[] {
  if (hit === found) return [];
  const what = plural(found, ...metricNoun(metric, "changed "));
  return [
    {
      message: `${found - hit} of ${what} are not covered${byKind(kind)}`,
      path: file.path,
      package: file.package,
    },
  ];
}
