import { cpSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { makeActionCommit, type ReleaseManifest } from "./action-commit.ts";
import { versionOf } from "./plan.ts";
import { runProgram } from "./run-program.ts";

/** The packages that npm gets. */
export const published: readonly string[] = ["packages/cli", "packages/reporters"];

/**
 * Everything that a release publishes, in a folder: `actions/`, a tarball for each package, and `release.json`. The
 * command line comes last: `tollgate init` names the commit of the actions.
 */
export function buildRelease(root: string, out: string, repository: string): ReleaseManifest {
  const version = versionOf(root);
  const git = (...args: readonly string[]): string => runProgram("git", args, { cwd: root });
  const changed = git("status", "--porcelain", "--untracked-files=no");
  if (changed !== "")
    throw new Error(`The checkout has changed files; a release is built from a commit:\n${changed}`);
  mkdirSync(out, { recursive: true });
  runProgram("pnpm", ["--silent", "--dir", "actions", "run", "build"], { cwd: root });
  const dist = join(out, "actions");
  cpSync(join(root, "actions/dist"), dist, { recursive: true });
  const commit = git("rev-parse", "HEAD");
  const actionCommit = makeActionCommit({ root, commit, dist, version });
  const actions = { repository, sha: actionCommit, version: `v${version}` };
  for (const folder of published) {
    const { private: isPrivate } = JSON.parse(readFileSync(join(root, folder, "package.json"), "utf8"));
    if (isPrivate === true) throw new Error(`${folder} is private and cannot be published`);
    withRepository(join(root, folder, "package.json"), { repository, folder }, () => {
      // Its `prepack` builds it.
      runProgram("pnpm", ["pack", "--pack-destination", out], {
        cwd: join(root, folder),
        env: { TOLLGATE_ACTIONS: JSON.stringify(actions) },
      });
    });
  }
  const manifest: ReleaseManifest = { version, commit, actionCommit };
  writeFileSync(join(out, "release.json"), `${JSON.stringify(manifest, null, 2)}\n`);
  return manifest;
}

/** Where the package is from: npm refuses provenance of a package that does not say the repository that built it. */
function withRepository(
  manifest: string,
  { repository, folder }: { readonly repository: string; readonly folder: string },
  pack: () => void,
): void {
  const text = readFileSync(manifest, "utf8");
  const server = process.env["GITHUB_SERVER_URL"] || "https://github.com";
  const told = { type: "git", url: `git+${server}/${repository}.git`, directory: folder };
  writeFileSync(manifest, `${JSON.stringify({ ...JSON.parse(text), repository: told }, null, 2)}\n`);
  try {
    pack();
  } finally {
    writeFileSync(manifest, text);
  }
}
