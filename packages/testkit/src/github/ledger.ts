import type { RecordedRequest } from "./request.ts";

/** Something that GitHub lets pass and Tollgate must not do, or an answer of the fake that GitHub never gives. */
export type Violation = {
  /** Method and path, or where else it was seen. */
  readonly where: string;
  readonly what: string;
};

/** What was asked, and what was wrong with it. */
export type Ledger = {
  readonly requests: RecordedRequest[];
  /** Requests to the other origin. */
  readonly downloads: RecordedRequest[];
  readonly violations: Violation[];
};

export function createLedger(): Ledger {
  return { requests: [], downloads: [], violations: [] };
}
