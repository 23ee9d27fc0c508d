import type { StatusPlan } from "@tollgate/model";
import { type Github, isIdentified } from "../client/github.ts";
import { doneWith, type Published, published } from "../published.ts";

export type CommitStatusRequest = {
  readonly plan: StatusPlan;
  readonly headSha: string;
  /** Where people get to from it: the CI run. */
  readonly targetUrl?: string;
};

/** Shows the verdict as a commit status, for tools that know no check runs. GitHub keeps all and counts the last. */
export function setCommitStatus(
  github: Github,
  { plan, headSha, targetUrl }: CommitStatusRequest,
): Promise<Published> {
  return published("commit status", async () => {
    const status = await github.create(
      "POST /repos/{owner}/{repo}/statuses/{sha}",
      { sha: headSha, ...plan, ...(targetUrl === undefined ? {} : { target_url: targetUrl }) },
      async () => {
        const statuses = await github.pages("GET /repos/{owner}/{repo}/commits/{ref}/statuses", {
          ref: headSha,
        });
        const last = statuses.filter(isIdentified).find(({ context }) => context === plan.context);
        return last?.["state"] === plan.state && last["description"] === plan.description ? last : undefined;
      },
    );
    return doneWith("commit status", status.id, undefined);
  });
}
