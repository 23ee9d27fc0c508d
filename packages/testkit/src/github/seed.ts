import { createHash } from "node:crypto";
import type * as Kind from "./state.ts";
import { findRepository, type State } from "./state.ts";

type Given<Thing, Must extends keyof Thing> = Partial<Thing> & Pick<Thing, Must>;

/** Puts things into the fake's state; what is not given gets a plausible value. */
export type Seed = {
  readonly repository: (given: Given<Kind.Repository, "fullName">) => Kind.Repository;
  readonly account: (login: string) => Kind.Account;
  readonly commit: (given?: Partial<Kind.Commit>) => Kind.Commit;
  /** Moves a branch, and makes the commit known. */
  readonly branch: (name: string, sha: string, repository?: string) => void;
  readonly pullRequest: (given?: GivenPullRequest) => Kind.PullRequest;
  readonly file: (pull: Kind.PullRequest, given: Given<Kind.PullFile, "filename">) => Kind.PullFile;
  readonly review: (pull: Kind.PullRequest, given: Given<Kind.Review, "author">) => Kind.Review;
  readonly comment: (given: Given<Kind.Comment, "issue" | "body">) => Kind.Comment;
  readonly workflow: (given?: Partial<Kind.Workflow>) => Kind.Workflow;
  readonly run: (given?: GivenRun) => Kind.WorkflowRun;
  /**
   * A further attempt of a run. Jobs that are not among `rerun` (names) are carried over from the attempt before
   * with new ids and their old times; whether GitHub gives them new ids is unverified.
   */
  readonly attempt: (run: Kind.WorkflowRun, rerun: readonly string[]) => Kind.RunAttempt;
  readonly job: (run: Kind.WorkflowRun, given: Given<Kind.Job, "name">) => Kind.Job;
  readonly artifact: (run: Kind.WorkflowRun, given: Given<Kind.Artifact, "name" | "bytes">) => Kind.Artifact;
};

type GivenPullRequest = Partial<Omit<Kind.PullRequest, "head" | "base">> & {
  readonly head?: Partial<Kind.PullRequest["head"]>;
  readonly base?: Partial<Kind.PullRequest["base"]>;
};

type GivenRun = Partial<Omit<Kind.WorkflowRun, "attempts">> & {
  readonly status?: Kind.RunStatus;
  readonly conclusion?: string | null;
};

const ninetyDays = 90 * 24 * 3_600_000;

