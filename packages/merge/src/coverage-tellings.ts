import {
  branchEntities,
  compareText,
  countLayout,
  type Evidence,
  extentsOf,
  type FileCoverage,
  type FileTelling,
  functionEntities,
  hasTotalsOnly,
  type LineExplanation,
  type LineTelling,
  lineHits,
  type MergedFile,
  type TellingSource,
  testsAtLine,
} from "@tollgate/model";
import { selectAttempts } from "./select-attempts.ts";

/** What each report that measures a file says of it, in the order of their paths. */
export function fileTellings(evidence: readonly Evidence[], path: string): readonly FileTelling[] {
  const sourceOf = sourceFinder(evidence);
  return inOrderOfPath(evidence).flatMap((item) => {
    const file = item.coverage?.files.find((of) => of.path === path);
    if (file === undefined) return [];
    const { map, counts } = file;
    const extents = extentsOf(map, counts, counts);
    return [{ ...sourceOf(item), precision: hasTotalsOnly(map) ? "totals" : map.precision, ...extents }];
  });
}

/** What each report that measures a file, or tells who tests it, says of one of its lines. */
export function lineTellings(
  evidence: readonly Evidence[],
  path: string,
  line: number,
): readonly LineTelling[] {
  const sourceOf = sourceFinder(evidence);
  return inOrderOfPath(evidence).flatMap((item): readonly LineTelling[] => {
    const file = item.coverage?.files.find((of) => of.path === path);
    const tests = item.lineTests?.files.find((of) => of.path === path);
    if (file === undefined && tests === undefined) return [];
    const hits = file === undefined ? undefined : lineHits(file.map, file.counts).get(line);
    return [
      {
        ...sourceOf(item),
        ...(hits === undefined ? {} : { hits }),
        ...(file !== undefined && hasTotalsOnly(file.map) ? { totalsOnly: true as const } : {}),
        branches: file === undefined ? [] : branchesAt(file, line),
        conditions: file === undefined ? [] : conditionsAt(file, line),
        functions: file === undefined ? [] : functionsAt(file, line),
        excluded: file === undefined ? [] : excludedAt(file, line),
        ...(tests === undefined
          ? {}
          : { tests: testsAtLine(tests.ranges, line).map((test) => item.lineTests!.tests[test]!) }),
      },
    ];
  });
}

/** What all reports that count come to on one line of a file. */
export function mergedLine(
  { map, counts, mayCounts }: MergedFile,
  line: number,
): Pick<LineExplanation, "hits" | "mayBeHit" | "branches"> {
  const hits = lineHits(map, counts).get(line);
  const mayBeHit = hits === 0 && (lineHits(map, mayCounts).get(line) ?? 0) > 0;
  const isHere = (other: number): boolean => other === line;
  const { branches } = extentsOf(map, counts, mayCounts, { line: isHere, span: isHere });
  return {
    ...(hits === undefined ? {} : { hits }),
    ...(mayBeHit ? { mayBeHit } : {}),
    ...(branches.found === 0 ? {} : { branches }),
  };
}

function inOrderOfPath(evidence: readonly Evidence[]): readonly Evidence[] {
  return [...evidence].sort((a, b) => compareText(a.input.path, b.input.path) || compareText(a.id, b.id));
}

function sourceFinder(evidence: readonly Evidence[]): (item: Evidence) => TellingSource {
  const superseded = new Set(selectAttempts(evidence).superseded);
  return (item) => ({
    report: item.input.path,
    ...(item.input.format === undefined ? {} : { format: item.input.format }),
    origin: item.origin,
    superseded: superseded.has(item),
  });
}

function branchesAt({ map, counts }: FileCoverage, line: number): LineTelling["branches"] {
  const found: { type: string; arms: readonly number[] }[] = [];
  let at = countLayout(map).arms;
  for (const { type, line: start, arms } of branchEntities(map)) {
    if (start === line) found.push({ type, arms: [...counts.subarray(at, at + arms.length / 2)] });
    at += arms.length / 2;
  }
  return found;
}

function conditionsAt({ map, counts }: FileCoverage, line: number): LineTelling["conditions"] {
  const layout = countLayout(map);
  const found: { covered: number; total: number }[] = [];
  for (let i = 0; i < map.conditions.length / 2; i++) {
    if (map.conditions[i * 2] !== line) continue;
    found.push({ covered: counts[layout.conditions + i]!, total: map.conditions[i * 2 + 1]! });
  }
  return found;
}

function excludedAt({ excluded = [] }: FileCoverage, line: number): LineTelling["excluded"] {
  return excluded.flatMap(({ line: at, entity, reason }) => (at === line ? [{ entity, reason }] : []));
}

function functionsAt({ map, counts }: FileCoverage, line: number): LineTelling["functions"] {
  const { functions } = countLayout(map);
  return functionEntities(map).flatMap(({ name, line: start }, i) =>
    start === line ? [{ name, hits: counts[functions + i]! }] : [],
  );
}
