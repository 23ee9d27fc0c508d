/** What a report may be unable to say, whatever happened in the run. */
export type LostFact = keyof typeof lostFacts;

/** What a producer cannot tell, and the line of configuration, or the command, that mends it. */
export type Loss = { readonly fact: LostFact; readonly mend: string };

/** A tool as it writes one format. */
export type Producer = {
  readonly format: string;
  /** As the reader names it, without a version. */
  readonly name: string;
  readonly loses: readonly Loss[];
};

/** Each fact in words that go on from "cannot tell". */
export const lostFacts = {
  retries: "tries before the last one",
  attempts: "message and time of each try",
  todo: "planned tests from skipped ones",
  pending: "tests that are pending",
  file: "the file of a test",
  line: "the line of a test",
  load: "files that did not load",
  unhandled: "errors outside any test",
  crash: "a crash of the program under test",
  messages: "why a test failed",
  parts: "the tests inside a program",
  run: "how the run ended",
} as const;
