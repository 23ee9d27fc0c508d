import type { Attachment } from "./attachment.ts";
import type { Digest } from "./canonical.ts";
import type { Counts, CoverageMap, CoverageTally, Exclusion, Extent } from "./coverage.ts";
import type { CoverageDifference } from "./coverage-difference.ts";
import type { InputRef, ReadStatus, ReusedEvidence, RunManifest } from "./evidence.ts";
import type { ExpectedEvidence } from "./expectation.ts";
import type { FileExtents } from "./extents.ts";
import type { Finding } from "./finding.ts";
import type { Kind, Origin } from "./origin.ts";
import type { Problem } from "./problem.ts";
import type { LineRange, PackageRef, RepoPath } from "./repository.ts";
import type { Subject } from "./subject.ts";
import type { Attempt, Detail, TestCase, TestStatus, TestTally } from "./tests.ts";

/** The union of all evidence for one subject, with provenance. Computed by `merge`, judged by `gate`. */
export type Report = {
  readonly subject: Subject;
  readonly packages: readonly PackageRef[];
  /** Who owns each file that the report names, by CODEOWNERS; absent where there is no such file. */
  readonly owners?: ReadonlyMap<RepoPath, readonly string[]>;
  /** Every input that was read, sorted by path. */
  readonly inputs: readonly ReportInput[];
  /** Sorted by identity; each identity and kind once. */
  readonly tests: readonly MergedCase[];
  /** Verdicts on whole runs. */
  readonly runs: readonly RunManifest[];
  /** Sorted by path. */
  readonly coverage: readonly MergedFile[];
  /** What analysis tools found, by place; each once. */
  readonly findings: readonly MergedFinding[];
  /** Package × kind, sorted by package, then kind: only cells for which something arrived. */
  readonly cells: readonly Cell[];
  /** Over everything. */
  readonly totals: Totals;
  readonly changed: ChangedCode;
  /**
   * Sources of the work tree that a coverage tool should have measured, in a language that is measured and a package that
   * is tested, and that no report mentions. Sorted by path.
   */
  readonly unmentioned: readonly UnmentionedFile[];
  /** What must arrive, as the workspace and the policy tell, sorted by package, then kind. */
  readonly expected: readonly ExpectedEvidence[];
  /** Evidence that the policy or the workspace promised and that did not arrive. */
  readonly missing: readonly MissingEvidence[];
  /** All problems of all inputs and of the run itself, sorted. */
  readonly problems: readonly Problem[];
  readonly baseline?: Baseline;
};

export type ReportInput = {
  readonly id: Digest;
  readonly origin: Origin;
  readonly input: InputRef;
  readonly status: ReadStatus;
  /** What the input is about, also when it is empty or partial; absent when nothing tells (unrecognised, invalid). */
  readonly holds?: "tests" | "coverage" | "findings" | "runs";
  /** Analysis tools whose findings it holds, sorted. */
  readonly tools?: readonly string[];
  /** An older attempt of the same job and shard: history, not counted. */
  readonly superseded: boolean;
  /** Collected from a checkout that had changed or new files. */
  readonly dirty?: boolean;
  /** Of another commit, and counted: the inputs of its package are the same there. */
  readonly reused?: ReusedEvidence;
  /** The task for which a task runner's cache restored it: `turbo: @shop/api#test`. */
  readonly fromCache?: string;
  /** What suites or the whole run left behind. */
  readonly attachments?: readonly Attachment[];
};

/** One test over all tries, views and executions of one kind. */
export type MergedCase = TestCase & {
  readonly kind: Kind;
  /** 1, or more where one run has several tests of one identity: they are told apart by their order. */
  readonly occurrence: number;
  /** Failed try and passed final one inside a run. */
  readonly flaky: boolean;
  /** Passed only in a later CI attempt. */
  readonly recovered: boolean;
  /** Failed tries in older CI attempts, oldest first: they do not decide, and are not forgotten. */
  readonly history?: readonly PastFailure[];
  /** What failing executions in other jobs said; `details` are those of the worst one. */
  readonly alsoFailed?: readonly (readonly Detail[])[];
  /** Evidence ids that mention it, sorted. */
  readonly sources: readonly Digest[];
  /** Against the baseline; absent without one. */
  readonly change?: TestChange;
  /** What its executions in each environment of a CI matrix came to, sorted; absent where none is named. */
  readonly byEnvironment?: readonly EnvironmentResult[];
  /** How it ended on the baseline; absent where it was not there. */
  readonly onBase?: BaseResult;
  /** What the baseline calls it, where its name, file or package is another one there; `change` compares with that. */
  readonly renamedFrom?: TestName;
};

/** A test in one environment: see `Origin.environment`. */
export type EnvironmentResult = {
  readonly environment: readonly string[];
  readonly status: TestStatus;
  /** Longest execution. */
  readonly durationUs?: number;
  /** Passed after a failed try. */
  readonly flaky?: true;
};

export type BaseResult = Pick<Attempt, "status" | "durationUs">;

