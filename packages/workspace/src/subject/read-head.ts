import type { Problem, RepoPath } from "@tollgate/model";
import { remedyFor } from "../git/refusal.ts";
import { type GitAnswer, runGit, type WorkspaceEnvironment } from "../git/run-git.ts";

/** What is checked out. */
export type Head = {
  /** Absent before the first commit. */
  readonly sha?: string;
  /** Absent when detached. */
  readonly branch?: string;
  /** Tracked files that differ from the commit, staged or not. */
  readonly changed: readonly RepoPath[];
};

/** Asks `git status`; without a head when git fails. */
export function readHead(environment: WorkspaceEnvironment): {
  readonly head?: Head;
  readonly problems: readonly Problem[];
} {
  const answer = runGit(environment, [
    "status",
    "--porcelain=v2",
    "--branch",
    "-z",
    "--untracked-files=no",
    "--ignore-submodules=dirty",
    "--no-renames",
    "--no-ahead-behind",
  ]);
  return answer.ok ? { head: parseStatus(answer.stdout), problems: [] } : { problems: [unknownHead(answer)] };
}

function unknownHead(answer: GitAnswer & { readonly ok: false }): Problem {
  return {
    code: "no-git",
    severity: "warning",
    message: `git does not tell what is checked out (${answer.message}), so commit and changes are unknown.`,
    remedy: remedyFor(answer),
  };
}

/** Reads the porcelain format v2 with `--branch` and `-z`. */
export function parseStatus(output: Buffer): Head {
  const records = output
    .toString("utf8")
    .split("\0")
    .filter((record) => record !== "");
  const header = (name: string): string | undefined =>
    records.find((record) => record.startsWith(`# ${name} `))?.slice(name.length + 3);
  const sha = header("branch.oid");
  const branch = header("branch.head");
  return {
    ...(sha === undefined || sha === "(initial)" ? {} : { sha }),
    ...(branch === undefined || branch === "(detached)" ? {} : { branch }),
    changed: records.filter((record) => !record.startsWith("# ")).map(pathOf),
  };
}

/** Behind eight fields, of a conflict behind ten. */
function pathOf(record: string): RepoPath {
  return record
    .split(" ")
    .slice(record.startsWith("u ") ? 10 : 8)
    .join(" ");
}
