import type { TestStatus } from "@tollgate/model";

/** The words that CTRF allows. */
export type Word = "passed" | "failed" | "skipped" | "pending" | "other";

export function isWord(told: unknown): told is Word {
  return words.has(told);
}

/**
 * The status that a word stands for, more exactly where the producer's own word says more. `undefined`: `other`, and
 * nothing says what that was.
 */
export function statusOf(word: Word, rawStatus: string | undefined): TestStatus | undefined {
  const raw = rawStatus?.toLowerCase();
  switch (word) {
    case "passed":
      return "passed";
    case "failed":
      return raw !== undefined && errored.has(raw) ? "errored" : "failed";
    case "skipped":
    case "pending":
      return raw === "todo" ? "todo" : "skipped";
    case "other":
      return raw === "todo" ? "todo" : undefined;
  }
}

const words: ReadonlySet<unknown> = new Set(["passed", "failed", "skipped", "pending", "other"]);
const errored: ReadonlySet<string> = new Set(["errored", "error", "broken", "interrupted"]);
