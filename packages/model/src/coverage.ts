import type { Digest } from "./canonical.ts";
import type { RepoPath } from "./repository.ts";

/**
 * What can be covered in one file, as one tool numbered it. Shared by every origin that reports the same map,
 * stored once in a bundle. Columnar: position `i` of an entity kind is count `offset + i` in `FileCoverage.counts`,
 * in the order statements, functions, arms, conditions, totals.
 */
export type CoverageMap = {
  /** Over the other members: see `mapDigest`. */
  readonly digest: Digest;
  /** `columns`: instrumented, with exact places (istanbul). `lines`: only line numbers (lcov, Cobertura). */
  readonly precision: "columns" | "lines";
  /**
   * Four numbers a statement: first line, first column, last line, last column. Lines 1-based, columns 0-based.
   * A format that knows lines only has one statement a line and -1 in the other three.
   */
  readonly statements: Int32Array;
  readonly functions: FunctionColumns;
  readonly branches: BranchColumns;
  /**
   * Two numbers a line: line, total. For formats that say only "1 of 2 conditions on this line": arms without
   * identity, so their union over origins is an interval.
   */
  readonly conditions: Int32Array;
  /**
   * How many there are in the whole file, where a report knows no more than that (istanbul's summary). They have no place,
   * so that nothing is known of single lines.
   */
  readonly totals?: CoverageTotals;
};

/** Numbers of one file. */
export type CoverageTotals = Readonly<Record<CoverageMetric, number>>;

/** The functions of a map, position by position: `functionEntities` has them as entities. */
export type FunctionColumns = {
  readonly names: readonly string[];
  /** Three numbers a function: line, column (-1 when unknown), last line of the body (-1 when unknown). */
  readonly places: Int32Array;
};

/** The branches of a map, position by position: `branchEntities` has them as entities. */
export type BranchColumns = {
  /** `if`, `cond-expr`, `switch`, `binary-expr`, `default-arg`, `branch`… as the tool says. */
  readonly types: readonly string[];
  /** Three numbers a branch: line, column (-1 when unknown), how many arms it has (at least one). */
  readonly places: Int32Array;
  /**
   * Two numbers an arm, those of all branches one after the other: the line and column of its start, -1 for an implicit or
   * unplaced arm.
   */
  readonly arms: Int32Array;
};

/**
 * Counts in the layout of a map. Those of most files fit into two bytes each, and a large run has millions of them. The
 * narrow ones are all measured.
 */
export type Counts = Float64Array | Uint16Array;

/** Coverage of one file from one report. */
export type FileCoverage = {
  /** Below the repository's root. */
  readonly path: RepoPath;
  /** Package that owns the file. */
  readonly package: string;
  readonly map: CoverageMap;
  /** Hits per entity; `notMeasured` where the tool says nothing; for conditions and totals the number covered. Saturates at 2^53 - 1. */
  readonly counts: Counts;
  /** Entities that the tool or a comment took out of the count. */
  readonly excluded?: readonly Exclusion[];
  /**
   * What the tool says identifies the measured text, behind the name of its scheme and a colon: `md5` (over the text),
   * `nyc`, `lcov`. Two values of one scheme are two texts.
   */
  readonly version?: string;
};

export type Exclusion = {
  readonly line: number;
  readonly entity: "line" | "function" | "branch";
  readonly reason: string;
};

/** Absent is neither 0 nor n. */
export const notMeasured = -1;

/** Where each entity kind starts in `FileCoverage.counts`, and its length. */
export type CountLayout = {
  readonly statements: number;
  readonly functions: number;
  readonly arms: number;
  readonly conditions: number;
  /** Lines, functions and branches, where the map has totals. */
  readonly totals: number;
  readonly length: number;
};

/** Offsets of the entity kinds in the counts that belong to `map`. */
export function countLayout(
  map: Pick<CoverageMap, "statements" | "functions" | "branches" | "conditions" | "totals">,
): CountLayout {
  const functions = map.statements.length / 4;
  const arms = functions + map.functions.names.length;
  const conditions = arms + map.branches.arms.length / 2;
  const totals = conditions + map.conditions.length / 2;
  const length = map.totals === undefined ? totals : totals + coverageMetrics.length;
  return { statements: 0, functions, arms, conditions, totals, length };
}

/** Whether nothing has a place of all that is known of a file. */
export function hasTotalsOnly(map: CoverageMap): boolean {
  return map.totals !== undefined && countLayout(map).totals === 0;
}

/** Whether it is known that something of a file is covered, and of nothing that has a place that it is. */
export function hasNoPlaces({
  map,
  counts,
}: {
  readonly map: CoverageMap;
  readonly counts: Counts;
}): boolean {
  if (map.totals === undefined) return false;
  const { totals } = countLayout(map);
  const isHit = (count: number): boolean => count > 0;
  return totals === 0 || (counts.subarray(totals).some(isHit) && !counts.subarray(0, totals).some(isHit));
}

/** The sum, saturating at 2^53 - 1; `notMeasured` with n is n. */
export function addHits(a: number, b: number): number {
  if (a < 0) return b;
  if (b < 0) return a;
  return Math.min(a + b, Number.MAX_SAFE_INTEGER);
}

/**
 * How much of something is covered. `hit` is certain; `mayHit` is the most that the evidence allows (more than
 * `hit` only where arms without identity were united). 0 ≤ hit ≤ mayHit ≤ found.
 */
export type Extent = { readonly found: number; readonly hit: number; readonly mayHit: number };

/** The extent of several things together. */
export function sumExtents(extents: readonly Extent[]): Extent {
  let [found, hit, mayHit] = [0, 0, 0];
  for (const extent of extents) {
    found += extent.found;
    hit += extent.hit;
    mayHit += extent.mayHit;
  }
  return { found, hit, mayHit };
}

export type CoverageTally = {
  readonly files: number;
  readonly lines: Extent;
  readonly functions: Extent;
  readonly branches: Extent;
};

export type CoverageMetric = "lines" | "functions" | "branches";

export const coverageMetrics: readonly CoverageMetric[] = ["lines", "functions", "branches"];
