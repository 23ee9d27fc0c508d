import type { CoverageMap, FunctionEntity } from "@tollgate/model";
import { createLineColumns, statementsOf } from "../line-coverage/line-columns.ts";
import type { MapPool } from "../map-pool.ts";
import type { RawFileCoverage } from "../reader.ts";
import { type Conditions, largerConditions } from "./conditions.ts";

/**
 * What all classes and methods of one file say together. A method repeats lines of its class, and nested or generic
 * classes repeat lines of each other: of a line that is told several times the larger count stands.
 */
export interface MeasuredFile {
  addLine(line: number, hits: number): void;
  addConditions(line: number, conditions: Conditions): void;
  addFunction(name: string, line: number, hits: number): void;
  /** Lines found and hit, conditions found and covered. */
  totals(): Totals;
  toCoverage(path: string, maps: MapPool): RawFileCoverage;
}

export type Totals = {
  readonly lines: number;
  readonly hitLines: number;
  readonly conditions: number;
  readonly coveredConditions: number;
};

export function createMeasuredFile(): MeasuredFile {
  const columns = createLineColumns();
  const conditions = new Map<number, Conditions>();
  const functions = new Map<string, FunctionEntity & { readonly hits: number }>();
  let finished: ReturnType<typeof columns.take> | undefined;

  return {
    addLine: columns.add,
    addConditions(line, found) {
      const known = conditions.get(line);
      conditions.set(line, known === undefined ? found : largerConditions(known, found));
    },
    addFunction(name, line, hits) {
      const key = `${line}\0${name}`;
      const known = functions.get(key)?.hits ?? 0;
      functions.set(key, { name, line, column: -1, endLine: -1, hits: Math.max(known, hits) });
    },
    totals() {
      const { hits } = finish();
      const found = [...conditions.values()];
      return {
        lines: hits.length,
        hitLines: hits.reduce((sum, count) => (count > 0 ? sum + 1 : sum), 0),
        conditions: found.reduce((sum, { total }) => sum + total, 0),
        coveredConditions: found.reduce((sum, { covered }) => sum + covered, 0),
      };
    },
    toCoverage(path, maps) {
      const { lines, hits } = finish();
      const sortedFunctions = [...functions.values()].sort(
        (a, b) => a.line - b.line || (a.name < b.name ? -1 : 1),
      );
      const sortedConditions = [...conditions].sort((a, b) => a[0] - b[0]);
      const map: CoverageMap = maps.intern({
        precision: "lines",
        statements: statementsOf(lines),
        functions: sortedFunctions.map(({ hits: _hits, ...entity }) => entity),
        branches: [],
        conditions: Int32Array.from(sortedConditions.flatMap(([line, { total }]) => [line, total])),
      });
      const counts = new Float64Array(hits.length + sortedFunctions.length + sortedConditions.length);
      counts.set(hits);
      for (const [i, entity] of sortedFunctions.entries()) counts[hits.length + i] = entity.hits;
      const first = hits.length + sortedFunctions.length;
      for (const [i, [, { covered }]] of sortedConditions.entries()) counts[first + i] = covered;
      return { path, map, counts };
    },
  };

  function finish(): ReturnType<typeof columns.take> {
    finished ??= columns.take(Math.max);
    return finished;
  }
}
