import {
  type Github,
  type Published,
  publishCheckRun,
  setCommitStatus,
  upsertComment,
} from "@tollgate/github";
import type { Shown } from "@tollgate/render";
import { composeComment } from "./compose-comment.ts";
import type { PublishTarget } from "./publish-target.ts";

export type PublishChoice = {
  /**
   * `changes` is silent as long as there is no comment and the verdict is allow, and writes only what says something else
   * than the comment that is there.
   */
  readonly comment: "always" | "changes" | "off";
  readonly check: boolean;
  readonly status: boolean;
  /** Login of the token's own account. @default github-actions[bot] */
  readonly author?: string;
};

/** The account behind GITHUB_TOKEN. */
const actionsBot = "github-actions[bot]";

/**
 * Shows a verdict on the platform, one thing after the other. What cannot be shown is told, and changes nothing of the
 * rest. Who calls has made sure that the publication is of this target.
 */
export async function applyPublication(
  github: Github,
  publication: Shown,
  target: PublishTarget,
  { comment, check, status, author = actionsBot }: PublishChoice,
): Promise<readonly Published[]> {
  const { headSha, run, runUrl } = target;
  const published: Published[] = [];
  if (check)
    published.push(
      await publishCheckRun(github, {
        plan: publication.check,
        headSha,
        gate: publication.gate,
        run,
        ...(runUrl === undefined ? {} : { detailsUrl: runUrl }),
        ...(author.endsWith("[bot]") ? { app: author.slice(0, -"[bot]".length) } : {}),
      }),
    );
  const isLate = published.some((thing) => !thing.done && thing.reason === "superseded");
  if (status && !isLate)
    published.push(
      await setCommitStatus(github, {
        plan: publication.status,
        headSha,
        ...(runUrl === undefined ? {} : { targetUrl: runUrl }),
      }),
    );
  if (comment !== "off" && target.pullRequest !== undefined)
    published.push(
      await upsertComment(github, {
        pullRequest: target.pullRequest,
        gate: publication.gate,
        author,
        headSha,
        run,
        compose: (posted) =>
          composeComment(
            publication,
            { run, isQuiet: comment === "changes", ...(runUrl === undefined ? {} : { runUrl }) },
            posted,
          ),
      }),
    );
  return published;
}
