import type { TestStatus } from "@tollgate/model";

/**
 * Words for the end of a step. A report does not say whether its run was strict, in which a pending step fails; that
 * is what cucumber-js and cucumber-jvm do unless told otherwise. behave calls `untested` what an abort left out.
 */
export const stepStatuses: ReadonlyMap<string, TestStatus> = new Map<string, TestStatus>([
  ["passed", "passed"],
  ["failed", "failed"],
  ["ambiguous", "failed"],
  ["undefined", "failed"],
  ["pending", "failed"],
  ["skipped", "skipped"],
  ["untested", "errored"],
]);
