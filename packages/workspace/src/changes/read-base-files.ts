import type { RepoPath } from "@tollgate/model";
import { runGit, type WorkspaceEnvironment } from "../git/run-git.ts";

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
  const files = new Map<RepoPath, Buffer>();
  const named = paths.filter((path) => !path.includes("\n"));
  const wanted = blobsOf(environment, commit, named);
  if (wanted.length === 0) return files;
  const names = wanted.map(({ id }) => `${id}\n`).join("");
  const answer = runGit(environment, ["cat-file", "--batch"], names);
  if (!answer.ok) return files;
  let at = 0;
  for (const { path, size } of wanted) {
    const start = answer.stdout.indexOf(10, at) + 1;
    files.set(path, answer.stdout.subarray(start, start + size));
    at = start + size + 1;
  }
  return files;
}

type Blob = { readonly path: RepoPath; readonly id: string; readonly size: number };

/** Git answers in the order in which it is asked: `<id> blob <size>`, or that there is none. */
function blobsOf(
  environment: WorkspaceEnvironment,
  commit: string,
  paths: readonly RepoPath[],
): readonly Blob[] {
  if (paths.length === 0) return [];
  const names = paths.map((path) => `${commit}:${path}\n`).join("");
  const answer = runGit(environment, ["cat-file", "--batch-check"], names);
  if (!answer.ok) return [];
  const lines = answer.stdout.toString("utf8").split("\n");
  return paths.flatMap((path, i) => {
    const [, id, size] = /^([0-9a-f]{40,64}) blob (\d+)$/.exec(lines[i] ?? "") ?? [];
    return id === undefined || Number(size) > maxBytes ? [] : [{ path, id, size: Number(size) }];
  });
}
