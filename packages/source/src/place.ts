import type { Node } from "@babel/types";

/** First line, first column, last line, last column: lines 1-based, columns 0-based in UTF-16 units; -1 without a place. */
export type Place = readonly [line: number, column: number, endLine: number, endColumn: number];

export function placeOf(node: Node | null | undefined): Place {
  const loc = node?.loc;
  if (loc === null || loc === undefined) return [-1, -1, -1, -1];
  return [loc.start.line, loc.start.column, loc.end.line, loc.end.column];
}

/** Line and column of the start: an arm of a branch. */
export function startOf(node: Node | null | undefined): readonly [line: number, column: number] {
  const [line, column] = placeOf(node);
  return [line, column];
}
