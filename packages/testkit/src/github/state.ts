/** Whom an action is attributed to. */
export type Account = {
  readonly login: string;
  readonly id: number;
  readonly type: "User" | "Bot" | "Organization";
};

export type Repository = {
  readonly id: number;
  readonly fullName: string;
  readonly defaultBranch: string;
  readonly isPrivate: boolean;
  /** Full name of the repository that this is a fork of. */
  readonly forkOf?: string;
  /** Tips by branch name. */
  readonly branches: Map<string, string>;
};

/** Commits belong to no repository: forks share their objects with it, as on GitHub. */
export type Commit = {
  readonly sha: string;
  readonly parents: readonly string[];
  readonly message: string;
  readonly date: string;
  readonly author: Account;
};

export type PullFile = {
  readonly filename: string;
  readonly status: "added" | "removed" | "modified" | "renamed";
  readonly previousFilename?: string;
  readonly additions: number;
  readonly deletions: number;
  /** Absent for binary and for large files. */
  readonly patch?: string | undefined;
};

export type Review = {
  readonly id: number;
  readonly author: Account;
  readonly state: "APPROVED" | "CHANGES_REQUESTED" | "COMMENTED" | "DISMISSED" | "PENDING";
  readonly commit: string;
  readonly body: string;
  readonly submittedAt: string;
};

export type PullRequest = {
  readonly id: number;
  readonly number: number;
  readonly repository: string;
  readonly author: Account;
  title: string;
  body: string;
  state: "open" | "closed";
  isDraft: boolean;
  /** `repository` is null when the fork was deleted. */
  head: { readonly repository: string | null; readonly branch: string; sha: string };
  base: { readonly branch: string; sha: string };
  /** The test merge commit (`refs/pull/N/merge`); null while the two conflict. */
  mergeSha: string | null;
  /** The commit of the base branch that it was merged as; it is closed then. */
  mergedAs?: string;
  readonly files: PullFile[];
  readonly reviews: Review[];
  readonly createdAt: string;
  updatedAt: string;
};

export type Comment = {
  readonly id: number;
  readonly repository: string;
  readonly issue: number;
  readonly author: Account;
  body: string;
  readonly createdAt: string;
  updatedAt: string;
};

export type App = { readonly id: number; readonly slug: string; readonly name: string };

export type CheckSuite = {
  readonly id: number;
  readonly repository: string;
  readonly headSha: string;
  readonly app: App;
  readonly createdAt: string;
};

export type CheckAnnotation = {
  readonly path: string;
  readonly start_line: number;
  readonly end_line: number;
  readonly start_column?: number;
  readonly end_column?: number;
  readonly annotation_level: "notice" | "warning" | "failure";
  readonly message: string;
  readonly title?: string;
  readonly raw_details?: string;
};

export type CheckRun = {
  readonly id: number;
  readonly repository: string;
  readonly suite: number;
  readonly headSha: string;
  name: string;
  status: "queued" | "in_progress" | "completed" | "waiting" | "requested" | "pending";
  conclusion: string | null;
  externalId: string;
  detailsUrl: string;
  startedAt: string | null;
  completedAt: string | null;
  title: string | null;
  summary: string | null;
  text: string | null;
  readonly annotations: CheckAnnotation[];
};

export type CommitStatus = {
  readonly id: number;
  readonly repository: string;
  readonly sha: string;
  readonly state: "error" | "failure" | "pending" | "success";
  readonly context: string;
  readonly description: string | null;
  readonly targetUrl: string | null;
  readonly creator: Account;
  readonly createdAt: string;
};

export type Workflow = {
  readonly id: number;
  readonly repository: string;
  readonly name: string;
  readonly path: string;
};

export type RunStatus = "queued" | "in_progress" | "completed" | "waiting" | "requested" | "pending";

export type RunAttempt = {
  readonly number: number;
  status: RunStatus;
  conclusion: string | null;
  readonly startedAt: string;
};

export type WorkflowRun = {
  readonly id: number;
  readonly number: number;
  readonly repository: string;
  readonly workflow: number;
  readonly event: string;
  readonly headSha: string;
  readonly headBranch: string | null;
  readonly headRepository: string;
  readonly actor: Account;
  readonly createdAt: string;
  /** Oldest first; the run's own state is that of the last. */
  readonly attempts: RunAttempt[];
};

export type Job = {
  readonly id: number;
  readonly run: number;
  readonly attempt: number;
  readonly name: string;
  /** The machine that it runs on; a job that waits for one has none. */
  runner: string | null;
  status: RunStatus;
  conclusion: string | null;
  readonly startedAt: string;
  completedAt: string | null;
};

export type Artifact = {
  readonly id: number;
  readonly repository: string;
  readonly run: number;
  readonly name: string;
  /** The zip as it was uploaded. */
  bytes: Uint8Array;
  /** `sha256:` and the hash of the bytes; null for artifacts of old clients. */
  digest: string | null;
  readonly createdAt: string;
  readonly expiresAt: string;
};

/** All that the fake knows. Tests look at it, and may change it between two requests. */
export type State = {
  readonly repositories: Map<string, Repository>;
  readonly commits: Map<string, Commit>;
  readonly pulls: PullRequest[];
  readonly comments: Comment[];
  readonly checkSuites: CheckSuite[];
  readonly checkRuns: CheckRun[];
  readonly statuses: CommitStatus[];
  readonly workflows: Workflow[];
  readonly runs: WorkflowRun[];
  readonly jobs: Job[];
  readonly artifacts: Artifact[];
  nextId: number;
  /** Whether the pull requests of a commit lack those from forks, as they may on GitHub (unverified). */
  omitsForkPulls: boolean;
};

/** Ids beyond 32 bits, as GitHub's are. */
const firstId = 5_000_000_001;

export function createState(): State {
  return {
    repositories: new Map(),
    commits: new Map(),
    pulls: [],
    comments: [],
    checkSuites: [],
    checkRuns: [],
    statuses: [],
    workflows: [],
    runs: [],
    jobs: [],
    artifacts: [],
    nextId: firstId,
    omitsForkPulls: true,
  };
}

/** The author of what a workflow's own token writes. */
export const actionsBot: Account = { login: "github-actions[bot]", id: 41_898_282, type: "Bot" };

export const actionsApp: App = { id: 15_368, slug: "github-actions", name: "GitHub Actions" };
