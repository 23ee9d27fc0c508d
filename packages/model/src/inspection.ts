import type { ReadStatus } from "./evidence.ts";
import type { Severity } from "./problem.ts";
import type { Specification } from "./specification.ts";

/** What `tollgate inspect --json` prints. */
export type Inspection = {
  readonly schema: "tollgate/inspect/1";
  /** One entry for every file given, in the order given. */
  readonly files: readonly InspectedFile[];
};

export type InspectedFile = {
  /** As given. */
  readonly path: string;
  readonly bytes: number;
  readonly format: string | null;
  readonly producer: string | null;
  readonly status: ReadStatus;
  readonly problems: readonly InspectedProblem[];
  readonly tests?: InspectedTests;
  readonly coverage?: InspectedCoverage;
  readonly findings?: InspectedFindings;
  /** Of a file that holds no results. */
  readonly specification?: Specification;
  /** What the tool that wrote the report cannot tell, whatever happened; absent where nothing is known. */
  readonly losses?: readonly InspectedLoss[];
};

export type InspectedLoss = {
  /** `retries`, `file`, `load`… */
  readonly fact: string;
  /** The fact in words. */
  readonly what: string;
  /** The line of configuration, or the command, after which it is told. */
  readonly mend: string;
};

export type InspectedProblem = {
  readonly code: string;
  readonly severity: Severity;
  readonly message: string;
  readonly line?: number;
  readonly column?: number;
  readonly offset?: number;
  readonly remedy: string;
};

/** `passed + failed + errored + skipped + todo = cases`; `flaky` are among the passed. */
export type InspectedTests = {
  readonly entries: number;
  readonly cases: number;
  readonly passed: number;
  readonly failed: number;
  readonly errored: number;
  readonly skipped: number;
  readonly todo: number;
  readonly flaky: number;
  readonly attempts: number;
  /** Of tests, suites and the run; absent when there is none. */
  readonly attachments?: number;
};

/** `error + warning + note + none = results`. */
export type InspectedFindings = {
  readonly tools: readonly string[];
  readonly results: number;
  readonly error: number;
  readonly warning: number;
  readonly note: number;
  readonly none: number;
  readonly suppressed: number;
  /** Those that name no file. */
  readonly withoutPlace: number;
};

export type InspectedCoverage = {
  readonly files: number;
  readonly lines: { readonly found: number; readonly hit: number };
  readonly branches: { readonly found: number; readonly hit: number };
  readonly functions: { readonly found: number; readonly hit: number };
};
