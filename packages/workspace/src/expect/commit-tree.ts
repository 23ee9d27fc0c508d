import type { PackageRef, RepoPath } from "@tollgate/model";
import { readBaseFiles } from "../changes/read-base-files.ts";
import { runGit, type WorkspaceEnvironment } from "../git/run-git.ts";
import { isManifest, type ManifestSource } from "../packages/manifests.ts";
import { readPackages } from "../packages/read-packages.ts";
import { readRepositoryName } from "../subject/repository-name.ts";
import { isTurboConfig, readSnapshot, type Snapshot } from "./snapshot.ts";

/** A commit: its files as git keeps them, and what it says about packages and tasks. */
export type CommitTree = { readonly entries: ReadonlyMap<RepoPath, TreeEntry>; readonly snapshot: Snapshot };

export type TreeEntry = {
  /** `100644`; `120000` for a link, `160000` for a submodule. */
  readonly mode: string;
  /** Of the text, or of a submodule's commit. */
  readonly id: string;
};

/** Reads a commit; `undefined` where this clone does not have it. `environment.cwd` is the repository's root. */
export async function readCommitTree(
  environment: WorkspaceEnvironment,
  commit: string,
): Promise<CommitTree | undefined> {
  const entries = readEntries(environment, commit);
  if (entries === undefined) return undefined;
  const source = commitSource(environment, commit, [...entries.keys()]);
  const packages: readonly PackageRef[] = (
    await readPackages(source, () => readRepositoryName(environment, true))
  ).packages;
  return { entries, snapshot: readSnapshot(source, packages) };
}

export function readEntries(
  environment: WorkspaceEnvironment,
  commit: string,
): ReadonlyMap<RepoPath, TreeEntry> | undefined {
  if (!/^[0-9a-f]{40,64}$/.test(commit)) return undefined;
  const answer = runGit(environment, ["ls-tree", "-r", "-z", "--full-tree", commit]);
  return answer.ok ? parseEntries(answer.stdout) : undefined;
}

/** Reads `git ls-tree -r -z`: `100644 blob <id>\tpath`. */
function parseEntries(output: Buffer): ReadonlyMap<RepoPath, TreeEntry> {
  const entries = new Map<RepoPath, TreeEntry>();
  for (const record of output.toString("utf8").split("\0")) {
    const tab = record.indexOf("\t");
    const [mode = "", , id = ""] = record.slice(0, Math.max(0, tab)).split(" ");
    if (tab > 0) entries.set(record.slice(tab + 1), { mode, id });
  }
  return entries;
}

function commitSource(
  environment: WorkspaceEnvironment,
  commit: string,
  files: readonly RepoPath[],
): ManifestSource {
  const texts = readBaseFiles(
    environment,
    commit,
    files.filter((path) => isManifest(path) || isTurboConfig(path)),
  );
  return {
    files: [...files].sort(),
    read(path) {
      const bytes = texts.get(path);
      return bytes === undefined ? undefined : { text: bytes.toString("utf8").replace(/^\uFEFF/, "") };
    },
  };
}
