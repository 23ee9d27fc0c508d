import { execFileSync } from "node:child_process";
import type { FakeGithub } from "../github/index.ts";

/** Tells the fake of all commits and branches of a real repository, as a push of all of it would. */
export function pushToFake(
  github: Pick<FakeGithub, "add" | "state">,
  folder: string,
  repository?: string,
): void {
  const git = (...args: readonly string[]): readonly string[] =>
    execFileSync("git", [...args], { cwd: folder, encoding: "utf8" })
      .split("\n")
      .filter((line) => line !== "");
  for (const line of git("log", "--all", "--reverse", "--format=%H%x09%P%x09%cI%x09%s")) {
    const [sha = "", parents = "", date = "", message = ""] = line.split("\t");
    if (github.state.commits.has(sha)) continue;
    const iso = new Date(date).toISOString().replace(/\.\d+Z$/, "Z");
    github.add.commit({
      sha,
      parents: parents.split(" ").filter((parent) => parent !== ""),
      date: iso,
      message,
    });
  }
  for (const line of git("for-each-ref", "--format=%(refname:short)%09%(objectname)", "refs/heads")) {
    const [branch = "", sha = ""] = line.split("\t");
    github.add.branch(branch, sha, repository);
  }
}
