import { lstatSync, readFileSync, readlinkSync } from "node:fs";
import { join } from "node:path";
import type { Digest, RepoPath, RepoTree } from "@tollgate/model";
import type { WorkspaceEnvironment } from "../git/run-git.ts";
import { workTreeSource } from "../packages/manifests.ts";
import { isDirty } from "../subject/is-dirty.ts";
import { rememberTracked, trackedFiles } from "../tree/tracked-files.ts";
import { readEntries, type TreeEntry } from "./commit-tree.ts";
import { firstDifference, inputHash } from "./input-hash.ts";
import { createInputScopes, type IsInput } from "./input-scope.ts";
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
}

/** What the tests of packages depend on, read when it is first asked for. */
export function readPackageInputs(
  environment: WorkspaceEnvironment,
  tree: RepoTree,
  { headSha, changed, reports }: PackageInputsOptions,
): PackageInputs {
  const git: WorkspaceEnvironment = { ...environment, cwd: tree.root };
  const commits = new Map<string, ReadonlyMap<RepoPath, TreeEntry> | undefined>();
  const scopes = new Map<string, IsInput>();
  let scopeOf: ((owner: string) => IsInput) | undefined;

  return {
    compare(owner, commit) {
      const [here, there] = [entriesOf(headSha), entriesOf(commit)];
      if (here === undefined || there === undefined)
        return { same: false, reason: `the commit is not in this clone (\`fetch-depth: 0\` fetches it)` };
      const isInput = inputsOf(owner);
      if (hasChanges(isInput))
        return { same: false, reason: "inputs of the package are changed or new here" };
      const hash = inputHash(here, isInput);
      if (hash === inputHash(there, isInput)) return { same: true, inputHash: hash };
      return { same: false, reason: `its inputs differ, first in ${firstDifference(here, there, isInput)}` };
    },
    isInput: (owner, path) => inputsOf(owner)(path),
  };

  function entriesOf(commit: string): ReadonlyMap<RepoPath, TreeEntry> | undefined {
    if (!commits.has(commit)) commits.set(commit, readEntries(git, commit));
    return commits.get(commit);
  }

  function inputsOf(owner: string): IsInput {
    scopeOf ??= createInputScopes({
      snapshot: readSnapshot(workTreeSource(tree.root, tree.files), tree.packages),
      textOf: (path) => readMentioning(join(tree.root, path)),
    });
    const known = scopes.get(owner) ?? scopeOf(owner);
    scopes.set(owner, known);
    return known;
  }

  function hasChanges(isInput: IsInput): boolean {
    const tracked = trackedFiles(tree, environment.env);
    const inputs: RepoTree = { ...tree, files: tree.files.filter((path) => isInput(path)) };
    rememberTracked(inputs, tracked);
    return isDirty({ tree: inputs, changed: changed.filter((path) => isInput(path)), reports }, environment);
  }
}

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
