import { addHits, type CoverageMap, type Exclusion, notMeasured } from "@tollgate/model";
import { type LineHits, uniteLines } from "../line-coverage/line-columns.ts";
import type { RawFileCoverage } from "../reader.ts";
import { type ArmNames, type BranchRows, uniteBranches } from "./branch-columns.ts";
import { type CountedFunction, sortFunctions } from "./function-records.ts";

/** What the records of one file say: its lines, functions and branches in sorted order, each once. */
export type MeasuredFile = {
  /** `VER`: identifies the content that was measured. */
  readonly version: string | undefined;
  readonly lines: LineHits;
  readonly functions: readonly CountedFunction[];
  readonly branches: BranchRows;
};

/**
 * Adds a record to those that were read of its file: a file may have one for each test name, and their hits add. Parts
 * of similar size are united at once, so that many small records do not each cost as much as all before them.
 */
export function addPart(parts: MeasuredFile[], file: MeasuredFile, names: ArmNames): void {
  let part = file;
  while (parts.length > 0 && sizeOf(parts.at(-1)!) <= 2 * sizeOf(part))
    part = uniteFiles(parts.pop()!, part, names);
  parts.push(part);
}

/** All parts of a file as one; there is at least one. */
export function uniteParts(parts: readonly MeasuredFile[], names: ArmNames): MeasuredFile {
  return parts.reduceRight((a, b) => uniteFiles(a, b, names));
}

function sizeOf({ lines, functions, branches }: MeasuredFile): number {
  return 1 + lines.lines.length + functions.length + branches.lines.length;
}

function uniteFiles(a: MeasuredFile, b: MeasuredFile, names: ArmNames): MeasuredFile {
  return {
    version: a.version ?? b.version,
    lines: uniteLines(a.lines, b.lines, addHits),
    functions: sortFunctions([...a.functions, ...b.functions]),
    branches: uniteBranches(a.branches, b.branches, names),
  };
}

/** The totals that a record may declare, as counted. */
export type Totals = { readonly [name in (typeof totalNames)[number]]: number };

export const totalNames = ["LF", "LH", "FNF", "FNH", "BRF", "BRH"] as const;

export function totalsOf({ lines, functions, branches }: MeasuredFile): Totals {
  let calledFunctions = 0;
  for (const { hits } of functions) if (hits > 0) calledFunctions++;
  return {
    LF: lines.lines.length,
    LH: countAbove(lines.hits, 0),
    FNF: functions.length,
    FNH: calledFunctions,
    BRF: countAbove(branches.taken, notMeasured),
    BRH: countAbove(branches.taken, 0),
  };
}

function countAbove(values: Float64Array, limit: number): number {
  let count = 0;
  for (let i = 0; i < values.length; i++) if (values[i]! > limit) count++;
  return count;
}

/** The counts of a file in the layout of its map. */
export function toCoverage(path: string, map: CoverageMap, file: MeasuredFile): RawFileCoverage {
  const { lines, functions, branches } = file;
  const arms = lines.hits.length + functions.length;
  const counts = new Float64Array(arms + branches.taken.length);
  counts.set(lines.hits);
  for (let i = 0; i < functions.length; i++) counts[lines.hits.length + i] = functions[i]!.hits;
  counts.set(branches.taken, arms);
  const excluded = unreachableBranches(branches);
  const coverage = {
    path,
    map,
    counts,
    ...(file.version === undefined ? {} : { version: `lcov:${file.version}` }),
  };
  return excluded.length === 0 ? coverage : { ...coverage, excluded };
}

function unreachableBranches({ lines, taken }: BranchRows): readonly Exclusion[] {
  const unreachable = new Set<number>();
  for (let i = 0; i < taken.length; i++) if (taken[i] === notMeasured) unreachable.add(lines[i]!);
  return Array.from(unreachable, (line) => ({ line, entity: "branch", reason: "unreachable" }));
}
