import type { CoverageTally, Exclusion, Extent } from "./coverage.ts";
import type { Kind, Origin } from "./origin.ts";
import type { LineRange, RepoPath } from "./repository.ts";

/** What `tollgate explain coverage` tells: of everything in groups, of one file, or of one line. */
export type CoverageExplanation = CoverageOverview | FileExplanation | LineExplanation;

/** What makes a group of files. */
export type CoverageGrouping = "package" | "owner" | "file";

export type CoverageOverview = {
  readonly schema: "tollgate/explain-coverage/1";
  readonly about: "all";
  readonly by: CoverageGrouping;
  /** Sorted by name. A file with several owners is in the group of each. */
  readonly groups: readonly CoverageGroup[];
};

export type CoverageGroup = {
  /** Name of the package, the owner or the file; `""` for files without one. */
  readonly name: string;
  /** Over all kinds of tests. */
  readonly merged: CoverageTally;
  /** One for each kind that measured anything, sorted: one whose reports do not mention the group reaches nothing of it. */
  readonly byKind: readonly KindReach[];
};

/** What the tests of one kind reach of some lines. */
export type KindReach = {
  readonly kind: Kind;
  readonly coverage: CoverageTally;
  /** Lines that tests of this kind hit and, for certain, no others. */
  readonly onlyHere: number;
  /** Measured lines that, for certain, no test of this kind hits, whether or not others do. */
  readonly notHere: number;
};

export type FileExplanation = {
  readonly schema: "tollgate/explain-coverage/1";
  readonly about: "file";
  readonly path: RepoPath;
  readonly package: string;
  readonly owners: readonly string[];
  readonly group: CoverageGroup;
  /** Measured lines that nothing hits for certain. */
  readonly uncovered: readonly LineRange[];
  /** Those of them that something may hit; absent where there are none. */
  readonly unsure?: readonly LineRange[];
  /** For each kind the lines that only its tests hit, for certain. */
  readonly onlyBy: readonly { readonly kind: Kind; readonly lines: readonly LineRange[] }[];
  /** For each kind that measured anything the measured lines that, for certain, none of its tests hits. */
  readonly notBy: readonly { readonly kind: Kind; readonly lines: readonly LineRange[] }[];
  /** Entities that some report names and the map that counts does not have. */
  readonly phantoms: number;
  readonly reports: readonly FileTelling[];
};

/** Where a telling comes from. */
export type TellingSource = {
  readonly report: string;
  readonly format?: string;
  readonly origin: Origin;
  /** An older attempt: not counted. */
  readonly superseded: boolean;
};

export type FileTelling = TellingSource & {
  /** `columns` or `lines`, as its map; `totals` where it tells how much is covered, and not which lines. */
  readonly precision: "columns" | "lines" | "totals";
  readonly lines: Extent;
  readonly functions: Extent;
  readonly branches: Extent;
};

export type LineExplanation = {
  readonly schema: "tollgate/explain-coverage/1";
  readonly about: "line";
  readonly path: RepoPath;
  readonly line: number;
  /** Hits over all reports that count; absent where none measured the line. */
  readonly hits?: number;
  /** Present where nothing ran the line for certain, and something may have. */
  readonly mayBeHit?: true;
  /** Of the branches on the line, over all reports that count; absent where it has none. */
  readonly branches?: Extent;
  readonly reports: readonly LineTelling[];
};

/** What one report says of a line. */
export type LineTelling = TellingSource & {
  /** Absent when the report measures the file and not this line, or tells tests only. */
  readonly hits?: number;
  /** Present where it tells how much of the file is covered, and not which lines. */
  readonly totalsOnly?: true;
  /** Hits of each arm of the branches that begin on the line. */
  readonly branches: readonly { readonly type: string; readonly arms: readonly number[] }[];
  /** "1 of 2", of branches that the report counts without saying which. */
  readonly conditions: readonly { readonly covered: number; readonly total: number }[];
  /** Functions that begin on the line. */
  readonly functions: readonly { readonly name: string; readonly hits: number }[];
  /** What it takes out of the count on this line, and why. */
  readonly excluded: readonly Pick<Exclusion, "entity" | "reason">[];
  /** Tests that hit the line, where the report tells; absent where it tells of no test. */
  readonly tests?: readonly string[];
};
