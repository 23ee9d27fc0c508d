import {
  type BranchEntity,
  branchColumns,
  compareText,
  type FunctionEntity,
  functionColumns,
} from "@tollgate/model";
import { createLineColumns, statementsOf } from "../line-coverage/line-columns.ts";
import type { MapPool } from "../map-pool.ts";
import type { RawFileCoverage } from "../reader.ts";

/**
 * What all methods of one source file say. Several modules may compile one file, and joined reports repeat it: of
 * what is told several times the larger count stands.
 */
export interface SourceFile {
  addPoint(line: number, hits: number): void;
  addBranch(branch: BranchPoint): void;
  addMethod(name: string, line: number, hits: number): void;
  toCoverage(path: string, maps: MapPool): RawFileCoverage;
}

/** One way out of a jump: its place in the source, the jump's place in the code of its method, and which way it is. */
type BranchPoint = {
  readonly line: number;
  readonly method: string;
  readonly offset: number;
  readonly path: number;
  readonly hits: number;
};

export function createSourceFile(): SourceFile {
  const columns = createLineColumns();
  const methods = new Map<string, FunctionEntity & { readonly hits: number }>();
  const points = new Map<string, BranchPoint>();

  return {
    addPoint: columns.add,
    addBranch(point) {
      const key = [point.line, point.offset, point.path, point.method].join("\0");
      const known = points.get(key);
      if (known === undefined || known.hits < point.hits) points.set(key, point);
    },
    addMethod(name, line, hits) {
      const key = `${line}\0${name}`;
      const known = methods.get(key)?.hits ?? 0;
      methods.set(key, { name, line, column: -1, endLine: -1, hits: Math.max(known, hits) });
    },
    toCoverage(path, maps) {
      const { lines, hits } = columns.take(Math.max);
      const functions = [...methods.values()].sort((a, b) => a.line - b.line || compareText(a.name, b.name));
      const sorted = [...points.values()].sort(comparePoints);
      const map = maps.intern({
        precision: "lines",
        statements: statementsOf(lines),
        functions: functionColumns(functions),
        branches: branchColumns(branchesOf(sorted)),
        conditions: new Int32Array(),
      });
      const counts = [hits, functions.map((entity) => entity.hits), sorted.map((point) => point.hits)];
      return { path, map, counts: Float64Array.from(counts.flatMap((part) => [...part])) };
    },
  };
}

/** The order does not depend on the order of the report, so that shards of one build have equal maps. */
function comparePoints(a: BranchPoint, b: BranchPoint): number {
  return a.line - b.line || compareText(a.method, b.method) || a.offset - b.offset || a.path - b.path;
}

/** A branch for each jump, an arm for each way out. */
function branchesOf(points: readonly BranchPoint[]): readonly BranchEntity[] {
  const branches: (BranchEntity & { readonly arms: number[] })[] = [];
  let last: BranchPoint | undefined;
  for (const point of points) {
    const isSameJump =
      last?.line === point.line && last.method === point.method && last.offset === point.offset;
    if (isSameJump) branches.at(-1)!.arms.push(-1, -1);
    else branches.push({ type: "branch", line: point.line, column: -1, arms: [-1, -1] });
    last = point;
  }
  return branches;
}
