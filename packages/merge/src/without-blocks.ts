import { type CoverageMap, countLayout, type FileCoverage, mapDigest } from "@tollgate/model";
import { isBlock, isExact } from "./exactness.ts";
import type { Gaps } from "./projection/inner-statements.ts";

/**
 * Takes the blocks out of what V8 measured. V8 knows blocks, not branches, and only where execution went: each is
 * written as a branch with one arm, so a file's total depends on what ran, and an `if` that never ran has no arm that
 * could be missed. A share of such arms says nothing about branches.
 */
export function createBlockFilter(): (file: FileCoverage) => WithoutBlocks {
  const known = new Map<string, Kept>();
  return (file) => {
    let kept = known.get(file.map.digest);
    if (kept === undefined) {
      kept = keepBranches(file.map);
      known.set(file.map.digest, kept);
    }
    if (kept.entities === undefined) return { file };
    const { counts } = file;
    return {
      file: { ...file, map: kept.map, counts: Float64Array.from(kept.entities, (i) => counts[i]!) },
      gaps: gapsOf(file),
    };
  };
}

/** `gaps`: where blocks begin that did not run. */
export type WithoutBlocks = { readonly file: FileCoverage; readonly gaps?: Gaps };

function gapsOf({ map, counts }: FileCoverage): Gaps {
  const gaps = new Map<number, number>();
  let arm = countLayout(map).arms;
  for (const branch of map.branches) {
    const { line, column } = branch;
    if (isBlock(branch) && counts[arm] === 0) gaps.set(line, Math.min(gaps.get(line) ?? column, column));
    arm += branch.arms.length / 2;
  }
  return gaps;
}

/** A map, and which counts of the original belong to it: all where `entities` is absent. */
type Kept = { readonly map: CoverageMap; readonly entities?: readonly number[] };

function keepBranches(map: CoverageMap): Kept {
  if (map.precision !== "columns" || isExact(map) || !map.branches.some(isBlock)) return { map };
  const layout = countLayout(map);
  const entities = Array.from({ length: layout.arms }, (_, i) => i);
  let arm = layout.arms;
  for (const branch of map.branches) {
    const arms = branch.arms.length / 2;
    if (!isBlock(branch)) for (let i = 0; i < arms; i++) entities.push(arm + i);
    arm += arms;
  }
  for (let i = layout.conditions; i < layout.length; i++) entities.push(i);
  const { digest: _old, ...shape } = { ...map, branches: map.branches.filter((branch) => !isBlock(branch)) };
  return { map: { ...shape, digest: mapDigest(shape) }, entities };
}