/** `main` is the repository that is meant when none is named. */
export function createSeed(state: State, main: string, now: () => number): Seed {
  const id = (): number => state.nextId++;
  const time = (ms = now()): string => new Date(ms).toISOString().replace(/\.\d+Z$/, "Z");
  const repositoryOf = (name: string): Kind.Repository =>
    findRepository(state, name) ?? seed.repository({ fullName: name, forkOf: main });
  const seed: Seed = {
    repository(given) {
      const made = { id: id(), defaultBranch: "main", isPrivate: false, branches: new Map(), ...given };
      state.repositories.set(made.fullName, made);
      return made;
    },
    account: (login) => accountOf(login),
    commit(given = {}) {
      const sha = given.sha ?? createHash("sha1").update(`commit ${id()}`).digest("hex");
      const basics = { parents: [], message: "A change", date: time(), author: accountOf("ada") };
      const made = { ...basics, ...given, sha };
      state.commits.set(sha, made);
      return made;
    },
    branch(name, sha, repository = main) {
      if (!state.commits.has(sha)) seed.commit({ sha });
      repositoryOf(repository).branches.set(name, sha);
    },
    pullRequest(given = {}) {
      const base = { branch: "main", sha: repositoryOf(main).branches.get("main"), ...given.base };
      const baseSha = base.sha ?? seed.commit().sha;
      const head = { repository: main, branch: "feature", ...given.head };
      const headSha = head.sha ?? seed.commit({ parents: [baseSha] }).sha;
      seed.branch(base.branch, baseSha);
      if (head.repository !== null) seed.branch(head.branch, headSha, head.repository);
      const made: Kind.PullRequest = {
        id: id(),
        number: state.pulls.length + 1,
        repository: main,
        author: accountOf("ada"),
        title: "A change",
        body: "",
        state: "open",
        isDraft: false,
        mergeSha: seed.commit({ parents: [baseSha, headSha] }).sha,
        files: [],
        reviews: [],
        createdAt: time(),
        updatedAt: time(),
        ...given,
        head: { ...head, sha: headSha },
        base: { ...base, sha: baseSha },
      };
      if (made.mergeSha !== null && !state.commits.has(made.mergeSha)) seed.commit({ sha: made.mergeSha });
      state.pulls.push(made);
      return made;
    },
    file(pull, given) {
      const patch = given.status === "removed" ? "@@ -1 +0,0 @@\n-old" : "@@ -1 +1 @@\n-old\n+new";
      const made = { status: "modified", additions: 1, deletions: 1, patch, ...given } as const;
      pull.files.push(made);
      return made;
    },
    review(pull, given) {
      const basics = { id: id(), commit: pull.head.sha, body: "", submittedAt: time() };
      const made = { state: "APPROVED", ...basics, ...given } as const;
      pull.reviews.push(made);
      return made;
    },
    comment(given) {
      const basics = { id: id(), repository: main, author: accountOf("grace") };
      const made = { ...basics, createdAt: time(), updatedAt: time(), ...given };
      state.comments.push(made);
      return made;
    },
    workflow(given = {}) {
      const made = { id: id(), repository: main, name: "ci", path: ".github/workflows/ci.yml", ...given };
      state.workflows.push(made);
      return made;
    },
    run(given = {}) {
      const { status = "in_progress", conclusion = null, ...rest } = given;
      repositoryOf(rest.headRepository ?? main);
      const workflow = rest.workflow ?? (state.workflows[0] ?? seed.workflow()).id;
      const made: Kind.WorkflowRun = {
        id: id(),
        number: state.runs.length + 1,
        repository: main,
        event: "push",
        headSha: rest.headSha ?? seed.commit().sha,
        headBranch: "main",
        headRepository: main,
        actor: accountOf("ada"),
        createdAt: time(),
        attempts: [{ number: 1, status, conclusion, startedAt: time() }],
        ...rest,
        workflow,
      };
      state.runs.push(made);
      return made;
    },
    attempt(run, rerun) {
      const number = run.attempts.length + 1;
      const made: Kind.RunAttempt = { number, status: "in_progress", conclusion: null, startedAt: time() };
      for (const job of state.jobs.filter((one) => one.run === run.id && one.attempt === number - 1))
        if (!rerun.includes(job.name)) state.jobs.push({ ...job, id: id(), attempt: number });
      run.attempts.push(made);
      return made;
    },
    job(run, given) {
      const basics = { id: id(), run: run.id, attempt: run.attempts.length, startedAt: time() };
      const outcome = { status: "completed", conclusion: "success", completedAt: time() } as const;
      const made = { ...basics, ...outcome, ...given };
      state.jobs.push(made);
      return made;
    },
    artifact(run, given) {
      const digest = `sha256:${createHash("sha256").update(given.bytes).digest("hex")}`;
      const basics = { id: id(), repository: run.repository, run: run.id, digest };
      const made = { ...basics, createdAt: time(), expiresAt: time(now() + ninetyDays), ...given };
      state.artifacts.push(made);
      return made;
    },
  };
  return seed;
}

/** The account of a login; a login that ends in `[bot]` is an app's. */
export function accountOf(login: string): Kind.Account {
  if (login === "github-actions[bot]") return { login, id: 41_898_282, type: "Bot" };
  const id = createHash("sha1").update(login).digest().readUInt32BE(0);
  return { login, id, type: login.endsWith("[bot]") ? "Bot" : "User" };
}
