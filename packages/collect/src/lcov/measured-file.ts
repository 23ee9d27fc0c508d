import {
  addHits,
  type Counts,
  type CoverageMap,
  type Exclusion,
  type FunctionEntity,
  notMeasured,
} from "@tollgate/model";
import { type LineHits, uniteLines } from "../line-coverage/line-columns.ts";
import type { RawFileCoverage } from "../reader.ts";
import { type ArmNames, type ArmRows, type BranchRows, uniteBranches } from "./branch-columns.ts";
import { type CountedFunctions, sortFunctions } from "./function-records.ts";

/** What the records of one file say. */
export type MeasuredFile = {
  /** `VER`: identifies the content that was measured. */
  readonly version: string | undefined;
  readonly layout: Layout;
  /** Hits of the lines, then of the functions, then of the arms. */
  readonly counts: Counts;
};

/** What can be counted in a file: its lines, functions and branch arms in sorted order, each once. */
export type Layout = {
  readonly lines: Int32Array;
  readonly functions: readonly FunctionEntity[];
  readonly arms: ArmRows;
};

export type FileParts = {
  readonly version: string | undefined;
  readonly lines: LineHits;
  readonly functions: CountedFunctions;
  readonly branches: BranchRows;
};

/** Nothing of what it is made from is kept, but for the functions. */
export function toMeasuredFile({ version, lines, functions, branches }: FileParts): MeasuredFile {
  const layout = layoutOf(lines.lines, functions.functions, branches);
  const at = offsetsOf(layout);
  const counts = new Float64Array(at.arms + branches.taken.length);
  counts.set(lines.hits);
  counts.set(functions.calls, at.functions);
  counts.set(branches.taken, at.arms);
  return { version, layout, counts };
}

/** A copy whose columns lie in one array: to make one for each takes longer than to fill them. */
function layoutOf(lines: Int32Array, functions: Layout["functions"], branches: ArmRows): Layout {
  const numbers = new Int32Array(lines.length + branches.lines.length * 3);
  let end = 0;
  const copy = (column: Int32Array): Int32Array => {
    numbers.set(column, end);
    end += column.length;
    return numbers.subarray(end - column.length, end);
  };
  return {
    lines: copy(lines),
    functions,
    arms: { lines: copy(branches.lines), blocks: copy(branches.blocks), arms: copy(branches.arms) },
  };
}

/** Where the counts of each sort begin. */
export function offsetsOf({ lines, functions }: Layout): {
  readonly functions: number;
  readonly arms: number;
} {
  return { functions: lines.length, arms: lines.length + functions.length };
}

/**
 * Adds a record to those that were read of its file: a file may have one for each test name, and their hits add. Parts
 * of similar size are united at once, so that many small records do not each cost as much as all before them.
 */
export function addPart(parts: MeasuredFile[], file: MeasuredFile, names: ArmNames): void {
  let part = file;
  while (parts.length > 0 && parts.at(-1)!.counts.length <= 2 * part.counts.length + 1)
    part = uniteFiles(parts.pop()!, part, names);
  parts.push(part);
}

/** All parts of a file as one; there is at least one. */
export function uniteParts(parts: readonly MeasuredFile[], names: ArmNames): MeasuredFile {
  return parts.reduceRight((a, b) => uniteFiles(a, b, names));
}

function uniteFiles(a: MeasuredFile, b: MeasuredFile, names: ArmNames): MeasuredFile {
  const version = a.version ?? b.version;
  if (isSameLayout(a.layout, b.layout)) {
    const counts = Float64Array.from(a.counts);
    for (let i = 0; i < counts.length; i++) counts[i] = addHits(counts[i]!, b.counts[i]!);
    return { version, layout: b.layout, counts };
  }
  const [first, second] = [partsOf(a), partsOf(b)];
  return toMeasuredFile({
    version,
    lines: uniteLines(first.lines, second.lines, addHits),
    functions: sortFunctions({
      functions: [...first.functions.functions, ...second.functions.functions],
      calls: [...first.functions.calls, ...second.functions.calls],
    }),
    branches: uniteBranches(first.branches, second.branches, names),
  });
}

function partsOf({ version, layout, counts: kept }: MeasuredFile): FileParts {
  const at = offsetsOf(layout);
  const counts = Float64Array.from(kept);
  return {
    version,
    lines: { lines: layout.lines, hits: counts.subarray(0, at.functions) },
    functions: { functions: layout.functions, calls: counts.subarray(at.functions, at.arms) },
    branches: { ...layout.arms, taken: counts.subarray(at.arms) },
  };
}

export function isSameLayout(a: Layout, b: Layout): boolean {
  return (
    a === b ||
    (areEqual(a.lines, b.lines) &&
      areEqual(a.arms.lines, b.arms.lines) &&
      areEqual(a.arms.blocks, b.arms.blocks) &&
      areEqual(a.arms.arms, b.arms.arms) &&
      a.functions.length === b.functions.length &&
      a.functions.every(({ name, line, endLine }, i) => {
        const other = b.functions[i]!;
        return name === other.name && line === other.line && endLine === other.endLine;
      }))
  );
}

function areEqual(a: Int32Array, b: Int32Array): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}

/** The totals that a record may declare, as counted. */
export type Totals = { readonly [name in (typeof totalNames)[number]]: number };

export const totalNames = ["LF", "LH", "FNF", "FNH", "BRF", "BRH"] as const;

export function totalsOf({ layout, counts }: MeasuredFile): Totals {
  const at = offsetsOf(layout);
  return {
    LF: at.functions,
    LH: countAbove(counts, 0, at.functions, 0),
    FNF: at.arms - at.functions,
    FNH: countAbove(counts, at.functions, at.arms, 0),
    BRF: countAbove(counts, at.arms, counts.length, notMeasured),
    BRH: countAbove(counts, at.arms, counts.length, 0),
  };
}

function countAbove(values: Counts, from: number, to: number, limit: number): number {
  let count = 0;
  for (let i = from; i < to; i++) if (values[i]! > limit) count++;
  return count;
}

/** Numbers of the lines that were hit and have a place. */
export function linesHit({ layout: { lines }, counts }: MeasuredFile): readonly number[] {
  const found: number[] = [];
  for (let i = 0; i < lines.length; i++) if (counts[i]! > 0 && lines[i]! > 0) found.push(lines[i]!);
  return found;
}

export function toCoverage(
  path: string,
  map: CoverageMap,
  { version, layout, counts }: MeasuredFile,
): RawFileCoverage {
  const { arms } = offsetsOf(layout);
  const coverage = { path, map, counts };
  if (version === undefined && counts.indexOf(notMeasured, arms) < 0) return coverage;
  const unreachable = new Set<number>();
  for (let i = arms; i < counts.length; i++)
    if (counts[i] === notMeasured) unreachable.add(layout.arms.lines[i - arms]!);
  const excluded = Array.from(
    unreachable,
    (line): Exclusion => ({ line, entity: "branch", reason: "unreachable" }),
  );
  return {
    ...coverage,
    ...(version === undefined ? {} : { version: `lcov:${version}` }),
    ...(excluded.length === 0 ? {} : { excluded }),
  };
}
