import { lstatSync, readFileSync, readlinkSync } from "node:fs";
import { join } from "node:path";
import type { Digest, RepoPath, RepoTree } from "@tollgate/model";
import type { WorkspaceEnvironment } from "../git/run-git.ts";
import { workTreeSource } from "../packages/manifests.ts";
import { isDirty } from "../subject/is-dirty.ts";
import { rememberTracked, trackedFiles } from "../tree/tracked-files.ts";
import { readEntries, type TreeEntry } from "./commit-tree.ts";
import { createInputHash, differingPaths, type HashInputs } from "./input-hash.ts";
import { createInputScopes, type InputScope } from "./input-scope.ts";
import { readSnapshot } from "./snapshot.ts";

export type PackageInputsOptions = {
  /** The commit that is checked out. */
  readonly headSha: string;
  /** Tracked files that differ from it. */
  readonly changed: readonly RepoPath[];
  /** Files that are reports. */
  readonly reports: readonly RepoPath[];
};

/** `same`: the tests of the package cannot tell the commit from the judged text. `reason` ends a sentence. */
type SameInputs =
  | { readonly same: true; readonly inputHash: Digest }
  | { readonly same: false; readonly reason: string };

export interface PackageInputs {
  /** Whether a commit has the inputs that the judged text has. */
  compare(owner: string, commit: string): SameInputs;
  /** Whether a file can be an input of a package's tests. */
  isInput(owner: string, path: RepoPath): boolean;
  /** Whether git has a file with the same text in a commit and here. */
  isSameFile(path: RepoPath, commit: string): boolean;
}

/** What the tests of packages depend on, read when it is first asked for. */
export function readPackageInputs(
  environment: WorkspaceEnvironment,
  tree: RepoTree,
  { headSha, changed, reports }: PackageInputsOptions,
): PackageInputs {
  const git: WorkspaceEnvironment = { ...environment, cwd: tree.root };
  const tracked = trackedFiles(tree, environment.env);
  const other = [...changed, ...tree.files.filter((path) => !tracked.has(path))];
  const commits = new Map<string, Commit | undefined>();
  const scopes = new Map<string, InputScope>();
  let scopeOf: ((owner: string) => InputScope) | undefined;

  return {
    compare(owner, commit) {
      const here = commitAt(headSha);
      const there = commitAt(commit);
      if (here === undefined || there === undefined)
        return { same: false, reason: "the commit is not in this clone (`fetch-depth: 0` fetches it)" };
      const scope = inputsOf(owner);
      if (hasChanges(scope)) return { same: false, reason: "inputs of the package are changed or new here" };
      const inputHash = here.hash(scope);
      if (inputHash === there.hash(scope)) return { same: true, inputHash };
      const first = there.differing.find((path) => scope.isInput(path));
      return { same: false, reason: `its inputs differ, first in ${first}` };
    },
    isInput: (owner, path) => inputsOf(owner).isInput(path),
    isSameFile(path, commit) {
      const here = commitAt(headSha)?.entries.get(path);
      const there = commitAt(commit)?.entries.get(path);
      return here !== undefined && here.id === there?.id && !changed.includes(path);
    },
  };

  function commitAt(sha: string): Commit | undefined {
    if (!commits.has(sha)) commits.set(sha, readCommit(sha));
    return commits.get(sha);
  }

  function readCommit(sha: string): Commit | undefined {
    const entries = readEntries(git, sha);
    if (entries === undefined) return undefined;
    const head = sha === headSha ? entries : commitAt(headSha)?.entries;
    return {
      entries,
      hash: createInputHash(entries, tree.packages),
      differing: head === undefined ? [] : differingPaths(head, entries),
    };
  }

  function inputsOf(owner: string): InputScope {
    scopeOf ??= createInputScopes({
      snapshot: readSnapshot(workTreeSource(tree.root, tree.files), tree.packages),
      textOf: (path) => readMentioning(join(tree.root, path)),
    });
    const known = scopes.get(owner) ?? scopeOf(owner);
    scopes.set(owner, known);
    return known;
  }

  function hasChanges(scope: InputScope): boolean {
    const inputs = other.filter((path) => scope.isInput(path));
    if (inputs.length === 0) return false;
    const here: RepoTree = { ...tree, files: inputs };
    rememberTracked(here, tracked);
    const inChanged = changed.filter((path) => scope.isInput(path));
    return isDirty({ tree: here, changed: inChanged, reports }, environment);
  }
}

type Commit = {
  readonly entries: ReadonlyMap<RepoPath, TreeEntry>;
  readonly hash: HashInputs;
  /** From the commit that is checked out. */
  readonly differing: readonly RepoPath[];
};

/** 1 MiB: a longer text is generated. */
const maxBytes = 1024 * 1024;

const mentioning =
  /\.(?:[cm]?[jt]sx?|json[c5]?|ya?ml|toml|css|s[ac]ss|less|vue|svelte|astro|html?|sh|env|graphql|proto)$/;

/** Programs and configuration, and where a link leads; prose mentions packages without using them. */
function readMentioning(file: string): string | undefined {
  try {
    const stats = lstatSync(file);
    if (stats.isSymbolicLink()) return `"${readlinkSync(file).replaceAll("\\", "/")}"`;
    const isText = stats.isFile() && stats.size <= maxBytes && mentioning.test(file);
    return isText ? readFileSync(file, "utf8") : undefined;
  } catch {
    return undefined; // gone: then it is changed, which is asked beside this
  }
}
