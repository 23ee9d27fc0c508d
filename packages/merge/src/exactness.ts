import { type CoverageMap, compareText } from "@tollgate/model";

/**
 * True for a map with exact places. v8-to-istanbul writes istanbul's format with every line from the first on, also
 * comments and blanks, as one statement from column 0: such a map knows lines only, whatever its format promises. It has
 * blocks for branches, so one with other branches alone is no such map.
 */
export function isExact(map: CoverageMap): boolean {
  if (map.precision !== "columns") return false;
  const { statements, branches } = map;
  if (branches.length > 0 && branches.every(({ type }) => type !== "branch")) return true;
  for (let i = 0; i < statements.length / 4; i++) {
    const isWholeLine =
      statements[i * 4] === i + 1 && statements[i * 4 + 1] === 0 && statements[i * 4 + 2] === i + 1;
    if (!isWholeLine) return true;
  }
  return statements.length === 0;
}

/** Orders maps from the most to the least exact; a total order, so that a choice never depends on arrival. */
export function compareExactness(a: CoverageMap, b: CoverageMap): number {
  return (
    Number(isExact(b)) - Number(isExact(a)) ||
    b.branches.length - a.branches.length ||
    armsOf(b) - armsOf(a) ||
    b.functions.length - a.functions.length ||
    b.statements.length - a.statements.length ||
    compareText(a.digest, b.digest)
  );
}

function armsOf({ branches }: CoverageMap): number {
  return branches.reduce((sum, { arms }) => sum + arms.length / 2, 0);
}
