import { execFileSync } from "node:child_process";
import type { Seed } from "./seed/seed.ts";

/** Makes all commits and branches of a git repository known. */
export function learnHistory(add: Pick<Seed, "commit" | "branch">, root: string, repository?: string): void {
  // A hook that runs the tests names its own repository in GIT_ variables.
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith("GIT_")));
  const git = (...args: readonly string[]): readonly string[] =>
    execFileSync("git", args, { cwd: root, env, encoding: "utf8", maxBuffer: 1 << 28 })
      .split("\n")
      .filter((line) => line !== "");
  for (const line of git("log", "--all", "--format=%H%x00%P%x00%cI%x00%s")) {
    const [sha = "", parents = "", date = "", message = ""] = line.split("\0");
    add.commit({ sha, parents: parents.split(" ").filter((one) => one !== ""), date, message });
  }
  for (const line of git("for-each-ref", "--format=%(objectname) %(refname:lstrip=2)", "refs/heads")) {
    const [sha = "", branch = ""] = line.split(" ");
    add.branch(branch, sha, repository);
  }
}
