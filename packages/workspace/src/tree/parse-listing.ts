import type { RepoPath } from "@tollgate/model";

/** Options of `git ls-files` that `parseListing` reads. */
export const listingOptions: readonly string[] = ["-z", "-t", "--stage"];

/** Reads `git ls-files -z -t --stage`: `H 100644 <blob> 0\tpath` for tracked files, `? path` for others. */
export function parseListing(output: Buffer): {
  readonly tracked: ReadonlySet<RepoPath>;
  readonly untracked: readonly RepoPath[];
} {
  const tracked = new Set<RepoPath>(); // a file in conflict is listed several times
  const untracked: RepoPath[] = [];
  for (const record of output.toString("utf8").split("\0")) {
    if (record.startsWith("? ")) {
      if (!record.endsWith("/")) untracked.push(record.slice(2)); // a folder is a repository of its own
    } else if (record !== "" && !record.startsWith(submodule, 2)) {
      tracked.add(record.slice(record.indexOf("\t") + 1));
    }
  }
  return { tracked, untracked };
}

const submodule = "160000 ";
