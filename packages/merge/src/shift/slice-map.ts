import {
  type BranchEntity,
  branchColumns,
  branchEntities,
  type CoverageMap,
  countLayout,
  functionColumns,
  functionEntities,
  mapDigest,
} from "@tollgate/model";
import { isExact } from "../exactness.ts";
import { placeKey } from "../projection/place-key.ts";
import type { Move } from "./file-shift.ts";

/** A part of a map, and which counts of the original belong to it. */
export type MapSlice = { readonly map: CoverageMap; readonly entities: readonly number[] };

/** What of an entity a change must leave alone: all its lines, or the one on which it starts. */
export type NeededLines = {
  readonly statements?: "all" | "first";
  readonly functions?: "all" | "first";
};

/** What a change leaves alone of a map, at its new place. */
export function sliceMap(
  map: CoverageMap,
  move: Move,
  { statements: ofStatement = "all", functions: ofFunction = "all" }: NeededLines = {},
): MapSlice {
  const layout = countLayout(map);
  const entities: number[] = [];
  const statements = sliceStatements(
    map,
    ofStatement === "all" ? move : (first) => move(first, first),
    entities,
  );
  const functions = functionEntities(map).flatMap((entity, i) => {
    const last = ofFunction === "all" ? Math.max(entity.line, entity.endLine) : entity.line;
    const offset = move(entity.line, last);
    if (offset === undefined) return [];
    entities.push(layout.functions + i);
    const { line, endLine } = entity;
    return [{ ...entity, line: line + offset, endLine: endLine < 0 ? endLine : endLine + offset }];
  });
  const branches = sliceBranches(map, move, entities);
  const conditions: number[] = [];
  for (let i = 0; i < map.conditions.length / 2; i++) {
    const line = map.conditions[i * 2]!;
    const offset = move(line, line);
    if (offset === undefined) continue;
    entities.push(layout.conditions + i);
    conditions.push(line + offset, map.conditions[i * 2 + 1]!);
  }
  // A map of whole lines is told by having all of them, which a part has not.
  const precision = isExact(map) ? map.precision : "lines";
  const shape = {
    precision,
    statements,
    functions: functionColumns(functions),
    branches: branchColumns(branches),
    conditions: Int32Array.from(conditions),
  };
  return { map: { ...shape, digest: mapDigest(shape) }, entities };
}

function sliceStatements({ statements }: CoverageMap, move: Move, entities: number[]): Int32Array {
  const kept: number[] = [];
  for (let i = 0; i < statements.length / 4; i++) {
    const line = statements[i * 4]!;
    const endLine = statements[i * 4 + 2]!;
    const offset = move(line, Math.max(line, endLine));
    if (offset === undefined) continue;
    entities.push(i);
    const movedEnd = endLine < 0 ? endLine : endLine + offset;
    kept.push(line + offset, statements[i * 4 + 1]!, movedEnd, statements[i * 4 + 3]!);
  }
  return Int32Array.from(kept);
}

/** A branch is one thing: a change to its condition or to what its arms hold is one to all of it. */
function sliceBranches(map: CoverageMap, move: Move, entities: number[]): readonly BranchEntity[] {
  const ends = lastLines(map);
  let arm = countLayout(map).arms;
  return branchEntities(map).flatMap((branch) => {
    const { line, column, arms } = branch;
    const first = arm;
    arm += arms.length / 2;
    const lines = arms.filter((place, i) => i % 2 === 0 && place > 0);
    const own = ends.get(placeKey(line, column)) ?? line;
    const start = lines.reduce((a, b) => Math.min(a, b), line);
    const offset = move(
      start,
      lines.reduce((a, b) => Math.max(a, b), Math.max(line, own)),
    );
    if (offset === undefined) return [];
    for (let i = first; i < arm; i++) entities.push(i);
    const moved = arms.map((place, i) => (i % 2 === 0 && place > 0 ? place + offset : place));
    return [{ ...branch, line: line + offset, arms: moved }];
  });
}

/** Of a branch no end is known: that of the statement which starts where it does, as an `if` is. */
function lastLines({ precision, statements }: CoverageMap): ReadonlyMap<number, number> {
  const ends = new Map<number, number>();
  if (precision !== "columns") return ends;
  for (let i = 0; i < statements.length; i += 4) {
    const key = placeKey(statements[i]!, statements[i + 1]!);
    ends.set(key, Math.max(ends.get(key) ?? 0, statements[i + 2]!));
  }
  return ends;
}
