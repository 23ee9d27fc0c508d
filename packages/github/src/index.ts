export { attemptOfResult, bundleArtifactPrefix, resultArtifactName } from "./artifacts/artifact-name.ts";
export { type Extracted, type ExtractOptions, extractZip } from "./artifacts/extract-zip.ts";
export { type ArtifactLimits, artifactLimits } from "./artifacts/limits.ts";

export { type CheckRunRequest, publishCheckRun } from "./checks/publish-check-run.ts";

export { createGithub } from "./client/create-github.ts";
export type { Github, GithubOptions, Identified, RouteParameters } from "./client/github.ts";
export { GithubError, type RefusalReason } from "./client/github-error.ts";
export { type CommentRequest, upsertComment } from "./comments/upsert-comment.ts";
export type { NotPublished, Published, PublishedThing } from "./published.ts";
export { parseRepository, type RepositoryName } from "./repository-name.ts";
export { type CommitStatusRequest, setCommitStatus } from "./statuses/set-commit-status.ts";
