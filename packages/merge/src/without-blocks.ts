import {
  branchColumns,
  branchEntities,
  type CoverageMap,
  countLayout,
  type FileCoverage,
  mapDigest,
} from "@tollgate/model";
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
  const { branches } = map;
  const { types, places } = branches;
  const gaps = new Map<number, number>();
  let { arms: arm } = countLayout(map);
  for (let i = 0; i < types.length; i++) {
    const line = places[i * 3]!;
    const column = places[i * 3 + 1]!;
    if (isBlock(branches, i) && counts[arm] === 0) gaps.set(line, Math.min(gaps.get(line) ?? column, column));
    arm += places[i * 3 + 2]!;
  }
  return gaps;
}

/** A map, and which counts of the original belong to it: all where `entities` is absent. */
type Kept = { readonly map: CoverageMap; readonly entities?: readonly number[] };

function keepBranches(map: CoverageMap): Kept {
  if (map.precision !== "columns" || isExact(map)) return { map };
  const { branches } = map;
  const isOther = branches.types.map((_, i) => !isBlock(branches, i));
  if (isOther.every(Boolean)) return { map };
  const layout = countLayout(map);
  const entities = Array.from({ length: layout.arms }, (_, i) => i);
  let arm = layout.arms;
  for (const [i, isKept] of isOther.entries()) {
    const end = arm + branches.places[i * 3 + 2]!;
    for (; arm < end; arm++) if (isKept) entities.push(arm);
  }
  for (let i = layout.conditions; i < layout.length; i++) entities.push(i);
  const { digest: _old, ...rest } = map;
  const shape = { ...rest, branches: branchColumns(branchEntities(map).filter((_, i) => isOther[i])) };
  return { map: { ...shape, digest: mapDigest(shape) }, entities };
}
