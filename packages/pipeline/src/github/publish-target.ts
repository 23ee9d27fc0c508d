import { type Publication, type RunRef, usageError } from "@tollgate/model";
import { readGithubEvent } from "@tollgate/workspace";
import type { Environment } from "../environment.ts";
import { publicationOptions } from "../outputs/publication-options.ts";

/** Where a verdict is shown. All of it comes from the event and the API, nothing from the result that is shown. */
export type PublishTarget = {
  /** The CI run whose verdict it is. */
  readonly run: RunRef;
  /** Head of the pull request, else the commit of the event: never the test merge. */
  readonly headSha: string;
  /** Absent for a push and a merge group. */
  readonly pullRequest?: number;
  /** Where people see the run. */
  readonly runUrl?: string;
};

/** The place of a verdict that this very run reached. */
export function ownTarget(environment: Environment): PublishTarget {
  const { env } = environment;
  const { run } = publicationOptions(environment);
  const { event } = readGithubEvent(env);
  const ofPullRequest = event?.name === "pull_request" || event?.name === "pull_request_target";
  const headSha = (ofPullRequest ? event.headSha : undefined) ?? env["GITHUB_SHA"] ?? "";
  if (run === undefined || !/^[0-9a-f]{40}([0-9a-f]{24})?$/.test(headSha))
    throw usageError(
      "Nothing says which run and which commit this verdict is of.",
      "Publish from GitHub Actions, which sets GITHUB_RUN_ID, GITHUB_SHA and GITHUB_EVENT_PATH.",
    );
  const { pullRequest } = event ?? {};
  const runUrl = runUrlOf(env, run);
  return {
    run,
    headSha,
    ...(ofPullRequest && pullRequest !== undefined ? { pullRequest } : {}),
    ...(runUrl === undefined ? {} : { runUrl }),
  };
}

/** Address of a run for people. */
export function runUrlOf(env: Environment["env"], { id, attempt }: RunRef): string | undefined {
  const [server, repository] = [env["GITHUB_SERVER_URL"], env["GITHUB_REPOSITORY"]];
  if (!server || !repository || !/^https?:\/\//.test(server)) return undefined;
  return `${server.replace(/\/+$/, "")}/${repository}/actions/runs/${id}/attempts/${attempt}`;
}

/**
 * Throws where a publication is not of the run that shows it. A folder that was left over, or brought by somebody, is not
 * shown in this run's name.
 */
export function refuseStrange(
  publication: Publication,
  target: PublishTarget,
  { gate, result, env }: { gate?: string; result: string; env: Environment["env"] },
): void {
  const strange = strangeness(publication, target, env);
  if (strange !== undefined)
    throw usageError(
      `The result in ${result} is not shown: it is of ${strange}.`,
      "Publish the folder that the gate of this very run wrote, its output `result`.",
    );
  if (gate !== undefined && publication.gate !== gate)
    throw usageError(
      `The result in ${result} is of the gate ${publication.gate}, and ${gate} was to be published.`,
      "Give both steps the same `gate-id`.",
    );
}

/** What else the publication is of; undefined where it is of this run. */
function strangeness(
  { subject, comment }: Publication,
  { run, headSha, pullRequest }: PublishTarget,
  env: Environment["env"],
): string | undefined {
  const said = comment.state.run;
  if (subject.repository !== undefined && subject.repository !== env["GITHUB_REPOSITORY"])
    return "another repository";
  if (said !== undefined && (said.id !== run.id || said.attempt > run.attempt)) return "another run";
  if (pullRequest !== undefined && subject.pullRequest !== undefined && subject.pullRequest !== pullRequest)
    return "another pull request";
  if (subject.headSha !== undefined && subject.headSha !== headSha && subject.headSha !== env["GITHUB_SHA"])
    return "another commit";
  return undefined;
}
