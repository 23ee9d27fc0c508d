import type { Attachment } from "./attachment.ts";
import type { Digest } from "./canonical.ts";
import type { FileCoverage } from "./coverage.ts";
import type { FindingsEvidence } from "./finding.ts";
import type { LineTestsEvidence } from "./line-tests.ts";
import type { Kind, Origin } from "./origin.ts";
import type { Problem } from "./problem.ts";
import type { TestCase } from "./tests.ts";

/** Everything that one report said, and what went wrong reading it. `Cases` is another type while they are packed. */
export type Evidence<Cases = readonly TestCase[]> = {
  /** See `evidenceId`. */
  readonly id: Digest;
  readonly origin: Origin;
  readonly input: InputRef;
  /** Commit whose checkout the report was collected from; absent without git. */
  readonly commit?: string;
  /**
   * True when the checkout had changed or new files, so that the tested text may be another than the commit's. What tests
   * write is none of it.
   */
  readonly dirty?: boolean;
  /**
   * Where a change edits which files are reports: the digest of what the policy that judges it says of that, if it was
   * looked for by that one, too.
   */
  readonly soughtBy?: Digest;
  /** Set when it counts although it is of another commit; no bundle holds this. */
  readonly reused?: ReusedEvidence;
  /** Set when it claims an attempt that its run has not had, so that it is newer than no other; no bundle holds this. */
  readonly disbelieved?: true;
  readonly status: ReadStatus;
  readonly problems: readonly Problem[];
  /** What runners said about whole runs: verdict, exit code, errors outside any test. */
  readonly runs: readonly RunManifest[];
  /** Present when the report is a test report, also with no case. */
  readonly tests?: TestEvidence<Cases>;
  /** Present when the report is a coverage report, also with no file. */
  readonly coverage?: CoverageEvidence;
  /** Present when the report is one of an analysis tool, also with no finding. */
  readonly findings?: FindingsEvidence;
  /** Present when the report tells which tests hit which lines. */
  readonly lineTests?: LineTestsEvidence;
};

/** Evidence of another commit stands for a package whose inputs are the same there. */
export type ReusedEvidence = {
  readonly commit: string;
  /** Where it was given, in words: `bundle main.tollgate`. */
  readonly from: string;
  /** Whose tests it stands for; sorted by name. */
  readonly packages: readonly ReusedPackage[];
};

export type ReusedPackage = {
  readonly name: string;
  /** Over all that the package's tests can depend on in the repository: the same on both commits. */
  readonly inputHash: Digest;
};

/** `ok`: no problem of severity error. `partial`: something was lost. `invalid`: nothing usable. */
export type ReadStatus = "ok" | "partial" | "invalid" | "unrecognised";

export type InputRef = {
  /** As given: repository-relative with `/` when inside the repository. */
  readonly path: string;
  readonly bytes: number;
  /** Over the bytes as they lay on disk. */
  readonly digest: Digest;
  /** Format id; absent when unrecognised. */
  readonly format?: string;
  /** Tool that wrote it, with version where the file says so: `vitest 5.1.1`, `jest-junit`. */
  readonly producer?: string;
};

export type TestEvidence<Cases = readonly TestCase[]> = {
  /** Test entries as written in the file, before tries are folded. */
  readonly entries: number;
  readonly cases: Cases;
  /** What suites or the whole run left behind, and no test of its own. */
  readonly attachments?: readonly Attachment[];
};

/** What is known of a collection whatever its items are held as. */
export type Counted = { readonly length: number };

export type CoverageEvidence = {
  /** One per path. */
  readonly files: readonly FileCoverage[];
};

/** What a runner did, as it or its caller says; not what its tests did. */
export type RunManifest = {
  /** Package that was run. */
  readonly package: string;
  /** Absent when neither the source nor the place of its report tells, as for a task that is just called `test`. */
  readonly kind?: Kind;
  /** Where it says nothing of tests and coverage: an analysis tool ran. */
  readonly about?: "findings";
  /** Who says so: `turbo`, `vitest`, `jest`, `playwright`; `command` for what `tollgate collect` ran or was told of. */
  readonly source: string;
  /** Task or command as the source names it: `@shop/api#test:unit`, `pnpm test`. */
  readonly task?: string;
  /** The runner's verdict on the whole run. */
  readonly verdict: "passed" | "failed" | "interrupted";
  readonly exitCode?: number;
  /** Milliseconds since 1970 as the source says; only compared with other runs of the same source. */
  readonly startedAt?: number;
  /** Milliseconds since 1970. */
  readonly endedAt?: number;
  /** Commit that the source says it ran on. */
  readonly sha?: string;
  /** True when a build cache answered instead of the runner. */
  readonly cached?: boolean;
  /** Errors outside any test: unhandled rejections, global set-up. */
  readonly errors: readonly string[];
  /** Reports that the run wrote, or that its cache vouches for. Absent when the source does not know. */
  readonly outputs?: readonly RunOutput[];
  /** Reports that lay there when the run began and that it did not write. */
  readonly leftovers?: readonly RunOutput[];
};

/** A report as a run left it. */
export type RunOutput = {
  /** As the path of the input that it is. */
  readonly path: string;
  /** Absent when the source names files only. */
  readonly digest?: Digest;
};
