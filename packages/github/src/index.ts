export { attemptOfResult, bundleArtifactPrefix, resultArtifactName } from "./artifacts/artifact-name.ts";
export {
  type DownloadedArtifact,
  type DownloadOptions,
  downloadArtifact,
  refusedArtifact,
} from "./artifacts/download-artifact.ts";
export { type Extracted, type ExtractOptions, extractZip } from "./artifacts/extract-zip.ts";
export { type ArtifactLimits, artifactLimits } from "./artifacts/limits.ts";
export { listArtifacts, type RunArtifact } from "./artifacts/list-artifacts.ts";
export { type CheckRunRequest, publishCheckRun } from "./checks/publish-check-run.ts";
export { createGithub } from "./client/create-github.ts";
export type { Github, GithubOptions, Identified, RouteParameters } from "./client/github.ts";
export { GithubError, type RefusalReason } from "./client/github-error.ts";
export { type CommentRequest, upsertComment } from "./comments/upsert-comment.ts";
export type { NotPublished, Published, PublishedThing } from "./published.ts";
export { findPullRequests, type Head, type PullRequestsOfHead } from "./pulls/find-pull-requests.ts";
export { type PullRequest, pullRequestInEvent, readPullRequest } from "./pulls/pull-request.ts";
export { type ReviewedCommit, readCommitReviews } from "./pulls/read-reviews.ts";
export { parseRepository, type RepositoryName } from "./repository-name.ts";
export {
  type BaseRunAnswer,
  type FindBaseRunOptions,
  findBaseRun,
  openResult,
  type ResultFiles,
} from "./runs/find-base-run.ts";
export { findTestedRun, type TestedHead } from "./runs/find-tested-run.ts";
export { listRunJobs } from "./runs/list-run-jobs.ts";
export { distanceWords, type RankedRun, type SkippedRun } from "./runs/rank-base-runs.ts";
export { isSameRepository, readRun, runInEvent, type WorkflowRun } from "./runs/workflow-run.ts";
export { type CommitStatusRequest, setCommitStatus } from "./statuses/set-commit-status.ts";
