import type { LineRange } from "@tollgate/model";

/** Ascending lines as ranges. */
export function toRanges(lines: readonly number[]): readonly LineRange[] {
  const ranges: [number, number][] = [];
  for (const line of lines) {
    const open = ranges.at(-1);
    if (open !== undefined && open[1] === line - 1) open[1] = line;
    else ranges.push([line, line]);
  }
  return ranges;
}
