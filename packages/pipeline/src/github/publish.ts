import { resolve } from "node:path";
import { usageError } from "@tollgate/model";
import { renderNoVerdict } from "@tollgate/render";
import { plainLine } from "@tollgate/text";
import type { Environment } from "../environment.ts";
import { applyPublication } from "./apply-publication.ts";
import { openGithub } from "./open-github.ts";
import { finish, type PublishOptions, type PublishResult } from "./publish-end.ts";
import { ownTarget, refuseStrange } from "./publish-target.ts";
import { readPublication } from "./read-publication.ts";

/** Events that come with rights for code that nobody vouches for: what another run says there is judged anew. */
const trustedHalf: ReadonlySet<string | undefined> = new Set(["workflow_run", "pull_request_target"]);

/**
 * Shows the verdict that this run reached. It was decided elsewhere, and nothing here changes it. Where the gate left none,
 * that is shown. Without a result, and where another run tested, the verdict is reached anew.
 */
export async function publish(environment: Environment, options: PublishOptions): Promise<PublishResult> {
  const { result } = options;
  if (result === undefined || trustedHalf.has(environment.env["GITHUB_EVENT_NAME"]))
    return (await import("./trusted/publish-tested.ts")).publishTested(environment, options);
  const target = ownTarget(environment);
  const read = readPublication(resolve(environment.cwd, result));
  if ("publication" in read)
    refuseStrange(read.publication, target, { ...options, result, env: environment.env });
  if (!options.token)
    throw usageError(
      "There is no token to publish with.",
      "Pass it by the environment: GITHUB_TOKEN; in a workflow it is github.token.",
    );
  const shown =
    "publication" in read
      ? read.publication
      : renderNoVerdict({
          ...target,
          ...read,
          ...(options.gate === undefined ? {} : { gate: options.gate }),
        });
  const github = await openGithub(environment, options.token);
  const done = finish(environment, options, await applyPublication(github, shown, target, options));
  if ("publication" in read) return done;
  const warning = plainLine(
    `There is no verdict to publish. ${read.message} ${read.remedy} ${done.warning ?? ""}`,
  );
  return { ...done, exitCode: 2, warning };
}