/** A failed try in an older attempt of a CI job. */
export type PastFailure = Attempt & { readonly attempt: number; readonly job: string };

/** How people refer to a test. */
export type TestName = {
  readonly package: string;
  readonly file?: RepoPath;
  /** Suites and name, joined by ` > `. */
  readonly title: string;
};

/**
 * `new-failure`: fails now, did not on the base (or was not there). `still-failing`: fails on both.
 * `fixed`: failed on the base only. `newly-skipped`: ran on the base. `added`: not on the base, does not fail. `same`: the
 * rest.
 */
export type TestChange = (typeof testChanges)[number];

export const testChanges = [
  "new-failure",
  "still-failing",
  "fixed",
  "newly-skipped",
  "added",
  "same",
] as const;

/** One file over all origins, on one map. */
export type MergedFile = {
  readonly path: RepoPath;
  readonly package: string;
  /**
   * The reference map: that of all origins; where they disagree that of the source, or, where the source has none, the
   * most exact one that any origin reported.
   */
  readonly map: CoverageMap;
  /** Hits per entity of `map` over all origins, as far as they are certain; for conditions the number covered. */
  readonly counts: Counts;
  /**
   * The upper ends of `counts`, entity by entity: arms without identity unite to an interval, and a report that does not
   * fit the file only says what may be. The same array where nothing is in doubt.
   */
  readonly mayCounts: Counts;
  /** The same per kind, sorted by kind. */
  readonly byKind: readonly KindCounts[];
  /** Entities that some origin reported and the reference map does not have: reported, not counted. */
  readonly phantoms: number;
  readonly excluded: readonly Exclusion[];
  /** Evidence ids, sorted. */
  readonly sources: readonly Digest[];
};

/** One finding over all reports that tell it. */
export type MergedFinding = Finding & {
  /** 1, or more where one report tells several that are alike in all but their order. */
  readonly occurrence: number;
  /** Of the runs that told it, sorted. */
  readonly kinds: readonly Kind[];
  /** Evidence ids that tell it, sorted. */
  readonly sources: readonly Digest[];
  /** Against the baseline; absent where there is none, or where it has no readable report of the tool. */
  readonly change?: FindingChange;
};

export type FindingChange = "new" | "unchanged";

export type KindCounts = {
  readonly kind: Kind;
  readonly counts: Counts;
  readonly mayCounts: Counts;
};

export type Totals = { readonly tests: TestTally; readonly coverage?: CoverageTally };

export type Cell = Totals & { readonly package: string; readonly kind: Kind };

/** Coverage of the lines that the change added. */
export type ChangedCode =
  | { readonly known: false; readonly reason: string; readonly remedy: string }
  | {
      readonly known: true;
      /** Changed files that a report measured, sorted by path. */
      readonly files: readonly ChangedFileCoverage[];
      /**
       * What no report tells of changed source files that reports should measure, sorted by path: of whole files, or
       * of lines of a file that is also among `files`. All of it may be uncovered.
       */
      readonly unmeasured: readonly UnmeasuredFile[];
      /** Lines that are charged only because nothing tells whether a test ran them on the base, and why not; absent for none. */
      readonly unexcused?: { readonly lines: number; readonly reason: string; readonly remedy: string };
    };

export type ChangedFileCoverage = {
  readonly path: RepoPath;
  readonly package: string;
  /** All that the change adds or touches. */
  readonly lines: Extent;
  readonly functions: Extent;
  readonly branches: Extent;
  /** Of it what the change answers for: see `LineClass`. */
  readonly charged: FileExtents;
  /** Touched lines that have code, by what the change did to them. */
  readonly classes: readonly ClassedLines[];
  /** Touched lines that have code and no hit. */
  readonly uncovered: readonly LineRange[];
  /** Those of `uncovered` that are not charged: no test ran them on the base either. */
  readonly excused: readonly LineRange[];
  /** Those of `uncovered` that are only moved or reformatted and that tests ran on the base: charged. */
  readonly lost: readonly LineRange[];
  /** Functions that the change touches and nothing calls. */
  readonly uncoveredFunctions: readonly {
    readonly name: string;
    readonly line: number;
    /** -1 when unknown. */
    readonly endLine: number;
    /** Not charged: nothing called it on the base either, and nothing of it is new. */
    readonly excused: boolean;
  }[];
  readonly byKind: readonly (FileExtents & {
    readonly kind: Kind;
    readonly charged: FileExtents;
    /** Charged lines that tests of the kind do not run. */
    readonly uncovered: readonly LineRange[];
  })[];
};

export type ClassedLines = { readonly what: LineClass; readonly lines: readonly LineRange[] };

/**
 * What a change did to a line. `new`: nothing of it was there. `changed`: half of it or more was. `moved`: its tokens
 * were removed elsewhere. `reformatted`: they stood there, laid out in another way. `already-uncovered`: it is
 * changed, and no test ran it before or runs it now. Charged are new and changed lines, and of moved and reformatted
 * ones those that no test runs, unless the base report proves that none did before.
 */
