import type { BranchEntity, CoverageMap, FunctionEntity } from "@tollgate/model";
import { statementsOf } from "../line-coverage/line-columns.ts";
import type { MapPool } from "../map-pool.ts";
import { type BranchRows, branchesOf } from "./branch-columns.ts";
import type { MeasuredFile } from "./measured-file.ts";

/** Remembers the last map of each path: in the shards of one build it is the same, and need not be made again. */
export interface MapMemory {
  mapOf(path: string, file: MeasuredFile, maps: MapPool): CoverageMap;
}

export function createMapMemory(): MapMemory {
  const byPath = new Map<string, CoverageMap>();
  return {
    mapOf(path, file, maps) {
      const known = byPath.get(path);
      if (known !== undefined && isMapOf(known, file)) return known;
      const map = maps.intern({
        precision: "lines",
        statements: statementsOf(file.lines.lines),
        functions: file.functions.map(({ name, line, column, endLine }) => ({ name, line, column, endLine })),
        branches: branchesOf(file.branches),
        conditions: new Int32Array(0),
      });
      byPath.set(path, map);
      return map;
    },
  };
}

function isMapOf(map: CoverageMap, file: MeasuredFile): boolean {
  return (
    hasLines(map.statements, file.lines.lines) &&
    hasFunctions(map.functions, file.functions) &&
    hasBranches(map.branches, file.branches)
  );
}

function hasLines(statements: Int32Array, lines: Int32Array): boolean {
  if (statements.length !== lines.length * 4) return false;
  for (let i = 0; i < lines.length; i++) if (statements[i * 4] !== lines[i]) return false;
  return true;
}

function hasFunctions(known: readonly FunctionEntity[], found: readonly FunctionEntity[]): boolean {
  return (
    known.length === found.length &&
    known.every(({ name, line, endLine }, i) => {
      const other = found[i]!;
      return name === other.name && line === other.line && endLine === other.endLine;
    })
  );
}

function hasBranches(known: readonly BranchEntity[], { lines, blocks }: BranchRows): boolean {
  let start = 0;
  for (const { line, arms } of known) {
    const end = start + arms.length / 2;
    if (end > lines.length || lines[start] !== line) return false;
    for (let row = start + 1; row <= end; row++) {
      const continues = lines[row] === line && blocks[row] === blocks[start];
      if (continues !== row < end) return false;
    }
    start = end;
  }
  return start === lines.length;
}
