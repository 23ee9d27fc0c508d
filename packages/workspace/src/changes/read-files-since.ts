import type { ChangedFile, RepoPath, RepoTree } from "@tollgate/model";
import { runGit, type WorkspaceEnvironment } from "../git/run-git.ts";
import { type DifferingFile, readDiff, readNames, type UnknownChanges } from "./read-diff.ts";

/** What became of files of a commit in the work tree, by their paths there. Not in it: what the commit does not have. */
export type FilesSince = ReadonlyMap<RepoPath, FileSince>;

type FileSince = ChangedFile | "same" | "gone" | "unknown";

/** Compares files of a commit with the work tree, also renamed ones. Only their lines are compared. */
export function readFilesSince(
  environment: WorkspaceEnvironment,
  tree: RepoTree,
  commit: string,
  paths: readonly RepoPath[],
): FilesSince | UnknownChanges {
  const git: WorkspaceEnvironment = { ...environment, cwd: tree.root };
  const known = filesOf(git, commit);
  if (known === undefined)
    return {
      reason: `the commit ${commit.slice(0, 12)} is not in this clone`,
      remedy: "Fetch the whole history: `fetch-depth: 0` in actions/checkout, or `git fetch --unshallow`.",
    };
  const names = readNames(git, commit);
  if ("reason" in names) return names;
  const asked = new Set(paths.filter((path) => known.has(path)));
  const differing = names.filter(({ oldPath }) => asked.has(oldPath));
  const diff = differing.length === 0 ? { files: [] } : readDiff(git, commit, pathsToCompare(differing));
  if ("reason" in diff) return diff;
  const changed = new Map(diff.files.map((file) => [file.oldPath ?? file.path, file]));
  const differingPaths = new Set(differing.map(({ oldPath }) => oldPath));
  const here = new Set(tree.files);
  return new Map(
    [...asked].map((path): [RepoPath, FileSince] => {
      if (!differingPaths.has(path)) return [path, "same"];
      const file = changed.get(path);
      if (file?.change !== "deleted") return [path, file ?? "unknown"];
      // Git does not track it any more, which says nothing of its text.
      return [path, here.has(path) ? "unknown" : "gone"];
    }),
  );
}

/** Files of a commit; `undefined` where this clone does not have it. */
function filesOf(git: WorkspaceEnvironment, commit: string): ReadonlySet<RepoPath> | undefined {
  if (!/^[0-9a-f]{40,64}$/.test(commit)) return undefined;
  const answer = runGit(git, ["ls-tree", "-r", "-z", "--full-tree", commit]);
  if (!answer.ok) return undefined;
  const entries = answer.stdout.toString("utf8").split("\0");
  return new Set(
    entries.filter((entry) => entry.startsWith("100")).map((entry) => entry.slice(entry.indexOf("\t") + 1)),
  );
}

/** None, which means all, where there are too many for a command line. */
function pathsToCompare(files: readonly DifferingFile[]): readonly RepoPath[] {
  const paths = [...new Set(files.flatMap(({ oldPath, path }) => [oldPath, path]))];
  return paths.reduce((sum, path) => sum + path.length + 20, 0) > mostCharacters ? [] : paths;
}

/** Windows takes 32,767 for the whole command. */
const mostCharacters = 20_000;
