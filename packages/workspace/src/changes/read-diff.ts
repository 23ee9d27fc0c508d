import { closeSync, openSync, readSync } from "node:fs";
import { join } from "node:path";
import { type ChangedFile, languageOf, type RepoPath } from "@tollgate/model";
import { runGit, type WorkspaceEnvironment } from "../git/run-git.ts";
import { looksBinary } from "./new-file.ts";
import { type ParsedDiff, parseDiff } from "./parse-diff.ts";

export type UnknownChanges = { readonly reason: string; readonly remedy: string };

/** Every option that a user's configuration could change is given. */
const diffOptions = ["--no-color", "--no-ext-diff", "--no-relative", "--find-renames", "-l1000"];

const patchOptions = [
  "--patch",
  "--unified=0",
  "--inter-hunk-context=0",
  "--no-textconv",
  "--diff-algorithm=myers",
  "--indent-heuristic",
  "--src-prefix=a/",
  "--dst-prefix=b/",
  "--submodule=short",
  "--ignore-submodules=dirty",
];

/** A file that the work tree does not have as a commit has it, by its name there. */
export type DifferingFile = { readonly oldPath: RepoPath; readonly path: RepoPath };

/** Files of a commit that the work tree has otherwise, elsewhere or no more. `git` is at the root. */
export function readNames(
  git: WorkspaceEnvironment,
  base: string,
): readonly DifferingFile[] | UnknownChanges {
  const options = [...diffOptions, "--name-status", "-z", "--ignore-submodules=dirty"];
  const answer = runGit(git, ["diff", ...options, "--end-of-options", base, "--"]);
  if (!answer.ok) return refused(base, answer.message);
  const fields = answer.stdout.toString("utf8").split("\0");
  const files: DifferingFile[] = [];
  for (let at = 0; at + 1 < fields.length; at += 2) {
    const oldPath = fields[at + 1]!;
    const isRenamed = fields[at]!.startsWith("R");
    if (!fields[at]!.startsWith("A")) files.push({ oldPath, path: isRenamed ? fields[at + 2]! : oldPath });
    if (isRenamed) at++;
  }
  return files;
}

/** The difference between a commit and the work tree, of all tracked files or of some. `git` is at the root. */
export function readDiff(
  git: WorkspaceEnvironment,
  base: string,
  paths: readonly RepoPath[] = [],
): ParsedDiff | UnknownChanges {
  const diff = runDiff(git, { base, paths });
  if ("reason" in diff) return diff;
  // An attribute (`-diff`, `binary`) or a NUL in a source may make a text binary and would hide its lines: then all
  // are asked for as text.
  const hidden = new Set(diff.files.filter((file) => isHiddenText(git.cwd, file)).map(({ path }) => path));
  if (hidden.size === 0) return diff;
  const texts = runDiff(git, { base, paths, more: ["--text"] });
  if ("reason" in texts) return texts;
  const shown = new Map(texts.files.map((file) => [file.path, file]));
  return { files: diff.files.map((file) => (hidden.has(file.path) ? (shown.get(file.path) ?? file) : file)) };
}

type DiffQuestion = {
  readonly base: string;
  readonly paths: readonly RepoPath[];
  readonly more?: readonly string[];
};

function runDiff(
  git: WorkspaceEnvironment,
  { base, paths, more = [] }: DiffQuestion,
): ParsedDiff | UnknownChanges {
  const options = [...diffOptions, ...patchOptions, ...more];
  const specs = paths.map((path) => `:(top,literal)${path}`);
  const answer = runGit(git, ["diff", ...options, "--end-of-options", base, "--", ...specs]);
  if (!answer.ok) return refused(base, answer.message);
  const parsed = parseDiff(answer.stdout);
  if (parsed.doubt === undefined) return parsed;
  return {
    reason: `line ${parsed.doubt.line} of the output of git diff is ${parsed.doubt.message}`,
    remedy: "Report this with the output of `git diff`; until then compare with another --base.",
  };
}

function refused(base: string, message: string): UnknownChanges {
  return {
    reason: `git cannot compare the work tree with ${base.slice(0, 12)} (${message})`,
    remedy: "Run `git diff` with that commit here and mend what it says.",
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
