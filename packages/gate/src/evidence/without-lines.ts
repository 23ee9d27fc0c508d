import type { LineRange } from "@tollgate/model";

/** Ranges without the lines of others. */
export function withoutLines(
  ranges: readonly LineRange[],
  others: readonly LineRange[],
): readonly LineRange[] {
  const left: LineRange[] = [];
  for (const [first, last] of ranges) {
    let from = first;
    for (const [start, end] of others) {
      if (end < from || start > last) continue;
      if (start > from) left.push([from, start - 1]);
      from = end + 1;
    }
    if (from <= last) left.push([from, last]);
  }
  return left;
}
