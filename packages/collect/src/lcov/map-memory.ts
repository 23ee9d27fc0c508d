import { type CoverageMap, functionColumns } from "@tollgate/model";
import { statementsOf } from "../line-coverage/line-columns.ts";
import type { MapPool } from "../map-pool.ts";
import { toBranches } from "./branch-columns.ts";
import { isSameLayout, type Layout } from "./measured-file.ts";

/** Remembers the last map of each path: in the shards of one build it is the same, and need not be made again. */
export interface MapMemory {
  mapOf(path: string, layout: Layout, maps: MapPool): CoverageMap;
}

export function createMapMemory(): MapMemory {
  const byPath = new Map<string, { layout: Layout; readonly map: CoverageMap }>();
  return {
    mapOf(path, layout, maps) {
      const known = byPath.get(path);
      if (known !== undefined && isSameLayout(known.layout, layout)) {
        known.layout = layout; // a template's one comes again
        return known.map;
      }
      const map = maps.intern({
        precision: "lines",
        statements: statementsOf(layout.lines),
        functions: functionColumns(layout.functions),
        branches: toBranches(layout.arms),
        conditions: new Int32Array(0),
      });
      byPath.set(path, { layout, map });
      return map;
    },
  };
}
