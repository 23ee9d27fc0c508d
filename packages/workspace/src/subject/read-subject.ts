import { type Problem, type RepoTree, type Subject, usageError } from "@tollgate/model";
import type { WorkspaceEnvironment } from "../git/run-git.ts";
import { trackedFiles } from "../tree/tracked-files.ts";
import { type BaseAnswer, defaultBase, eventBase, namedBase } from "./find-base.ts";
import { type GithubEvent, readGithubEvent } from "./github-event.ts";
import { type Head, readHead } from "./read-head.ts";
import { readRepositoryName } from "./repository-name.ts";

export type ReadSubjectOptions = {
  /** A branch, tag or commit to compare with. @default the event's base, else the upstream default branch */
  readonly base?: string;
};

/** What is judged, as git and GitHub's variables tell. Throws a usage error when `base` cannot be found. */
export function readSubject(
  environment: WorkspaceEnvironment,
  tree: RepoTree,
  options: ReadSubjectOptions = {},
): { readonly subject: Subject; readonly problems: readonly Problem[] } {
  const git: WorkspaceEnvironment = { ...environment, cwd: tree.root };
  const { event, problems: eventProblems } = readGithubEvent(environment.env);
  const repository = readRepositoryName(git, tree.hasGit);
  const { head, problems: headProblems } = tree.hasGit ? readHead(git) : { problems: [] };
  const { base, problems: baseProblems } = findBase(git, head, event, options.base);
  return {
    subject: {
      ...(repository === undefined ? {} : { repository }),
      ...(head?.sha === undefined ? {} : { headSha: head.sha }),
      ...(head === undefined ? {} : { dirty: head.changed || hasUntracked(tree, environment) }),
      ...base,
      ...(event === undefined ? {} : { event: event.name }),
      ...(event?.pullRequest === undefined ? {} : { pullRequest: event.pullRequest }),
    },
    problems: [...eventProblems, ...headProblems, ...baseProblems],
  };
}

function findBase(
  git: WorkspaceEnvironment,
  head: Head | undefined,
  event: GithubEvent | undefined,
  named: string | undefined,
): BaseAnswer {
  if (head?.sha === undefined) {
    if (named !== undefined)
      throw usageError(
        `--base ${JSON.stringify(named.slice(0, 200))} needs a git repository with a commit, and here is none.`,
        "Run Tollgate inside a checkout, or leave --base out.",
      );
    return { base: {}, problems: [] };
  }
  if (named !== undefined) return namedBase(git, named);
  if (event?.base !== undefined) return eventBase(git, head, event, event.base);
  return defaultBase(git, head, event?.defaultBranch);
}

function hasUntracked(tree: RepoTree, { env }: WorkspaceEnvironment): boolean {
  return tree.files.length > trackedFiles(tree, env).size;
}
