export { differingFiles } from "./changes/differing-files.ts";
export { type Ancestry, readAncestry } from "./changes/read-ancestry.ts";
export { readBaseFiles } from "./changes/read-base-files.ts";
export { type ChangesAnswer, readChanges } from "./changes/read-changes.ts";
export { type CommitFile, listCommitFiles, readCommitFiles } from "./changes/read-commit-files.ts";
export type { UnknownChanges } from "./changes/read-diff.ts";
export { type FilesSince, readFilesSince } from "./changes/read-files-since.ts";
export { readHistory } from "./changes/read-history.ts";
export { applyPolicy, type ExceptedExpectation, type SettledExpectations } from "./expect/apply-policy.ts";
export { readExpectations, readExpectationsAt } from "./expect/read-expectations.ts";
export { type PackageInputs, readPackageInputs } from "./expect/read-package-inputs.ts";
export { callsScripts, leavesResults, runsNothing } from "./expect/test-script.ts";
export { hasTurboTestTask } from "./expect/turbo-test-tasks.ts";
export {
  type CheckOutOptions,
  type CommitCheckout,
  checkOutCommit,
  hasCommit,
} from "./git/check-out-commit.ts";
export { type FetchRefsOptions, fetchRefs } from "./git/fetch-refs.ts";
export { type ClaimedMerge, mergeDoubt } from "./git/merge-doubt.ts";
export { readShallow } from "./git/read-shallow.ts";
export { firstParent, mergeBaseOf, resolveRef } from "./git/revisions.ts";
export type { WorkspaceEnvironment } from "./git/run-git.ts";
export type { FindOwners } from "./owners/parse-owners.ts";
export { type Owners, ownersIn, ownersPlaces, readOwners } from "./owners/read-owners.ts";
export { type FoundReport, type FoundReports, findReports } from "./search/find-reports.ts";
export { matchesSpec, specMatcher } from "./search/spec-matcher.ts";
export { type GithubEvent, readGithubEvent, readPayload } from "./subject/github-event.ts";
export { isDirty, uncommittedFiles } from "./subject/is-dirty.ts";
export { isPartOfChange } from "./subject/part-of-change.ts";
export { type Hosting, readHosting } from "./subject/read-hosting.ts";
export { type LabelState, readLabel } from "./subject/read-override.ts";
export { type ReadSubjectOptions, readCollected, readSubject } from "./subject/read-subject.ts";
export { readTree } from "./tree/read-tree.ts";
export { trackedFiles } from "./tree/tracked-files.ts";
export { approvalOf } from "./waivers/approval.ts";
export { ownersOfWaiver } from "./waivers/owners-of-scope.ts";
export { parseReviews } from "./waivers/parse-reviews.ts";
export { type FileOrigin, readOrigin } from "./waivers/read-origin.ts";
