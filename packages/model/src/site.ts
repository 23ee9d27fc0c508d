import type { Digest } from "./canonical.ts";
import type { Kind } from "./origin.ts";
import type { ProblemCode, Severity } from "./problem.ts";
import type { RepoPath } from "./repository.ts";
import type { TestStatus, TestTally } from "./tests.ts";
import type { Fingerprint } from "./waiver.ts";

/**
 * What the HTML report shows beside its static verdict: the JSON inside `report.html`. Texts are plain already; lists are
 * cut to keep the page small, and `leftOut` says of which.
 */
export type SiteData = {
  readonly schema: "tollgate/site/1";
  readonly tests: SiteTests;
  readonly coverage: SiteCoverage;
  readonly findings: SiteFindings;
  readonly evidence: SiteEvidence;
  /** In words; empty where all of it is there. */
  readonly leftOut: readonly string[];
};

/** How many items a list of a part leaves out, by its name; those that leave out none are not named. */
export type SiteDropped = { readonly [list: string]: number };

export type SiteTests = {
  readonly dropped: SiteDropped;
  readonly total: TestTally;
  /** Against the base, in words; empty without one. */
  readonly against: string;
  /** Failing tests by what they say, new failures first. */
  readonly failures: readonly SiteCause[];
  /** Tests that pass and failed before. */
  readonly unsteady: readonly SiteCause[];
  /** Tests that are others than on the base: failing anew, fixed, renamed, gone. */
  readonly changes: readonly SiteTestChange[];
  /** Every test, by file. */
  readonly files: readonly SiteTestFile[];
};

export type SiteTestChange = {
  readonly word: string;
  readonly title: string;
  readonly place: string;
  /** What the base calls it, in words; empty where that is the same. */
  readonly was: string;
};

/** Tests that say the same, the first of them in full. */
export type SiteCause = {
  readonly tests: readonly SiteTest[];
  /** What the first one said; empty where it said nothing, absent where it was left out. */
  readonly trace?: string;
  /** Runs the first one alone. */
  readonly command?: string;
  readonly failure?: Fingerprint;
  /** How many of its tests waivers excuse: the last ones. */
  readonly waived?: number;
  /** What the first one says about itself. */
  readonly notes?: string;
  /** Paths of what the first one left. */
  readonly attachments?: readonly string[];
  /** Tests of the cause that are not named. */
  readonly more?: number;
};

export type SiteTest = {
  readonly title: string;
  /** File and line, else the package. */
  readonly place: string;
  readonly package: string;
  readonly kind: Kind;
  readonly status: TestStatus;
  /** Kind, tries, and what is known from the base, in words. */
  readonly note: string;
  readonly owners?: readonly string[];
};

/** The tests of a kind in a file; of a package where no file is known. */
export type SiteTestFile = {
  readonly path: RepoPath;
  readonly package: string;
  readonly kind: Kind;
  readonly passed: number;
  readonly failed: number;
  readonly errored: number;
  readonly skipped: number;
  readonly todo: number;
  readonly durationUs: number;
  /** Absent where only the counts are here. */
  readonly tests?: readonly SiteTestRow[];
};

/** Microseconds are -1 where they are not known; the note says why it was skipped, or what changed since the base. */
export type SiteTestRow = readonly [title: string, status: TestStatus, durationUs: number, note: string];

/** See `Extent`. */
export type SiteExtent = readonly [found: number, hit: number, mayHit: number];

export type SiteExtents = {
  readonly lines: SiteExtent;
  readonly functions: SiteExtent;
  readonly branches: SiteExtent;
};

export type SiteCoverage = {
  readonly dropped: SiteDropped;
  /** What is to be known before the figures, a sentence each. */
  readonly notes: readonly string[];
  /** Of all files; absent where nothing was measured. */
  readonly total?: SiteFigures;
  /** Package × kind. */
  readonly cells: readonly SiteCell[];
  readonly files: readonly SiteFile[];
  /** Sources that no report tells anything of, and what is known of each. */
  readonly unmeasured: readonly (readonly [path: RepoPath, note: string])[];
};

export type SiteFigures = SiteExtents & {
  /** Those of the base; absent where they are not known or cannot be compared. */
  readonly base?: SiteExtents;
};

export type SiteCell = SiteFigures & { readonly package: string; readonly kind: Kind };

export type SiteFile = SiteFigures & {
  readonly path: RepoPath;
  readonly package: string;
  readonly kinds: readonly (SiteExtents & { readonly kind: Kind })[];
  /** Absent where only the figures are here. */
  readonly detail?: SiteFileDetail;
};

/** Lines of a file as first and last line of each range, one after the other. */
export type SiteFileDetail = {
  readonly uncovered: readonly number[];
  /** Of which the reports do not say whether anything ran them. */
  readonly unsure: readonly number[];
  /** Uncovered lines that this change adds or touches, and that were not uncovered before. */
  readonly fresh: readonly number[];
  /** Tests ran them on the base. */
  readonly lost: readonly number[];
  /** What may be why, as a clause; empty where nothing is known. */
  readonly lostWhy: string;
  /** Lines that tests of this kind alone run, for each kind but `unit`. */
  readonly only: readonly (readonly [kind: Kind, lines: readonly number[]])[];
};

export type SiteFindings = {
  readonly dropped: SiteDropped;
  /** In words, by level; empty where no analysis tool looked. */
  readonly counts: string;
  readonly items: readonly SiteFinding[];
};

export type SiteFinding = {
  /** `error`, `warning`, `note`; `undecided` where the tool leaves it to people; `fixed` for one of the base. */
  readonly word: string;
  readonly place: string;
  readonly rule: string;
  readonly message: string;
  readonly note: string;
};

export type SiteEvidence = {
  readonly dropped: SiteDropped;
  /** What had to arrive, and how it did. */
  readonly expected: readonly SiteExpected[];
  readonly missing: readonly SiteMissing[];
  readonly problems: readonly SiteProblem[];
  readonly inputs: readonly SiteInput[];
  /** What was judged by and compared with, in words and digests. */
  readonly judged: readonly (readonly [what: string, value: string])[];
};

export type SiteExpected = {
  readonly what: string;
  readonly state: "arrived" | "reused" | "broken" | "missing";
  readonly because: string;
};

export type SiteMissing = { readonly what: string; readonly because: string; readonly remedy: string };

/** Problems that say the same. */
export type SiteProblem = {
  readonly severity: Severity;
  readonly code: ProblemCode;
  readonly message: string;
  readonly remedy: string;
  /** The first of them. */
  readonly places: readonly string[];
  readonly count: number;
};

export type SiteInput = {
  readonly path: string;
  readonly format: string;
  readonly producer: string;
  readonly package: string;
  /** Empty where it is none of tests. */
  readonly kind: Kind;
  /** How it was read, in words. */
  readonly state: string;
  readonly isOk: boolean;
  readonly bytes: number;
  readonly digest: Digest;
};

/** The page with the app, as `site` is built: the title goes behind `start`, the static part behind `head`, the data behind `body`. */
export type SiteTemplate = {
  readonly start: string;
  readonly head: string;
  readonly body: string;
  readonly end: string;
};
