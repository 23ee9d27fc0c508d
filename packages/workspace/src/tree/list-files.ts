import { existsSync, realpathSync } from "node:fs";
import { delimiter, dirname, join, sep } from "node:path";
import { compareText, type Problem, type RepoPath } from "@tollgate/model";
import { remedyFor } from "../git/refusal.ts";
import { type GitAnswer, runGit, type WorkspaceEnvironment } from "../git/run-git.ts";
import { listingOptions, parseListing } from "./parse-listing.ts";
import { walk } from "./walk.ts";

/** Where the repository is and which files it has. */
export type Listing = {
  /** Absolute, with `/`. */
  readonly root: string;
  readonly hasGit: boolean;
  /** Sorted. */
  readonly files: readonly RepoPath[];
  readonly tracked: ReadonlySet<RepoPath>;
  readonly problems: readonly Problem[];
};

/** Asks git for the root and the files; without git every file below the working directory. */
export function listFiles({ cwd, env }: WorkspaceEnvironment): Listing {
  const start = realpathSync.native(cwd);
  const nearest = folderWithGit(start);
  // A git that calls us, as in a hook, says itself where the repository is.
  const isGiven = env["GIT_DIR"] !== undefined || env["GIT_WORK_TREE"] !== undefined;
  if (!isGiven) {
    if (nearest === undefined) return walkFiles(start, notARepository);
    const answer = askGit({ cwd: nearest, env: withoutLookingAbove(env, nearest) });
    if (answer.ok) return fromGit(nearest, answer);
  }
  const top = runGit({ cwd: start, env }, ["rev-parse", "--show-toplevel"]);
  if (!top.ok) return walkFiles(nearest ?? start, refusalOf(top));
  const root = top.stdout.toString("utf8").replace(/\r?\n$/, "");
  const answer = askGit({ cwd: root, env });
  return answer.ok ? fromGit(root, answer) : walkFiles(root, refusalOf(answer));
}

function folderWithGit(start: string): string | undefined {
  for (let folder = start; ; folder = dirname(folder)) {
    if (existsSync(join(folder, ".git"))) return folder;
    if (dirname(folder) === folder) return undefined;
  }
}

/**
 * Keeps git from a repository further up: then a good answer says that this folder is the root, and no other process
 * has to ask. (A folder `.git` need not be a repository.)
 */
function withoutLookingAbove(env: WorkspaceEnvironment["env"], folder: string): WorkspaceEnvironment["env"] {
  const ceilings = [env["GIT_CEILING_DIRECTORIES"], dirname(folder)].filter(Boolean);
  return { ...env, GIT_CEILING_DIRECTORIES: ceilings.join(delimiter) };
}

function askGit(root: WorkspaceEnvironment): GitAnswer {
  return runGit(root, [
    "ls-files",
    ...listingOptions,
    "--cached",
    "--others",
    "--exclude-standard",
    "--exclude=/.tollgate/out/", // what an earlier run wrote is no change
  ]);
}

function fromGit(root: string, answer: GitAnswer & { readonly ok: true }): Listing {
  const { tracked, untracked } = parseListing(answer.stdout);
  return {
    root: root.split(sep).join("/"),
    hasGit: true,
    files: [...tracked, ...untracked].sort(compareText),
    tracked,
    problems: unlistedFolders(answer.stderr),
  };
}

function unlistedFolders(stderr: string): readonly Problem[] {
  const warnings = stderr.matchAll(/^warning: could not open directory '(.*)': .*$/gm);
  return [...warnings].map(([, path]) => unreadableFolder(path!.replace(/\/$/, "")));
}

function walkFiles(root: string, problem: Problem): Listing {
  const files: RepoPath[] = [];
  const problems = [problem];
  walk(root, "", {
    enter: () => true,
    entry: (path) => void files.push(path),
    unreadable: (path) => void problems.push(unreadableFolder(path)),
  });
  return {
    root: root.split(sep).join("/"),
    hasGit: false,
    files: files.sort(compareText),
    tracked: new Set(),
    problems,
  };
}

function unreadableFolder(path: RepoPath): Problem {
  return {
    code: "unreadable-file",
    severity: "warning",
    message: "The folder may not be listed by this user, so its files are unknown.",
    remedy: "Give the user that runs Tollgate permission to read it, or add it to .gitignore.",
    path: path === "" ? "." : path,
  };
}

const consequence =
  "changes are unknown, and reports that belong to the repository or to another commit are not told from fresh ones";

const notARepository: Problem = {
  code: "no-git",
  severity: "warning",
  message: `This is no git repository: ${consequence}.`,
  remedy: "Run Tollgate inside a checkout; a downloaded archive has no history.",
};

function refusalOf(answer: GitAnswer & { readonly ok: false }): Problem {
  return {
    code: "no-git",
    severity: "warning",
    message: `There is a repository, but git does not read it (${answer.message}): ${consequence}.`,
    remedy: remedyFor(answer),
  };
}
