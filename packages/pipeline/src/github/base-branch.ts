import { readGithubEvent } from "@tollgate/workspace";
import type { Environment } from "../environment.ts";
import type { Setting } from "../policy/setting.ts";

/** Where the base is looked for. */
export type WantedBase = {
  /** The branch whose pushes may be it. */
  readonly branch: string;
  /** The commit that it should be of, or near. */
  readonly commit: string;
  /** That commit in words: `the merge base`. */
  readonly target: string;
};

/** `undefined` where nothing tells which branch the work goes to, or where it began. */
export function wantedBase(
  environment: Pick<Environment, "env">,
  { subject: { mergeBaseSha, baseRef } }: Pick<Setting, "subject">,
  asked: string | undefined,
): WantedBase | undefined {
  const branch = baseBranch(environment, asked);
  if (branch === undefined || mergeBaseSha === undefined) return undefined;
  // On the branch itself the change is its last push.
  const isOnBranch = baseRef === "HEAD~1" || baseRef === mergeBaseSha;
  const target = isOnBranch ? "the commit before" : "the merge base";
  return { branch, commit: mergeBaseSha, target };
}

/** The branch that the work goes to: that of the pull request or merge group, else the default branch. */
export function baseBranch(
  environment: Pick<Environment, "env">,
  asked: string | undefined,
): string | undefined {
  if (asked !== undefined && isBranchName(asked)) return asked.replace(/^(?:refs\/remotes\/)?origin\//, "");
  const { event } = readGithubEvent({ ...environment.env });
  return event?.base?.branch ?? event?.defaultBranch;
}

/** Not a commit, and no expression that leads to one. */
function isBranchName(text: string): boolean {
  return !/^[0-9a-f]{7,64}$/.test(text) && !/[~^:@{]/.test(text) && text !== "HEAD";
}
