import {
  type CoverageMap,
  type FunctionColumns,
  type FunctionEntity,
  functionColumns,
  noBranches,
} from "@tollgate/model";
import { type LineHits, statementsOf } from "../line-coverage/line-columns.ts";
import type { MapPool } from "../map-pool.ts";
import { totalOf } from "./conditions.ts";

/** What can be counted in a file, each once and in sorted order. */
type Layout = {
  readonly lines: Int32Array;
  readonly functions: readonly FunctionEntity[];
  /** Each line's two numbers as one. */
  readonly conditions: LineHits;
};

/** Remembers the last map of each path: in the shards of one build it is the same, and need not be made again. */
export interface KnownMaps {
  mapOf(path: string, layout: Layout, maps: MapPool): CoverageMap;
}

export function createKnownMaps(): KnownMaps {
  const byPath = new Map<string, CoverageMap>();
  return {
    mapOf(path, layout, maps) {
      const known = byPath.get(path);
      if (known !== undefined && isMapOf(known, layout)) return known;
      const map = maps.intern({
        precision: "lines",
        statements: statementsOf(layout.lines),
        functions: functionColumns(layout.functions),
        branches: noBranches,
        conditions: totalsByLine(layout.conditions),
      });
      byPath.set(path, map);
      return map;
    },
  };
}

function isMapOf(map: CoverageMap, { lines, functions, conditions }: Layout): boolean {
  return (
    hasLines(map.statements, lines) &&
    hasConditions(map.conditions, conditions) &&
    hasFunctions(map.functions, functions)
  );
}

function hasFunctions({ names, places }: FunctionColumns, functions: Layout["functions"]): boolean {
  return (
    names.length === functions.length &&
    functions.every(({ name, line }, i) => name === names[i] && line === places[i * 3])
  );
}

function hasLines(statements: Int32Array, lines: Int32Array): boolean {
  if (statements.length !== lines.length * 4) return false;
  for (let i = 0; i < lines.length; i++) if (statements[i * 4] !== lines[i]) return false;
  return true;
}

function hasConditions(known: Int32Array, { lines, hits }: LineHits): boolean {
  if (known.length !== lines.length * 2) return false;
  for (let i = 0; i < lines.length; i++)
    if (known[2 * i] !== lines[i] || known[2 * i + 1] !== totalOf(hits[i]!)) return false;
  return true;
}

function totalsByLine({ lines, hits }: LineHits): Int32Array {
  const totals = new Int32Array(lines.length * 2);
  for (let i = 0; i < lines.length; i++) {
    totals[2 * i] = lines[i]!;
    totals[2 * i + 1] = totalOf(hits[i]!);
  }
  return totals;
}
