/**
 * What went wrong with an input. A doubt is never a log line: it is a value with a place and a remedy, and it
 * travels with the evidence to the decision.
 */
export type Problem = {
  readonly code: ProblemCode;
  /** `error`: the input cannot be trusted as it stands. `warning`: something was lost or assumed. `info`: worth knowing. */
  readonly severity: Severity;
  /** What was found and what was wanted, in one or two sentences of plain text. */
  readonly message: string;
  /** What to do about it. */
  readonly remedy: string;
  /** The input, as the user would write it: repository-relative with `/` when inside the repository. */
  readonly path?: string;
  /** 1-based. */
  readonly line?: number;
  /** 1-based, in characters. */
  readonly column?: number;
  /** 0-based, in bytes of the input. */
  readonly offset?: number;
  /** The reader that noticed it: a format id. */
  readonly reader?: string;
};

export type Severity = "error" | "warning" | "info";

/**
 * Every code that a Problem can carry. Codes are stable: scripts filter by them.
 * The documentation in `docs/problems.md` has one line for each (a test compares the two lists).
 */
export const problemCodes = [
  // the input as bytes
  "empty-file",
  "not-a-file",
  "unreadable-file",
  "file-too-large",
  "unrecognised-format",
  "unsupported-format",
  "wrong-content",
  "bad-encoding",
  "not-utf8",
  // the input as a document
  "truncated",
  "malformed",
  "malformed-tolerated",
  "forbidden-characters",
  "text-around-document",
  "several-documents",
  "entity-refused",
  "too-deep",
  "value-too-long",
  // test results
  "unknown-element",
  "unknown-status",
  "unknown-duration",
  "ambiguous-duration",
  "no-tests",
  "cases-dropped",
  "declared-totals-differ",
  "ambiguous-identity",
  "unstable-name",
  "run-failed",
  "missing-field",
  "missing-attachment",
  // coverage
  "no-coverage-data",
  "bad-count",
  "bad-position",
  "unknown-record",
  "map-mismatch",
  "phantom-entities",
  "totals-only",
  "excluded-and-measured",
  // findings
  "no-analysis",
  "unknown-level",
  // paths, packages, kinds
  "unmapped-path",
  "ambiguous-path",
  "outside-repository",
  "assumed-kind",
  // bundles
  "bundle-version",
  "bundle-refused",
  "artifact-refused",
  // the repository and the run
  "no-git",
  "no-base",
  "base-skipped",
  "shallow-clone",
  "platform-refused",
  "missing-evidence",
  "expectations-unknown",
  "expectation-removed",
  "unused-exception",
  "own-output",
  "tracked-report",
  "superseded-run",
  "stale-report",
  "other-commit",
  "impossible-attempt",
  "dirty-checkout",
  "base-of-change",
  "policy-changed",
  "policy-broken",
  "policy-unknown",
  "unread-waiver",
  "override-refused",
] as const;

export type ProblemCode = (typeof problemCodes)[number];

/** Orders problems by place, then code, then message: the order in which every output lists them. */
export function compareProblems(a: Problem, b: Problem): number {
  return (
    compareText(a.path ?? "", b.path ?? "") ||
    (a.offset ?? -1) - (b.offset ?? -1) ||
    (a.line ?? 0) - (b.line ?? 0) ||
    compareText(a.code, b.code) ||
    compareText(a.message, b.message)
  );
}

/** Orders by UTF-16 code unit: the same on every machine, unlike `localeCompare`. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
