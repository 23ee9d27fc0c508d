/** A path below the repository's root, with `/`, without `./` and `..`. */
export type RepoPath = string;

/** Files and packages of the judged work tree, as the repository says. */
export type RepoTree = {
  /** Absolute path of the root on this machine, with `/`; used to make absolute report paths relative. */
  readonly root: string;
  /** Every file that git tracks or would track (untracked and not ignored), sorted. Without git: every file found. */
  readonly files: readonly RepoPath[];
  /** False when there is no git: `files` comes from a walk. */
  readonly hasGit: boolean;
  /** Sorted by directory. Never empty: without a workspace there is one package at the root. */
  readonly packages: readonly PackageRef[];
  /** Go modules, whose tools name files by import path. */
  readonly goModules?: readonly GoModule[];
};

/** `path` as go.mod says (`example.com/shop`); its files lie below `dir`. */
export type GoModule = { readonly path: string; readonly dir: RepoPath };

/** A member of the workspace. */
export type PackageRef = {
  /** Name in its manifest; where there is none its directory's, for the root the repository's or `root`. */
  readonly name: string;
  /** Directory below the root; `""` for the root. */
  readonly dir: RepoPath;
  /** Scripts of its package.json, in file order; empty elsewhere. */
  readonly scripts: readonly string[];
  /** It has no product code of a known language, as far as git tells its files; absent where it has, or nobody looked. */
  readonly codeless?: true;
};

/** Where the manifest of a package lies, or would lie: by it a path or an owner holds the package. */
export function manifestPath(dir: RepoPath): RepoPath {
  return dir === "" ? "package.json" : `${dir}/package.json`;
}

/** The parsed diff between merge base and head (the work tree with untracked files). */
export type ChangeSet = {
  readonly baseSha: string;
  /** Sorted by path. */
  readonly files: readonly ChangedFile[];
};

export type ChangedFile = {
  readonly path: RepoPath;
  /** The old path of a renamed or copied file. */
  readonly oldPath?: RepoPath;
  readonly change: "added" | "modified" | "deleted" | "renamed" | "copied" | "type-changed";
  /** Binary files and submodules have no lines. */
  readonly content: "text" | "binary" | "submodule";
  /** Inclusive ranges of lines in the new file that are added or changed, ascending and disjoint. */
  readonly added: readonly LineRange[];
  /** Lines among `added` that hold nothing but white space, ascending. */
  readonly blank: readonly number[];
  /** Inclusive ranges of lines in the old file that are removed or changed, ascending and disjoint: what is left is left in order. */
  readonly removed: readonly LineRange[];
};

/** 1-based, inclusive. */
export type LineRange = readonly [first: number, last: number];

/** Finds the package whose directory holds a path, the deepest one: a look-up a folder, however many packages there are. */
export function packageFinder(packages: readonly PackageRef[]): (path: RepoPath) => PackageRef | undefined {
  const byDir = new Map<RepoPath, PackageRef>();
  for (const candidate of packages) if (!byDir.has(candidate.dir)) byDir.set(candidate.dir, candidate);
  return (path) => {
    for (let dir = path; dir !== ""; dir = dir.slice(0, Math.max(0, dir.lastIndexOf("/")))) {
      const found = byDir.get(dir);
      if (found !== undefined) return found;
    }
    return byDir.get("");
  };
}
