import { type Dirent, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { RepoPath } from "@tollgate/model";

export type WalkVisitor = {
  /** Whether to look into a folder. */
  readonly enter: (path: RepoPath) => boolean;
  /** Everything that is not a folder, in no particular order. */
  readonly entry: (path: RepoPath, entry: Dirent) => void;
  /** A folder that could not be listed. */
  readonly unreadable: (path: RepoPath) => void;
};

/**
 * Visits what lies below `root/from`. Symbolic links are entries, never followed. Installed packages, git's and our
 * own folder, and other checkouts inside this one (clones, worktrees; submodules belong here) are left out.
 */
export function walk(root: string, from: RepoPath, visitor: WalkVisitor): void {
  const folders = [from];
  for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
    const entries = list(root, folder, visitor);
    if (folder !== "" && entries.some((entry) => isForeignCheckout(root, folder!, entry))) continue;
    for (const entry of entries) {
      if (neverVisited.has(entry.name)) continue;
      const path = folder === "" ? entry.name : `${folder}/${entry.name}`;
      if (!entry.isDirectory()) visitor.entry(path, entry);
      else if (visitor.enter(path)) folders.push(path);
    }
  }
}

const neverVisited: ReadonlySet<string> = new Set(["node_modules", ".git", ".tollgate"]);

function list(root: string, folder: RepoPath, visitor: WalkVisitor): readonly Dirent[] {
  try {
    return readdirSync(join(root, folder), { withFileTypes: true });
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "";
    if (code === "") throw error;
    if (code !== "ENOENT") visitor.unreadable(folder); // what was removed meanwhile is no loss
    return [];
  }
}

/** A clone has a folder `.git`, a worktree a file that points into `worktrees/`, a submodule into `modules/`. */
function isForeignCheckout(root: string, folder: RepoPath, entry: Dirent): boolean {
  if (entry.name !== ".git") return false;
  if (entry.isDirectory()) return true;
  try {
    return /[\\/]worktrees[\\/]/.test(readFileSync(join(root, folder, ".git"), "utf8"));
  } catch {
    return false; // not readable, so not a pointer of ours to obey: look into the folder
  }
}
