import { gitCredential } from "./git-credential.ts";
import { versionOf } from "./plan.ts";
import { runProgram } from "./run-program.ts";

const versionBranch = "release/next";

/** Turns the waiting changesets into versions and changelogs, on a branch that a pull request brings to main. */
export function pushVersion(root: string, remote: string): string {
  const env = { ...bot, ...gitCredential(process.env) };
  const git = (...args: readonly string[]): string => runProgram("git", args, { cwd: root, env });
  runProgram("changeset", ["version"], { cwd: root });
  const version = versionOf(root);
  git("checkout", "--quiet", "-B", versionBranch);
  git("add", "--all", "--", ".changeset", "packages", "actions", "bench", "package.json");
  git("commit", "--quiet", "-m", `release: ${version}`);
  git("push", "--force", remote, `HEAD:refs/heads/${versionBranch}`);
  return version;
}

const bot = {
  GIT_AUTHOR_NAME: "github-actions[bot]",
  GIT_AUTHOR_EMAIL: "41898282+github-actions[bot]@users.noreply.github.com",
  GIT_COMMITTER_NAME: "github-actions[bot]",
  GIT_COMMITTER_EMAIL: "41898282+github-actions[bot]@users.noreply.github.com",
};
