import { isFailing } from "@tollgate/model";
import type { RawTest } from "../reader.ts";
import type { XmlAttributes } from "../xml/handler.ts";
import type { JunitDoubt } from "./doubts.ts";
import type { Dialect } from "./known-writers.ts";
import { isFailure, type Result } from "./outcome.ts";

/** Counts of one suite with all that is inside it. */
export type Counts = {
  cases: number;
  skipped: number;
  /** Cases that fail, and suites that fail by themselves. */
  failing: number;
  /** Elements that tell a failure, also of tries that did not decide. */
  failureElements: number;
};

/** What a suite says about itself. Absent is `undefined`, what is no number is NaN. */
export type Declared = {
  readonly tests: number | undefined;
  readonly failing: number | undefined;
  /** 0 when nothing is said about them. */
  readonly skipped: number;
};

export function declaredTotals(attributes: XmlAttributes): Declared {
  const failures = attributes.integer("failures");
  const errors = attributes.integer("errors");
  return {
    tests: attributes.integer("tests"),
    // Some writers count failures as errors: only the sum says something.
    failing: failures === undefined && errors === undefined ? undefined : (failures ?? 0) + (errors ?? 0),
    skipped: skippedNames.reduce((sum, name) => sum + (attributes.integer(name) || 0), 0),
  };
}

/** Writers use one of these, or two for two sorts of tests that did not run. */
const skippedNames: readonly string[] = ["skipped", "skips", "disabled", "ignored", "pending"];

/**
 * Compares what a suite declares with what stands in it. Totals are evidence, never truth, and tools count in many
 * ways: with tries or without, with skipped tests that they do not write or without. What hides failures is an error:
 * more failures than there are, and more tests, unless the tool is known to leave out what it did not run.
 */
export function doubtTotals(
  { tests, failing, skipped }: Declared,
  found: Counts,
  { omitsPending }: Dialect,
): JunitDoubt | undefined {
  if (Number.isNaN(failing)) return "unreadableFailures";
  if (Number.isNaN(tests)) return "unreadableTotals";
  if (found.cases === 0 && found.failing === 0 && ((tests ?? 0) > 0 || (failing ?? 0) > 0)) return "noCases";
  if ((failing ?? 0) > Math.max(found.failing, found.failureElements)) return "moreFailures";
  const missing = (tests ?? 0) - found.cases - found.failureElements;
  if (missing > 0) return omitsPending || missing <= skipped - found.skipped ? "fewerSkipped" : "fewerCases";
  if (tests !== undefined && tests !== found.cases) return "otherTotals";
  if (failing !== undefined && failing !== found.failing) return "otherTotals";
  return undefined;
}

export function countCase(counts: Counts, { status }: RawTest, results: readonly Result[] | undefined): void {
  counts.cases++;
  if (isFailing(status)) counts.failing++;
  else if (status !== "passed") counts.skipped++;
  if (results !== undefined) for (const { name } of results) if (isFailure(name)) counts.failureElements++;
}

export function addCounts(to: Counts, from: Counts): void {
  to.cases += from.cases;
  to.skipped += from.skipped;
  to.failing += from.failing;
  to.failureElements += from.failureElements;
}
