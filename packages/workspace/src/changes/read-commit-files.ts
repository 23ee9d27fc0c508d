import { compareText, type RepoPath } from "@tollgate/model";
import { runGit, type WorkspaceEnvironment } from "../git/run-git.ts";
import { knownCommitPaths, listCommitPaths } from "./commit-paths.ts";
import { type Blob, readBlobs } from "./read-blobs.ts";

/** What a commit has under a path. A link is not followed; a file of more than 2 MiB is not read. */
export type CommitFile =
  | { readonly form: "file"; readonly bytes: Buffer }
  | { readonly form: "link"; readonly target: string }
  | { readonly form: "too-large"; readonly bytes: number }
  | { readonly form: "submodule" };

const maxBytes = 2 * 1024 * 1024;

/**
 * Files of a commit by their path, in its order. `paths` are files, or folders for everything below them; what the commit
 * does not have is not in the answer. `undefined` when git does not give the commit: this clone does not hold it.
 */
export function readCommitFiles(
  environment: WorkspaceEnvironment,
  commit: string,
  paths: readonly RepoPath[],
): ReadonlyMap<RepoPath, CommitFile> | undefined {
  if (paths.length === 0) return new Map(); // git would list the whole tree
  const known = knownCommitPaths(environment, commit);
  if (known !== undefined && !known.some((path) => isAmong(path, paths))) return new Map();
  const entries = listEntries(environment, commit, paths);
  if (entries === undefined) return undefined;
  const wanted = entries.filter(({ mode, size }) => mode !== submodule && size <= maxBytes);
  const contents = readBlobs(environment, wanted);
  if (contents.size < wanted.length) return undefined;
  return new Map(
    entries
      .toSorted((a, b) => compareText(a.path, b.path))
      .map((entry) => [entry.path, toFile(entry, contents.get(entry.path))]),
  );
}

function isAmong(path: RepoPath, paths: readonly RepoPath[]): boolean {
  return paths.some((wanted) => path === wanted || path.startsWith(`${wanted}/`));
}

type Entry = Blob & { readonly mode: string };

const link = "120000";
const submodule = "160000";

function toFile({ mode, size }: Entry, content: Buffer | undefined): CommitFile {
  if (mode === submodule) return { form: "submodule" };
  if (content === undefined) return { form: "too-large", bytes: size };
  return mode === link
    ? { form: "link", target: content.toString("utf8") }
    : { form: "file", bytes: content };
}

/** Git prints `<mode> <type> <id> <size>` behind which stands the path; a submodule has no size. */
function listEntries(
  environment: WorkspaceEnvironment,
  commit: string,
  paths: readonly RepoPath[],
): readonly Entry[] | undefined {
  if (commit.startsWith("-")) return undefined;
  const answer = runGit(environment, [
    "--literal-pathspecs",
    ...["ls-tree", "-r", "-l", "-z", "--full-tree"],
    commit,
    "--",
    ...paths,
  ]);
  if (!answer.ok) return undefined;
  return answer.stdout
    .toString("utf8")
    .split("\0")
    .flatMap((line) => {
      const [, mode, id, size, path] = /^(\d{6}) \S+ ([0-9a-f]{40,64}) +(\d+|-)\t(.*)$/s.exec(line) ?? [];
      return mode === undefined || id === undefined || path === undefined
        ? []
        : [{ mode, id, path, size: size === "-" ? 0 : Number(size) }];
    });
}

/** Paths of a commit that end in a name, in whatever folder below the root. `undefined` as above. */
export function listCommitFiles(
  environment: WorkspaceEnvironment,
  commit: string,
  name: string,
): readonly RepoPath[] | undefined {
  return listCommitPaths(environment, commit)?.filter((path) => path.endsWith(`/${name}`));
}
