import {
  type BranchColumns,
  type CoverageMap,
  compareText,
  coverageMetrics,
  hasTotalsOnly,
} from "@tollgate/model";

/**
 * True for a map with exact places. v8-to-istanbul writes istanbul's format with every line, also comments, as one
 * statement from column 0; vitest's v8 provider up to version 3 leaves the empty ones out. Such a map knows lines only,
 * whatever its format promises. It has blocks for branches, so one with other branches alone is no such map.
 */
export function isExact(map: CoverageMap): boolean {
  if (map.precision !== "columns") return false;
  const { statements, branches } = map;
  if (branches.types.length > 0 && !branches.types.includes("branch")) return true;
  let last = 0;
  for (let i = 0; i < statements.length; i += 4) {
    const line = statements[i]!;
    const isWholeLine = line > last && statements[i + 1] === 0 && statements[i + 2] === line;
    if (!isWholeLine) return true;
    last = line;
  }
  return statements.length === 0;
}

/**
 * Whether a map names whole lines, as V8's do: also the last lines of statements, and no functions but those around
 * which something ran.
 */
export function namesWholeLines(map: CoverageMap): boolean {
  if (map.precision === "columns") return !isExact(map);
  return map.branches.types.length > 0 && map.branches.types.every((_, i) => isBlock(map.branches, i));
}

/** V8 has blocks, not branches: each is written as a branch with one arm. */
export function isBlock({ types, places }: BranchColumns, i: number): boolean {
  return types[i] === "branch" && places[i * 3 + 2] === 1;
}

/** Orders maps from the most to the least exact; a total order, so that a choice never depends on arrival. */
export function compareExactness(a: CoverageMap, b: CoverageMap): number {
  return (
    Number(hasTotalsOnly(a)) - Number(hasTotalsOnly(b)) ||
    Number(isExact(b)) - Number(isExact(a)) ||
    b.branches.types.length - a.branches.types.length ||
    b.branches.arms.length - a.branches.arms.length ||
    b.functions.names.length - a.functions.names.length ||
    b.statements.length - a.statements.length ||
    compareTotals(a, b) ||
    compareText(a.digest, b.digest)
  );
}

/** The larger ones first. */
function compareTotals(a: CoverageMap, b: CoverageMap): number {
  const [first, second] = [a.totals, b.totals];
  if (first === undefined || second === undefined) return 0;
  return coverageMetrics.reduce((order, metric) => order || second[metric] - first[metric], 0);
}
