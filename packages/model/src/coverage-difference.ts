import type { Kind } from "./origin.ts";
import type { LineRange, RepoPath } from "./repository.ts";

/**
 * What became of a line with code between base and head, by the names of lcov's genhtml. New lines: `GNC` covered,
 * `UNC` not. Lines of the base that are still there: `CBC` covered on both, `UBC` on neither, `LBC` no more, `GBC` now.
 * Lines that the base's reports do not have: `GIC` covered, `UIC` not; that only they have: `ECB` covered there, `EUB`
 * not. Lines that are gone: `DCB` covered there, `DUB` not. Moved and reformatted lines are still there.
 */
export type DifferenceClass = (typeof differenceClasses)[number];

export const differenceClasses = [
  "UNC",
  "LBC",
  "UIC",
  "UBC",
  "GBC",
  "GIC",
  "GNC",
  "CBC",
  "EUB",
  "ECB",
  "DUB",
  "DCB",
] as const;

/** Number of lines per class; absent for none. */
export type DifferenceCounts = { readonly [C in DifferenceClass]?: number };

/** Coverage of the lines of all files against the base, or why it cannot be told. */
export type CoverageDifference =
  | { readonly known: false; readonly reason: string; readonly remedy: string }
  | {
      readonly known: true;
      /** Over all files that were compared. */
      readonly counts: DifferenceCounts;
      /** Those in which a line is in another class than `CBC` and `UBC`. Lost coverage outside the diff first. */
      readonly files: readonly FileDifference[];
      /** Files that reports of base and head measure and that were not compared: the base report is of another text, or one has totals only. */
      readonly notCompared: readonly RepoPath[];
      /** Files that the base measured, that are still there, and that no report measures now. */
      readonly vanished: readonly VanishedFile[];
    };

export type FileDifference = {
  readonly path: RepoPath;
  readonly package: string;
  /** Path on the base, where it is another. */
  readonly oldPath?: RepoPath;
  /** Whether the change touches the file: elsewhere the cause lies outside of it. */
  readonly inDiff: boolean;
  readonly counts: DifferenceCounts;
  /** Lines of class `LBC`. */
  readonly lost: readonly LineRange[];
  /** What may be why coverage was lost, as far as the reports tell. */
  readonly causes: readonly LossCause[];
};

/**
 * `report-missing`: a report that measured the file on the base did not arrive. `flaky`: an older attempt of this run
 * ran these lines. `tests`: tests of the kind that ran the file are gone, skipped, or fail.
 */
export type LossCause =
  | { readonly why: "report-missing"; readonly what: string }
  | { readonly why: "flaky"; readonly lines: readonly LineRange[] }
  | {
      readonly why: "tests";
      readonly kind: Kind;
      readonly gone: number;
      readonly skipped: number;
      readonly failing: number;
    };

export type VanishedFile = {
  readonly path: RepoPath;
  readonly package: string;
  /** Lines that the base's reports have of it. */
  readonly lines: number;
};
