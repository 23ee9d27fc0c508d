import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { devNull, tmpdir } from "node:os";
import { join, resolve, sep } from "node:path";
import { readShallow } from "./read-shallow.ts";
import { type GitAnswer, runGit, type WorkspaceEnvironment } from "./run-git.ts";

/** A commit in a folder of its own. */
export type CommitCheckout = {
  /** For work inside it: the environment without what says where another repository is. */
  readonly environment: WorkspaceEnvironment;
  /** Removes the folder; also done when the process ends. */
  readonly remove: () => void;
};

export type CheckOutOptions = {
  /** Commits at which history ends, as in the clone that had it so. */
  readonly shallow?: readonly string[];
  /**
   * The commit is one that nobody vouches for: no configuration of the user or the system applies to it, so that no filter
   * and no driver that its attributes name runs, and its links are plain files, so that none leads out of the folder.
   */
  readonly isForeign?: boolean;
};

/**
 * Checks a commit out into a new temporary folder that borrows the objects of the repository at `environment.cwd`: nothing
 * is copied, and the repository itself is left as it is. Says why where that cannot be done.
 */
export function checkOutCommit(
  environment: WorkspaceEnvironment,
  commit: string,
  { shallow = [], isForeign = false }: CheckOutOptions = {},
): CommitCheckout | { readonly reason: string } {
  const source = objectsOf(environment, commit);
  if ("reason" in source) return source;
  const folder = realpathSync.native(mkdtempSync(join(tmpdir(), "tollgate-checkout-")));
  const remove = removerOf(folder);
  const cwd = join(folder, "checkout");
  mkdirSync(cwd);
  if (!isForeign) linkModules(source.root, folder);
  const own = withoutRepository(environment.env);
  const git: WorkspaceEnvironment = { cwd, env: isForeign ? { ...own, ...withoutConfiguration } : own };
  const answer = fill(git, source, { commit, shallow, isForeign });
  if (answer.ok) return { environment: { ...environment, ...git }, remove };
  remove();
  return { reason: answer.message };
}

/** Removes the folder when it is called, when the process ends, and when it is told to end. */
function removerOf(folder: string): () => void {
  const remove = (): void => {
    process.removeListener("exit", remove);
    for (const signal of signals) process.removeListener(signal, endBy);
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  };
  const endBy = (signal: NodeJS.Signals): void => {
    remove();
    process.kill(process.pid, signal);
  };
  process.once("exit", remove);
  for (const signal of signals) process.once(signal, endBy);
  return remove;
}

const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

const commitName = /^[0-9a-f]{40,64}$/;

/** What is installed for the repository is found from the checkout, too: it stands in the folder above. */
function linkModules(root: string, folder: string): void {
  const installed = join(root, "node_modules");
  if (existsSync(installed)) symlinkSync(installed, join(folder, "node_modules"), "junction");
}

type Source = {
  readonly root: string;
  readonly objects: string;
  readonly format: string;
  /** Where a shallow clone ends. */
  readonly shallow: readonly string[];
};

function objectsOf(environment: WorkspaceEnvironment, commit: string): Source | { readonly reason: string } {
  if (!commitName.test(commit)) return { reason: `"${commit.slice(0, 80)}" is no name of a commit` };
  const known = runGit(environment, ["cat-file", "-e", `${commit}^{tree}`]);
  if (!known.ok && known.missing) return { reason: known.message };
  const answer = runGit(environment, [
    "rev-parse",
    "--show-object-format",
    "--git-path",
    "objects",
    "--show-toplevel",
  ]);
  if (!answer.ok) return { reason: answer.message };
  if (!known.ok) return { reason: `the commit ${commit.slice(0, 12)} is not in this clone` };
  const [format, objects, root] = answer.stdout.toString("utf8").split(/\r?\n/);
  return {
    root: root!,
    format: format!,
    objects: resolve(environment.cwd, objects!).split(sep).join("/"),
    shallow: readShallow({ ...environment, cwd: root! }),
  };
}

/** Whether this clone has a commit with its files. */
export function hasCommit(environment: WorkspaceEnvironment, commit: string): boolean {
  return commitName.test(commit) && runGit(environment, ["cat-file", "-e", `${commit}^{tree}`]).ok;
}

/** An empty repository with the other's objects, and the commit checked out. */
function fill(
  git: WorkspaceEnvironment,
  { objects, format, shallow: ends }: Source,
  { commit, shallow, isForeign }: Required<CheckOutOptions> & { readonly commit: string },
): GitAnswer {
  // A template could bring hooks.
  const made = runGit(git, ["init", "--quiet", "--template=", `--object-format=${format}`]);
  if (!made.ok) return made;
  const own = join(git.cwd, ".git");
  writeFileSync(join(own, "objects", "info", "alternates"), `${objects}\n`, { flag: "w" });
  // Those that this clone does not have end nothing here; they are told again as they were.
  const all = [...ends, ...shallow.filter((end) => commitName.test(end))];
  if (all.length > 0)
    writeFileSync(join(own, "shallow"), [...new Set(all)].map((end) => `${end}\n`).join(""));
  if (isForeign) runGit(git, ["config", "core.symlinks", "false"]);
  return runGit(git, ["-c", `core.hooksPath=${devNull}`, "checkout", "--quiet", "--detach", commit]);
}

const withoutConfiguration = {
  GIT_CONFIG_NOSYSTEM: "1",
  GIT_CONFIG_GLOBAL: devNull,
  GIT_CONFIG_COUNT: "0",
  GIT_ATTR_NOSYSTEM: "1",
};

/** What a calling git, as in a hook, says about the repository that it is in. */
const ofRepository =
  /^GIT_(?:DIR|WORK_TREE|INDEX_FILE|OBJECT_DIRECTORY|ALTERNATE_OBJECT_DIRECTORIES|COMMON_DIR|NAMESPACE|CEILING_DIRECTORIES|SHALLOW_FILE|GRAFT_FILE)$/;

function withoutRepository(env: WorkspaceEnvironment["env"]): WorkspaceEnvironment["env"] {
  const kept = Object.entries(env).filter(([name]) => !ofRepository.test(name));
  // Large files that git keeps elsewhere are no sources.
  return { ...Object.fromEntries(kept), GIT_LFS_SKIP_SMUDGE: "1" };
}
