import type { RunManifest, Shard } from "@tollgate/model";

/** First line of a report: who writes it, and for whom. */
export type Header = {
  /** Tool and version: `vitest 5.1.1`. */
  readonly runner: string;
  /** Kind of the tests, where their configuration says so. */
  readonly kind?: string;
  /** Package whose tests ran. @default the package in which the report lies */
  readonly package?: string;
  readonly shard?: Shard;
  /** Milliseconds since 1970. */
  readonly startedAt: number;
};

/** Last line of a report: what the runner says about the run as a whole. */
export type End = {
  readonly verdict: RunManifest["verdict"];
  /** Tests in the report, so that a lost line is seen. */
  readonly tests: number;
  /** Milliseconds since 1970. */
  readonly endedAt: number;
  /** Errors outside any test: unhandled rejections, global set-up. */
  readonly errors: readonly string[];
};

/** What the header's member `tollgate` says. A change that older readers would misread raises the number. */
export const formatTag = "tests/1";
