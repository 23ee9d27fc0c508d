import { type Problem, type RepoPath, type RepoTree, type Subject, usageError } from "@tollgate/model";
import { remedyFor } from "../git/refusal.ts";
import { runGit, type WorkspaceEnvironment } from "../git/run-git.ts";
import { trackedFiles } from "../tree/tracked-files.ts";
import { type BaseAnswer, defaultBase, eventBase, namedBase } from "./find-base.ts";
import { checksOutEventSha, type GithubEvent, readGithubEvent, shaFrom } from "./github-event.ts";
import { type Head, readHead } from "./read-head.ts";
import { readRepositoryName } from "./repository-name.ts";

export type ReadSubjectOptions = {
  /** A branch, tag or commit to compare with. @default the event's base, else the upstream default branch */
  readonly base?: string;
};

type SubjectAnswer = {
  readonly subject: Subject;
  /** Tracked files that differ from the commit; absent where git does not tell. */
  readonly changed?: readonly RepoPath[];
  readonly problems: readonly Problem[];
};

/** What is judged, as git and GitHub's variables tell. Throws a usage error when `base` cannot be found. */
export function readSubject(
  environment: WorkspaceEnvironment,
  tree: RepoTree,
  options: ReadSubjectOptions = {},
): SubjectAnswer {
  const git: WorkspaceEnvironment = { ...environment, cwd: tree.root };
  const { event, problems: eventProblems } = readGithubEvent(environment.env);
  const repository = readRepositoryName(git, tree.hasGit);
  const { head, commit, problems: headProblems } = readCommit(environment, tree);
  const { base, problems: baseProblems } =
    head?.sha === undefined ? withoutHead(git, options.base) : findBase(git, head, event, options.base);
  return {
    subject: {
      ...(repository === undefined ? {} : { repository }),
      ...commit,
      ...(head === undefined ? {} : { dirty: head.changed.length > 0 || hasUntracked(tree, environment) }),
      ...base,
      ...(event === undefined ? {} : { event: event.name }),
      ...(event?.pullRequest === undefined ? {} : { pullRequest: event.pullRequest }),
    },
    ...(head === undefined ? {} : { changed: head.changed }),
    problems: [...eventProblems, ...headProblems, ...baseProblems],
  };
}

/** The commit alone, for evidence that is judged elsewhere: no base is looked for. */
export function readCollected(environment: WorkspaceEnvironment, tree: RepoTree): SubjectAnswer {
  const { head, commit, problems } = readCommit(environment, tree);
  return { subject: commit, ...(head === undefined ? {} : { changed: head.changed }), problems };
}

type CommitAnswer = {
  readonly head?: Head;
  readonly commit: Pick<Subject, "headSha" | "eventSha">;
  readonly problems: readonly Problem[];
};

/** The commit that git says is checked out; where git cannot tell, the one that GitHub checks out for its event. */
function readCommit(environment: WorkspaceEnvironment, tree: RepoTree): CommitAnswer {
  const { head, problems } = tree.hasGit
    ? readHead({ ...environment, cwd: tree.root })
    : { head: undefined, problems: [] };
  const eventSha = shaFrom(environment.env["GITHUB_SHA"]);
  const headSha = head?.sha ?? (checksOutEventSha(environment.env) ? eventSha : undefined);
  return {
    ...(head === undefined ? {} : { head }),
    commit: {
      ...(headSha === undefined ? {} : { headSha }),
      ...(eventSha === undefined ? {} : { eventSha }),
    },
    problems,
  };
}

function findBase(
  git: WorkspaceEnvironment,
  head: Head,
  event: GithubEvent | undefined,
  named: string | undefined,
): BaseAnswer {
  if (named !== undefined) return namedBase(git, named);
  if (event?.base !== undefined) return eventBase(git, head, event, event.base);
  return defaultBase(git, head, event?.defaultBranch);
}

/** Nothing can be compared; a base that was asked for all the same is refused with what git itself says. */
function withoutHead(git: WorkspaceEnvironment, named: string | undefined): BaseAnswer {
  if (named === undefined) return { base: {}, problems: [] };
  const base = `--base ${JSON.stringify(named.slice(0, 200))}`;
  const answer = runGit(git, ["status", "--porcelain", "--untracked-files=no"]);
  if (answer.ok)
    throw usageError(
      `${base} needs a commit to compare, and this repository has none yet.`,
      "Commit the work first, or leave --base out.",
    );
  if (/not a git repository/.test(answer.message))
    throw usageError(
      `${base} needs a git repository, and here is none (${answer.message}).`,
      "Run Tollgate inside a checkout, or leave --base out.",
    );
  throw usageError(
    `${base} cannot be found, as git reads no repository here: ${answer.message}.`,
    remedyFor(answer),
  );
}

function hasUntracked(tree: RepoTree, { env }: WorkspaceEnvironment): boolean {
  return tree.files.length > trackedFiles(tree, env).size;
}
