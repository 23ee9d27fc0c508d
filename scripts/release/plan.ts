import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { runProgram } from "./run-program.ts";

/** What a push to the main branch means. */
export type ReleasePlan = {
  /**
   * `publish`: the changelog has the version, and it has no tag yet, or the tag of this commit: then an earlier try may have
   * got no further, and what is there already stays. `version`: changesets wait for a version.
   */
  readonly next: "version" | "publish" | "nothing";
  readonly version: string;
};

export function planRelease(root: string, remote: string): ReleasePlan {
  const version = versionOf(root);
  // Before changesets: a push can come before the run of the one that brought the version has begun, which then never does.
  if (hasChangelog(root, version) && isDue(root, remote, version)) return { next: "publish", version };
  const changesets = readdirSync(join(root, ".changeset")).filter((name) => name.endsWith(".md"));
  return { next: changesets.length > 0 ? "version" : "nothing", version };
}

/** The actions have the version of the command line: they are the same code. */
export function versionOf(root: string): string {
  const { version } = JSON.parse(readFileSync(join(root, "packages/cli/package.json"), "utf8"));
  if (!/^\d+\.\d+\.\d+$/.test(version)) throw new Error(`${version} is no version that is released`);
  return version;
}

function hasChangelog(root: string, version: string): boolean {
  const path = join(root, "packages/cli/CHANGELOG.md");
  return existsSync(path) && readFileSync(path, "utf8").split("\n").includes(`## ${version}`);
}

/** Whether a version has no tag, or one with the built actions of this very commit. */
function isDue(root: string, remote: string, version: string): boolean {
  const git = (...args: readonly string[]): string => runProgram("git", args, { cwd: root });
  const [tagged = ""] = git("ls-remote", "--tags", remote, `refs/tags/v${version}`).split("\t");
  if (tagged === "") return true;
  git("fetch", "--quiet", "--no-tags", "--depth", "1", remote, tagged);
  return git("cat-file", "commit", tagged).includes(`\nparent ${git("rev-parse", "HEAD")}\n`);
}
