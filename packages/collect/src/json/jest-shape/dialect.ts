import type { Attempt, TestStatus } from "@tollgate/model";
import type { Members } from "../members.ts";

/** What differs between the tools that write results in the shape that jest made: files, and in them tests. */
export type Dialect = {
  readonly tool: "jest" | "vitest";
  /** What the words for a test's status stand for; every other word is a doubt and counts as errored. */
  readonly statuses: ReadonlyMap<string, TestStatus>;
  /** Words for a file's status that do not say that it failed. */
  readonly harmless: ReadonlySet<string>;
  /** Tries before the last one that the entry of a test tells by itself. */
  earlierTries(entry: Members): readonly Attempt[];
  /** What of a failed file's message is about an error outside its tests, when it can be told from the rest. */
  errorOutsideTests(message: string): string | undefined;
  /** What the totals count as failed beyond what the files show, in words; `undefined` when nothing. */
  hiddenFailures(root: Members, files: readonly FileFacts[]): string | undefined;
};

/** What reading one test file has shown. */
export type FileFacts = {
  /** Tests with an entry. */
  readonly tests: number;
  /** Those of them that the report calls failed, or something unknown. */
  readonly failedTests: number;
  /** Those that count as failing here: also what had not ended. */
  readonly failingTests: number;
  /** The file failed outside its tests: it did not load, or a hook failed. */
  readonly failedOutside: boolean;
  /** `describe` blocks. */
  readonly describes: number;
  /** `describe` blocks with a failed test in them. */
  readonly failedDescribes: number;
};
