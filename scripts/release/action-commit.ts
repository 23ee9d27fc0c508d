import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { folderDigests } from "./folder-digests.ts";
import { runProgram } from "./run-program.ts";

export type ActionCommitOptions = {
  readonly root: string;
  /** The commit that is released. */
  readonly commit: string;
  /** The folder of the built actions. */
  readonly dist: string;
  readonly version: string;
};

/**
 * A commit on top of the released one that has the built actions, which the main branch does not have. It depends on
 * nothing but the released commit and the bytes of the build, so that who builds again gets the same commit.
 */
export function makeActionCommit({ root, commit, dist, version }: ActionCommitOptions): string {
  const home = mkdtempSync(join(tmpdir(), "tollgate-index-"));
  const git = (args: readonly string[], env: Readonly<Record<string, string>> = {}, input?: string): string =>
    runProgram("git", args, {
      cwd: root,
      env: { GIT_INDEX_FILE: join(home, "index"), ...env },
      ...(input === undefined ? {} : { input }),
    });
  try {
    git(["read-tree", commit]);
    const entries = [...folderDigests(dist).keys()].map((path) => {
      const blob = runProgram("git", ["hash-object", "-w", "--no-filters", join(dist, path)], { cwd: root });
      return `100644 ${blob}\tactions/dist/${path}\n`;
    });
    if (entries.length === 0) throw new Error(`${dist} holds no build of the actions`);
    git(["update-index", "--index-info"], {}, entries.join(""));
    const date = git(["show", "--no-patch", "--format=%cI", commit]);
    return git(["commit-tree", git(["write-tree"]), "-p", commit, "-m", `release: actions of ${version}`], {
      ...identity("AUTHOR", date),
      ...identity("COMMITTER", date),
    });
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}

function identity(role: "AUTHOR" | "COMMITTER", date: string): Readonly<Record<string, string>> {
  return {
    [`GIT_${role}_NAME`]: "github-actions[bot]",
    [`GIT_${role}_EMAIL`]: "41898282+github-actions[bot]@users.noreply.github.com",
    [`GIT_${role}_DATE`]: date,
  };
}

/** What the build of a release wrote about itself. */
export type ReleaseManifest = {
  readonly version: string;
  readonly commit: string;
  /** The commit with the built actions; it is nowhere yet but in the clone that built it. */
  readonly actionCommit: string;
};

export function readManifest(folder: string): ReleaseManifest {
  return JSON.parse(readFileSync(join(folder, "release.json"), "utf8"));
}
