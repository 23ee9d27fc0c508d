import type { Github, ReviewedCommit } from "@tollgate/github";
import type { Environment } from "../environment.ts";
import { waiverCommits } from "../policy/read-waivers.ts";
import type { Setting } from "../policy/setting.ts";
import { askGithub, untoldBy } from "./ask-github.ts";
import { type Doubts, noDoubts } from "./gathered.ts";

export type GatheredReviews = Doubts & {
  /** For `--reviews`. */
  readonly list?: readonly ReviewedCommit[];
};

/** A call or two for each: who has more waivers to prove has the rest of them unverified, as before. */
const mostCommits = 4;

/** Who reviewed the pull requests that brought waivers that rule. */
export async function gatherReviews(
  environment: Environment,
  github: Github,
  setting: Setting,
  branch: string | undefined,
): Promise<GatheredReviews> {
  const commits = waiverCommits(environment, setting);
  if (commits.length === 0 || branch === undefined) return noDoubts;
  const { readCommitReviews } = await import("@tollgate/github");
  const told = await askGithub(() => readCommitReviews(github, commits.slice(0, mostCommits), branch));
  if ("refusal" in told)
    return { problems: [untoldBy("Who approved the waivers is not known", told.refusal)], absent: [] };
  return told.value.length === 0 ? noDoubts : { ...noDoubts, list: told.value };
}
