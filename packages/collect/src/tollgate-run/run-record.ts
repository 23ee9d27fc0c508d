import type { Kind, RunManifest } from "@tollgate/model";

/** What is known of a run before it ends. */
export type RunBegin = {
  /** The command as people write it; absent when only its exit code was told. */
  readonly task?: string;
  /** Package in whose folder the command ran. */
  readonly package: string;
  readonly kind?: Kind;
  readonly startedAt?: number;
  /** Commit that was checked out. */
  readonly sha?: string;
};

export type RunEnd = Pick<
  RunManifest,
  "verdict" | "exitCode" | "endedAt" | "errors" | "outputs" | "leftovers"
>;

/** Version of the record's format. */
export const runRecordVersion: string = "run/1";

/**
 * The text of a run record: what `tollgate collect -- COMMAND` keeps in `.tollgate/runs/`. Without an end the run goes
 * on, or was killed together with Tollgate.
 */
export function runRecord(begin: RunBegin, end?: RunEnd): string {
  return `${JSON.stringify({ tollgate: runRecordVersion, ...begin, ...(end === undefined ? {} : { end }) })}\n`;
}
