import type { Digest } from "./canonical.ts";
import type { Outcome, Override, RuleResult } from "./decision.ts";
import type { DecisionInputs } from "./decision-inputs.ts";
import type { ExpectedEvidence } from "./expectation.ts";
import type { FindingLevel } from "./finding.ts";
import type { IsoDate } from "./policy.ts";
import type { Problem } from "./problem.ts";
import type { Cell, ReportInput, TestChange } from "./report.ts";
import type { RepoPath } from "./repository.ts";
import type { Subject } from "./subject.ts";
import type { TestStatus } from "./tests.ts";
import type { JudgedWaiver } from "./waiver.ts";

/** The quality record of a release: what was judged, by what, with which result, and how anybody can check it. */
export type ReleaseRecord = {
  readonly schema: "tollgate/release-record/1";
  readonly outcome: Outcome;
  readonly summary: string;
  readonly subject: Subject;
  readonly date: IsoDate;
  readonly engine: string;
  /** Over the bytes of `decision.json`. */
  readonly decision: Digest;
  /** What the decision rests on. */
  readonly inputs: DecisionInputs;
  readonly rules: readonly Omit<RuleResult, "facts" | "violations">[];
  readonly waivers: readonly JudgedWaiver[];
  readonly override?: Override;
  /** What had to arrive, and what became of it. */
  readonly expected: readonly Omit<ExpectedEvidence, "by">[];
  /** Package × kind. */
  readonly cells: readonly Cell[];
  readonly defects: OpenDefects;
  /** Errors and warnings. */
  readonly problems: readonly Problem[];
  readonly evidence: readonly RecordedInput[];
};

/** What is known to be wrong with what is released. */
export type OpenDefects = {
  readonly failing: readonly OpenTest[];
  readonly flaky: readonly OpenTest[];
  readonly skipped: number;
  readonly findings: readonly OpenFinding[];
};

export type OpenTest = {
  readonly package: string;
  readonly kind: string;
  readonly file?: RepoPath;
  readonly title: string;
  readonly environment?: string;
  readonly status: TestStatus;
  /** Against the base; absent without one. */
  readonly change?: TestChange;
};

export type OpenFinding = {
  readonly tool: string;
  readonly rule?: string;
  readonly level: FindingLevel;
  readonly message: string;
  readonly package: string;
  readonly path?: string;
  readonly line?: number;
  /** Somebody decided not to mend it. */
  readonly suppressed?: true;
};

export type RecordedInput = Pick<ReportInput["input"], "path" | "bytes" | "digest" | "format" | "producer"> &
  Pick<ReportInput["origin"], "package" | "kind"> &
  Pick<ReportInput, "status">;
