import { closeSync, openSync, readSync } from "node:fs";
import { join } from "node:path";
import {
  type ChangedFile,
  type ChangeSet,
  compareText,
  languageOf,
  type Problem,
  type RepoPath,
  type RepoTree,
  type Subject,
} from "@tollgate/model";
import { runGit, type WorkspaceEnvironment } from "../git/run-git.ts";
import { trackedFiles } from "../tree/tracked-files.ts";
import { looksBinary, newFile } from "./new-file.ts";
import { type ParsedDiff, parseDiff } from "./parse-diff.ts";

/** What changed, or why that is unknown and what to do. */
export type ChangesAnswer =
  | { readonly changes: ChangeSet; readonly problems: readonly Problem[] }
  | UnknownChanges;

export type UnknownChanges = { readonly reason: string; readonly remedy: string };

/** The difference between the merge base and the work tree, untracked files included. Unknown without a merge base. */
export function readChanges(
  environment: WorkspaceEnvironment,
  tree: RepoTree,
  subject: Subject,
): ChangesAnswer {
  const base = subject.mergeBaseSha;
  if (base === undefined) return whyUnknown(tree, subject);
  const git: WorkspaceEnvironment = { ...environment, cwd: tree.root };
  const diff = readDiff(git, base);
  if ("reason" in diff) return diff;
  const files = new Map(diff.files.map((file) => [file.path, file]));
  const problems: Problem[] = [];
  for (const path of untrackedFiles(tree, environment)) {
    const file = newFile(tree.root, path);
    if (file === undefined) continue;
    if ("code" in file) problems.push(file);
    else files.set(path, file);
  }
  const sorted = [...files.values()].sort((a, b) => compareText(a.path, b.path));
  return { changes: { baseSha: base, files: sorted }, problems };
}

function whyUnknown(tree: RepoTree, { headSha, baseRef, baseSha }: Subject): UnknownChanges {
  if (!tree.hasGit)
    return { reason: "git reads no repository here", remedy: "Run Tollgate inside a checkout, with git." };
  if (headSha === undefined)
    return { reason: "there is no commit yet", remedy: "Commit the work, then run Tollgate again." };
  if (baseRef === undefined)
    return {
      reason: "there is no default branch here to compare with",
      remedy: "Pass --base with a branch, tag or commit.",
    };
  return {
    reason:
      baseSha === undefined
        ? `the base ${baseRef} is not in this clone`
        : `the commit where HEAD and ${baseRef} part is not in this clone`,
    remedy: "Fetch the whole history: `fetch-depth: 0` in actions/checkout, or `git fetch --unshallow`.",
  };
}

function untrackedFiles(tree: RepoTree, { env }: WorkspaceEnvironment): readonly RepoPath[] {
  const tracked = trackedFiles(tree, env);
  return tree.files.filter((path) => !tracked.has(path));
}

/** Every option that a user's configuration could change is given. */
const diffOptions = [
  "--patch",
  "--unified=0",
  "--inter-hunk-context=0",
  "--no-color",
  "--no-ext-diff",
  "--no-textconv",
  "--no-relative",
  "--find-renames",
  "-l1000",
  "--diff-algorithm=myers",
  "--indent-heuristic",
  "--src-prefix=a/",
  "--dst-prefix=b/",
  "--submodule=short",
  "--ignore-submodules=dirty",
];

function readDiff(git: WorkspaceEnvironment, base: string): ParsedDiff | UnknownChanges {
  const diff = runDiff(git, base, []);
  if ("reason" in diff) return diff;
  // An attribute (`-diff`, `binary`) or a NUL in a source may make a text binary and would hide its lines: then all
  // are asked for as text.
  const hidden = new Set(diff.files.filter((file) => isHiddenText(git.cwd, file)).map(({ path }) => path));
  if (hidden.size === 0) return diff;
  const texts = runDiff(git, base, ["--text"]);
  if ("reason" in texts) return texts;
  const shown = new Map(texts.files.map((file) => [file.path, file]));
  return { files: diff.files.map((file) => (hidden.has(file.path) ? (shown.get(file.path) ?? file) : file)) };
}

function runDiff(
  git: WorkspaceEnvironment,
  base: string,
  more: readonly string[],
): ParsedDiff | UnknownChanges {
  const answer = runGit(git, ["diff", ...diffOptions, ...more, "--end-of-options", base, "--"]);
  if (!answer.ok)
    return {
      reason: `git cannot compare the work tree with ${base.slice(0, 12)} (${answer.message})`,
      remedy: "Run `git diff` with that commit here and mend what it says.",
    };
  const parsed = parseDiff(answer.stdout);
  if (parsed.doubt === undefined) return parsed;
  return {
    reason: `line ${parsed.doubt.line} of the output of git diff is ${parsed.doubt.message}`,
    remedy: "Report this with the output of `git diff`; until then compare with another --base.",
  };
}

function isHiddenText(root: string, { path, content, change }: ChangedFile): boolean {
  if (content !== "binary" || change === "deleted") return false;
  if (languageOf(path) !== undefined) return true;
  try {
    const file = openSync(join(root, path), "r");
    try {
      const head = Buffer.alloc(8000);
      return !looksBinary(head.subarray(0, readSync(file, head)));
    } finally {
      closeSync(file);
    }
  } catch {
    return false; // not there or not readable: git has said all that can be known
  }
}