export type LineClass = (typeof lineClasses)[number];

export const lineClasses = ["new", "changed", "moved", "reformatted", "already-uncovered"] as const;

export type UnmeasuredFile = {
  readonly path: RepoPath;
  readonly package: string;
  /** Added lines with code, or that are not blank where that is not known. 0: how many is not known either. */
  readonly lines: number;
  /** Absent where no report mentions the file. */
  readonly why?: UnmeasuredReason;
};

export type UnmentionedFile = {
  readonly path: RepoPath;
  readonly package: string;
  /**
   * How much code it has, where the policy counts it. Of languages that are not parsed only lines are known: all that
   * are not blank.
   */
  readonly size?: {
    readonly lines: number;
    readonly functions?: number;
    readonly branches?: number;
  };
};

/**
 * `unknown-lines`: reports measure the file and know nothing of these lines. `other-content`: what they measured has
 * more lines than the file. `totals-only`: they tell how much of it is covered and not which lines. `line-ends`: git counts its lines in another way than tools do. `not-text`: it looks binary.
 */
export type UnmeasuredReason = (typeof unmeasuredReasons)[number];

export const unmeasuredReasons = [
  "unknown-lines",
  "other-content",
  "totals-only",
  "line-ends",
  "not-text",
] as const;

export type MissingEvidence = {
  /** What was promised: `integration reports of @shop/api`. */
  readonly what: string;
  readonly kind?: Kind;
  readonly package?: string;
  /**
   * What it hides; absent: anything. `tests`: tests, what they cover and their runs. `coverage` and `findings`: that
   * alone, and of its package where it names one.
   */
  readonly about?: "tests" | "coverage" | "findings";
  /** Present for shards of a job of which others arrived: what those told is certain, and these only add to it. */
  readonly shard?: MissingShard;
  /** Why it is expected: the place in the policy. */
  readonly because: string;
  readonly remedy: string;
  /** The base has it, and what makes it is still there. */
  readonly vanished?: RemovedCell["what"];
  /** How what should have made it ended, where that is known: then it is not only absent. */
  readonly producer?: ProducerEnd;
};

/** `skipped`: it was not run, or ran and skipped every test. */
export type ProducerEnd = (typeof producerEnds)[number];

export const producerEnds = ["failed", "cancelled", "timed-out", "skipped"] as const;

export type BaseCoverage = {
  /** Sorted by path. */
  readonly files: readonly BaseFile[];
  /** What the base itself does not say of its coverage. */
  readonly lacks: readonly MissingEvidence[];
};

/** A file of the base, by its path and package of now. */
export type BaseFile = FileExtents & {
  readonly path: RepoPath;
  readonly package: string;
  readonly byKind: readonly (FileExtents & { readonly kind: Kind })[];
};

/** Tests or coverage of a package and kind. */
export type RemovedCell = {
  readonly package: string;
  readonly kind: Kind;
  readonly what: "tests" | "coverage";
  /** How much the base has: `12 tests`. */
  readonly had: string;
};

export type MissingShard = {
  /**
   * Sources of which nobody knows how much there is to cover before the shard arrives: no shard of its job measured
   * them, or not as a whole. Sorted by path; absent where the files of the work tree are not known.
   */
  readonly open?: readonly OpenFile[];
};

export type OpenFile = { readonly path: RepoPath; readonly package: string };

/** The facts of an earlier Report. */
export type Baseline = {
  /** Where it came from, in words: `bundle main.tollgate`. */
  readonly how: string;
  readonly sha?: string;
  readonly totals: Totals;
  readonly cells: readonly Cell[];
  /** Cells of the base that are not in this report because what made them is gone; absent for none. */
  readonly removed?: readonly RemovedCell[];
  /** Tests of the base that are not in this report, under no name. */
  readonly disappeared: readonly DisappearedTest[];
  /** What the base itself does not say of its tests: reports that could not be read, shards, interrupted runs; absent for nothing. */
  readonly lacks?: readonly MissingEvidence[];
  /** Findings of the base that the same tools do not report any more, by place; absent for none. */
  readonly fixedFindings?: readonly Finding[];
  /** How much it covers in each file; absent where it measured nothing. */
  readonly measured?: BaseCoverage;
  /** Absent where neither the base nor this report measured anything. */
  readonly coverage?: CoverageDifference;
};

export type DisappearedTest = TestName & {
  readonly kind: Kind;
  readonly environment?: string;
  /** Which of several tests of that name in one run. @default 1 */
  readonly occurrence?: number;
  /** How it ended on the base. */
  readonly status: TestStatus;
  readonly why: Disappearance;
};

/**
 * `file-deleted`: the change deletes its file. `removed`: the change edits its file, and tests of its package and kind ran.
 * `not-run`: nothing shows that the change removed it.
 */
export type Disappearance = (typeof disappearances)[number];

export const disappearances = ["file-deleted", "removed", "not-run"] as const;
