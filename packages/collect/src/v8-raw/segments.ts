import { decodedMappings, type TraceMap } from "@jridgewell/trace-mapping";
import type { CodeExtent } from "@tollgate/source";
import { firstIndex } from "./first-index.ts";
import type { Segment } from "./owners.ts";

/** The segments of a source map that lead to one of its sources, with offsets in place of lines and columns. */
export type SourceSegments = {
  /** In the order of the script. */
  readonly segments: readonly Segment[];
  /** Segments that lead behind the end of a line of the text: the map belongs to another text. */
  readonly strays: number;
};

export function segmentsOf(
  map: TraceMap,
  source: number,
  scriptLines: readonly number[],
  text: TextLines,
): SourceSegments {
  const segments: Segment[] = [];
  let strays = 0;
  for (const [line, list] of decodedMappings(map).entries()) {
    const start = scriptLines[line];
    if (start === undefined) break;
    for (const segment of list) {
      if (segment.length === 1 || segment[1] !== source) continue;
      const offset = text.offsetOf(segment[2], segment[3]);
      if (offset === undefined) strays++;
      else segments.push({ script: start + segment[0], text: offset });
    }
  }
  return { segments, strays };
}

export interface TextLines {
  /** Line and column 0-based; `undefined` for a place that the text does not have. */
  offsetOf(line: number, column: number): number | undefined;
}

export function linesOf(lineStarts: readonly number[], length: number): TextLines {
  return {
    offsetOf(line, column) {
      const start = lineStarts[line];
      const end = lineStarts[line + 1] ?? length + 1;
      return start !== undefined && column >= 0 && start + column < end ? start + column : undefined;
    },
  };
}

/**
 * Where in the script code of the text begins: wherever a segment leads to its first place; else where one leads to the
 * first place after it on its line that is still in it.
 */
export function placesBySegments(
  segments: readonly Segment[],
  lineStarts: readonly number[],
): (code: CodeExtent) => readonly number[] {
  const sorted = [...segments].sort((a, b) => a.text - b.text || a.script - b.script);
  return ({ start, end }) => {
    const first = firstIndex(sorted, start, ({ text }) => text);
    const place = sorted[first]?.text;
    if (
      place === undefined ||
      place >= end ||
      (place > start && lineOf(lineStarts, start) !== lineOf(lineStarts, place))
    )
      return [];
    const offsets: number[] = [];
    for (let i = first; i < sorted.length && sorted[i]!.text === place; i++) offsets.push(sorted[i]!.script);
    return offsets;
  };
}

function lineOf(lineStarts: readonly number[], offset: number): number {
  return firstIndex(lineStarts, offset + 1, (start) => start);
}
