import { topKeys } from "../top-keys.ts";

/**
 * Which of the tools wrote a report in the shape that jest made; `undefined` when it has another shape.
 *
 * Measured: vitest (4.1, 5.1) writes the totals below and never the three members that jest (30) adds to them.
 * A report without all of vitest's totals is no longer as either tool wrote it, and is taken as jest's: there
 * `pending` means skipped, which is what the rest of the family means by it.
 */
export function writerOf(text: string): "jest" | "vitest" | undefined {
  const keys = topKeys(text);
  if (keys === undefined) return undefined;
  const totals = vitestTotals.filter((name) => keys.has(name));
  const hasShape = totals.length >= 2 || (totals.length === 1 && keys.has("testResults"));
  if (!hasShape) return undefined;
  const isJest = jestOnly.some((name) => keys.has(name)) || totals.length < vitestTotals.length;
  return isJest ? "jest" : "vitest";
}

const vitestTotals = [
  "numTotalTestSuites",
  "numPassedTestSuites",
  "numFailedTestSuites",
  "numPendingTestSuites",
  "numTotalTests",
  "numPassedTests",
  "numFailedTests",
  "numPendingTests",
  "numTodoTests",
] as const;

const jestOnly = ["numRuntimeErrorTestSuites", "openHandles", "wasInterrupted"] as const;
