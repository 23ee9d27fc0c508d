import type { CoverageMap } from "../coverage.ts";
import { encodeRows } from "./vlq.ts";

/** What `decodeMap` reads, for JSON. */
export function encodeMap({ precision, statements, functions, branches, conditions }: CoverageMap): unknown {
  const calls: number[] = [];
  for (const { line, column, endLine } of functions) calls.push(line, column, endLine);
  const heads: number[] = [];
  const places: number[] = [];
  for (const { line, column, arms } of branches) {
    heads.push(line, column, arms.length / 2);
    for (const place of arms) places.push(place);
  }
  return {
    precision,
    statements: encodeRows(statements, 4),
    functions: { names: functions.map(({ name }) => name), places: encodeRows(Int32Array.from(calls), 3) },
    branches: {
      types: branches.map(({ type }) => type),
      places: encodeRows(Int32Array.from(heads), 3),
      arms: encodeRows(Int32Array.from(places), 2),
    },
    conditions: encodeRows(conditions, 2),
  };
}
