import { runGit, type WorkspaceEnvironment } from "../git/run-git.ts";

/** What leads to a commit. */
export type Ancestry = {
  /** 0 for the commit itself, larger for older ones; `undefined` for a commit that does not lead to it, or is not here. */
  readonly placeOf: (sha: string) => number | undefined;
  /** How many commits the later one has and an ancestor has not. */
  readonly distanceOf: (ancestor: string) => number | undefined;
};

/** So many commits are looked at: what is older is no base any more. */
const most = 20_000;

/** A child always has a smaller place than its parents. */
export function readAncestry(environment: WorkspaceEnvironment, commit: string): Ancestry {
  const answer = runGit(environment, ["rev-list", "--topo-order", `--max-count=${most}`, commit, "--"]);
  const commits = answer.ok ? answer.stdout.toString("latin1").split("\n").filter(Boolean) : [];
  const places = new Map(commits.map((sha, place) => [sha, place]));
  return {
    placeOf: (sha) => places.get(sha),
    distanceOf(ancestor) {
      if (!places.has(ancestor)) return undefined;
      const count = runGit(environment, ["rev-list", "--count", `${ancestor}..${commit}`, "--"]);
      return count.ok ? Number(count.stdout.toString("latin1")) : undefined;
    },
  };
}
