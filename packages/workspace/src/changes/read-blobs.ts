import type { RepoPath } from "@tollgate/model";
import { runGit, type WorkspaceEnvironment } from "../git/run-git.ts";

export type Blob = { readonly path: RepoPath; readonly id: string; readonly size: number };

/** Contents of blobs; none of them where git does not give them all. */
export function readBlobs(
  environment: WorkspaceEnvironment,
  blobs: readonly Blob[],
): ReadonlyMap<RepoPath, Buffer> {
  const files = new Map<RepoPath, Buffer>();
  if (blobs.length === 0) return files;
  const names = blobs.map(({ id }) => `${id}\n`).join("");
  const answer = runGit(environment, ["cat-file", "--batch"], names);
  if (!answer.ok) return files;
  let at = 0;
  for (const { path, size } of blobs) {
    const start = answer.stdout.indexOf(10, at) + 1;
    files.set(path, answer.stdout.subarray(start, start + size));
    at = start + size + 1;
  }
  return files;
}
