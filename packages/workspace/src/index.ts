export { differingFiles } from "./changes/differing-files.ts";
export { readBaseFiles } from "./changes/read-base-files.ts";
export { type ChangesAnswer, readChanges, type UnknownChanges } from "./changes/read-changes.ts";
export type { WorkspaceEnvironment } from "./git/run-git.ts";
export { type FoundReport, type FoundReports, findReports } from "./search/find-reports.ts";
export { matchesSpec, specMatcher } from "./search/spec-matcher.ts";
export { type ReadSubjectOptions, readCollected, readSubject } from "./subject/read-subject.ts";
export { readTree } from "./tree/read-tree.ts";
