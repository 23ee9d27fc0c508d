import type { RawProblem } from "./reader.ts";

/** A report without a test passes nothing, whatever else arrived. */
export const noTests: RawProblem = {
  code: "no-tests",
  severity: "error",
  message: "The report is readable and holds no test: that is unknown, not passed.",
  remedy:
    "Check the pattern that selects test files, and that the run was not cut short before its first test.",
};

/** A part of a run that got no test is no doubt: the run is judged by all its shards. */
export const emptyShard: RawProblem = {
  ...noTests,
  severity: "info",
  message: "This shard of the run holds no test; the other shards may.",
  remedy: "Nothing has to be done; use fewer shards when it happens often.",
};
