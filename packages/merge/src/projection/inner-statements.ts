import { type CoverageMap, countLayout, functionEntities } from "@tollgate/model";
import type { OpenRange } from "../sum-counts.ts";

/** The first statement of a line, where something else begins in front of it. */
export type InnerStatement = {
  /** Position in counts. */
  readonly statement: number;
  readonly line: number;
  readonly column: number;
  /** Position of the function on that line in which it is. */
  readonly inside?: number;
};

/** First statements that do not begin their line. */
export function innerStatements(
  map: CoverageMap,
  firstOnLine: ReadonlyMap<number, number>,
): readonly InnerStatement[] {
  const { statements } = map;
  const functions = functionEntities(map);
  const offset = countLayout(map).functions;
  const byLine = Map.groupBy(functions.keys(), (i) => functions[i]!.line);
  const inner: InnerStatement[] = [];
  for (const [line, statement] of firstOnLine) {
    const column = statements[statement * 4 + 1]!;
    if (column <= 0) continue;
    const around = (byLine.get(line) ?? []).filter(
      (i) => functions[i]!.column >= 0 && functions[i]!.column < column,
    );
    const innermost = around.reduce(
      (best, i) => (best < 0 || functions[i]!.column > functions[best]!.column ? i : best),
      -1,
    );
    inner.push({ statement, line, column, ...(innermost < 0 ? {} : { inside: offset + innermost }) });
  }
  return inner;
}

/** Of each line the first column at which something begins that did not run. */
export type Gaps = ReadonlyMap<number, number>;

/**
 * A line's hit says that something of the line ran: none of what stands in a function that was not called, nor of what
 * stands behind the start of a gap.
 */
export function restrictInner(
  { counts, mayCounts }: OpenRange,
  inner: readonly InnerStatement[],
  gaps: Gaps = new Map(),
): void {
  for (const { statement, line, column, inside = -1 } of inner) {
    const isInGap = column >= (gaps.get(line) ?? Number.POSITIVE_INFINITY);
    if (isInGap || counts[inside] === 0) counts[statement] = Math.min(counts[statement]!, 0);
    if (isInGap || mayCounts[inside] === 0) mayCounts[statement] = Math.min(mayCounts[statement]!, 0);
  }
}
