import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { runProgram } from "./run-program.ts";

/** What a push to the main branch means. */
export type ReleasePlan = {
  /** `version`: changesets wait for a version. `publish`: the version has no tag yet. */
  readonly next: "version" | "publish" | "nothing";
  readonly version: string;
};

export function planRelease(root: string, remote: string): ReleasePlan {
  const version = versionOf(root);
  const changesets = readdirSync(join(root, ".changeset")).filter((name) => name.endsWith(".md"));
  if (changesets.length > 0) return { next: "version", version };
  const tag = runProgram("git", ["ls-remote", "--tags", remote, `refs/tags/v${version}`], { cwd: root });
  return { next: tag === "" ? "publish" : "nothing", version };
}

/** The actions have the version of the command line: they are the same code. */
export function versionOf(root: string): string {
  const { version } = JSON.parse(readFileSync(join(root, "packages/cli/package.json"), "utf8"));
  if (!/^\d+\.\d+\.\d+$/.test(version)) throw new Error(`${version} is no version that is released`);
  return version;
}
