import { join } from "node:path";
import { makeActionCommit, readManifest } from "./action-commit.ts";
import { gitCredential } from "./git-credential.ts";
import { runProgram } from "./run-program.ts";

/**
 * Tags the built actions: `v1.2.3` once and never again, `v1` moves, but never back to an older version. Done twice it changes
 * nothing. The commit is made anew from the bytes that are there, and must be the one that the packages name.
 */
export function pushTags(root: string, from: string, remote: string): readonly string[] {
  const { version, commit, actionCommit } = readManifest(from);
  const made = makeActionCommit({ root, commit, version, dist: join(from, "actions") });
  if (made !== actionCommit)
    throw new Error(
      `The actions make the commit ${made}, and the packages name ${actionCommit}: build again`,
    );
  const env = gitCredential(process.env);
  const git = (...args: readonly string[]): string => runProgram("git", args, { cwd: root, env });
  const there = new Map(
    git("ls-remote", "--tags", remote)
      .split("\n")
      .map((line) => line.split("\t"))
      .map(([sha = "", name = ""]) => [name, sha]),
  );
  const [fixed, moving] = [`refs/tags/v${version}`, `refs/tags/v${version.split(".")[0]}`];
  const present = there.get(fixed);
  if (present !== undefined && present !== made)
    throw new Error(`${fixed} is there already with the commit ${present}: a released version never changes`);
  const isNewest = ![...there.keys()].some((name) => isLater(name, fixed));
  const wanted = [fixed, ...(isNewest ? [moving] : [])].filter((name) => there.get(name) !== made);
  if (wanted.length === 0) return [];
  const leases = wanted.map((name) => `--force-with-lease=${name}:${there.get(name) ?? ""}`);
  git("push", "--atomic", ...leases, remote, ...wanted.map((name) => `${made}:${name}`));
  return wanted;
}

/** Whether a tag is a later version of the same major one: an old run that is tried again comes after it. */
function isLater(name: string, than: string): boolean {
  const [major, ...rest] = than.split(".");
  const [otherMajor, ...other] = name.split(".");
  const [minor, patch, otherMinor, otherPatch] = [...rest, ...other].map(Number);
  if (otherMajor !== major || other.length !== 2) return false;
  return otherMinor! > minor! || (otherMinor === minor && otherPatch! > patch!);
}
