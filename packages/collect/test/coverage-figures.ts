import { extentsOf } from "@tollgate/model";
import type { RawFileCoverage } from "../src/reader.ts";

/** Totals over files, by the names that the corpus uses. */
export type Figures = {
  readonly files: number;
  readonly lines_found: number;
  readonly lines_hit: number;
  readonly branches_found: number;
  readonly branches_hit: number;
  readonly functions_found: number;
  readonly functions_hit: number;
};

export function figuresOf(files: readonly RawFileCoverage[]): Figures {
  const sums: Record<"lines" | "branches" | "functions", [number, number]> = {
    lines: [0, 0],
    branches: [0, 0],
    functions: [0, 0],
  };
  for (const { map, counts } of files) {
    const extents = extentsOf(map, counts, counts);
    for (const metric of ["lines", "branches", "functions"] as const) {
      sums[metric][0] += extents[metric].found;
      sums[metric][1] += extents[metric].hit;
    }
  }
  return {
    files: files.length,
    lines_found: sums.lines[0],
    lines_hit: sums.lines[1],
    branches_found: sums.branches[0],
    branches_hit: sums.branches[1],
    functions_found: sums.functions[0],
    functions_hit: sums.functions[1],
  };
}
