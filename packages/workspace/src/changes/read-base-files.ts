import type { RepoPath } from "@tollgate/model";
import { runGit, type WorkspaceEnvironment } from "../git/run-git.ts";
import { type Blob, readBlobs } from "./read-blobs.ts";

/** 2 MiB: a larger file is generated. */
const maxBytes = 2 * 1024 * 1024;

/**
 * Contents of files as they are in a commit, whatever its kind of line end. Not there: what the commit does not have,
 * what is no file, large files, and names with a line end in them, which git's list of names cannot hold.
 */
export function readBaseFiles(
  environment: WorkspaceEnvironment,
  commit: string,
  paths: readonly RepoPath[],
): ReadonlyMap<RepoPath, Buffer> {
  const named = paths.filter((path) => !path.includes("\n"));
  if (named.length === 0) return new Map();
  // Asking for sizes first takes another process; it is worth it only where the files are large.
  return (
    readAtOnce(environment, commit, named) ?? readBlobs(environment, blobsOf(environment, commit, named))
  );
}

/** 16 MiB: more may be files that are too large. */
const mostAtOnce = 16 * 1024 * 1024;

/** All of them with what they hold, or `undefined` where that is too much. */
function readAtOnce(
  environment: WorkspaceEnvironment,
  commit: string,
  paths: readonly RepoPath[],
): ReadonlyMap<RepoPath, Buffer> | undefined {
  const names = paths.map((path) => `${commit}:${path}\n`).join("");
  const answer = runGit(environment, ["cat-file", "--batch"], names, mostAtOnce);
  if (!answer.ok) return undefined;
  const { stdout } = answer;
  const files = new Map<RepoPath, Buffer>();
  let at = 0;
  for (const path of paths) {
    const end = stdout.indexOf(10, at);
    const head = stdout.toString("utf8", at, end);
    const [, type, size] = /^[0-9a-f]{40,64} (\w+) (\d+)$/.exec(head) ?? [];
    at = end + 1;
    if (size === undefined) continue; // missing
    if (type === "blob" && Number(size) <= maxBytes) files.set(path, stdout.subarray(at, at + Number(size)));
    at += Number(size) + 1;
  }
  return files;
}

/** Git answers in the order in which it is asked: `<id> blob <size>`, or that there is none. */
function blobsOf(
  environment: WorkspaceEnvironment,
  commit: string,
  paths: readonly RepoPath[],
): readonly Blob[] {
  const names = paths.map((path) => `${commit}:${path}\n`).join("");
  const answer = runGit(environment, ["cat-file", "--batch-check"], names);
  if (!answer.ok) return [];
  const lines = answer.stdout.toString("utf8").split("\n");
  return paths.flatMap((path, i) => {
    const [, id, size] = /^([0-9a-f]{40,64}) blob (\d+)$/.exec(lines[i] ?? "") ?? [];
    return id === undefined || Number(size) > maxBytes ? [] : [{ path, id, size: Number(size) }];
  });
}
