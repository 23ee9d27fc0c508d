import {
  type ChangedFileCoverage,
  countLayout,
  extentsOf,
  type LineRange,
  lineHits,
  type MergedFile,
  type Within,
} from "@tollgate/model";
import { countsOf } from "../tally.ts";
import type { AddedLines } from "./added-lines.ts";
import { touchedLines } from "./touched-lines.ts";

/** How much of what the change adds or touches in one measured file is covered, in all and by kind. */
export function changedCoverage(file: MergedFile, added: AddedLines): ChangedFileCoverage {
  const touched = touchedLines(file.map, added);
  const within: Within = { line: (line) => touched.has(line), span: added.overlaps };
  const uncovered = [...lineHits(file.map, file.counts)]
    .filter(([line, hits]) => hits === 0 && touched.has(line))
    .map(([line]) => line);
  return {
    path: file.path,
    package: file.package,
    ...extentsOf(file.map, file.counts, file.mayCounts, within),
    uncovered: toRanges(uncovered.sort((a, b) => a - b)),
    uncoveredFunctions: uncoveredFunctions(file, within),
    byKind: file.byKind.map(({ kind }) => {
      const counts = countsOf(file, kind)!;
      return { kind, ...extentsOf(file.map, counts.counts, counts.mayCounts, within) };
    }),
  };
}

function uncoveredFunctions(
  { map, counts }: MergedFile,
  { span }: Within,
): ChangedFileCoverage["uncoveredFunctions"] {
  const { functions } = countLayout(map);
  return map.functions
    .filter(({ line, endLine }, i) => counts[functions + i] === 0 && span(line, Math.max(line, endLine)))
    .map(({ name, line }) => ({ name, line }));
}

function toRanges(lines: readonly number[]): readonly LineRange[] {
  const ranges: [number, number][] = [];
  for (const line of lines) {
    const open = ranges.at(-1);
    if (open !== undefined && open[1] === line - 1) open[1] = line;
    else ranges.push([line, line]);
  }
  return ranges;
}
