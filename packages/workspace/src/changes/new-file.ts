import { lstatSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type ChangedFile, languageOf, type Problem, type RepoPath } from "@tollgate/model";
import { isBlank } from "./lines.ts";

/** 32 MiB: larger files are data. */
const maxBytes = 32 * 1024 * 1024;

/** A file that git does not know yet, as git would show it once added; `undefined` when it is gone by now. */
export function newFile(root: string, path: RepoPath): ChangedFile | Problem | undefined {
  const file = { path, change: "added", removed: [] } as const;
  try {
    const stats = lstatSync(join(root, path));
    // A symbolic link is one line, its target; what else is no file has no lines.
    if (stats.isSymbolicLink()) return { ...file, content: "text", added: [[1, 1]], blank: [] };
    if (!stats.isFile()) return { ...file, content: "binary", added: [], blank: [] };
    if (stats.size > maxBytes) return tooLarge(path, stats.size);
    return { ...file, ...linesOf(readFileSync(join(root, path)), path) };
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "";
    if (code === "") throw error;
    return code === "ENOENT" ? undefined : unreadable(path, code);
  }
}

/** All lines of a text as added lines. A source is a text, also with a NUL in it. */
function linesOf(bytes: Buffer, path: RepoPath): Pick<ChangedFile, "content" | "added" | "blank"> {
  if (languageOf(path) === undefined && looksBinary(bytes))
    return { content: "binary", added: [], blank: [] };
  const blank: number[] = [];
  let line = 0;
  for (let start = 0; start < bytes.length; ) {
    const found = bytes.indexOf(10, start);
    const end = found < 0 ? bytes.length : found;
    line++;
    if (isBlank(bytes, start, end)) blank.push(line);
    start = end + 1;
  }
  return { content: "text", added: line === 0 ? [] : [[1, line]], blank };
}

/** Git's rule: a NUL among the first 8,000 bytes. */
export function looksBinary(bytes: Buffer): boolean {
  return bytes.subarray(0, 8000).includes(0);
}

function tooLarge(path: RepoPath, size: number): Problem {
  return {
    code: "file-too-large",
    severity: "warning",
    message: `The untracked file has ${size} bytes; above ${maxBytes} its lines are not counted as changed.`,
    remedy: "If it is data, add it to .gitignore.",
    path,
  };
}

function unreadable(path: RepoPath, code: string): Problem {
  return {
    code: "unreadable-file",
    severity: "warning",
    message: `The untracked file cannot be read (${code}), so its lines are not counted as changed.`,
    remedy: "Give the user that runs Tollgate permission to read it, or add it to .gitignore.",
    path,
  };
}
