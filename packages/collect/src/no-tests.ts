import type { RawProblem } from "./reader.ts";

/** A report without a test passes nothing, whatever else arrived. */
export const noTests: RawProblem = {
  code: "no-tests",
  severity: "error",
  message: "The report is readable and holds no test: that is unknown, not passed.",
  remedy:
    "Check the pattern that selects test files, and that the run was not cut short before its first test.",
};
