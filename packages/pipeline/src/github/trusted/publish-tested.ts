import type { Github } from "@tollgate/github";
import { TollgateError, usageError } from "@tollgate/model";
import { renderNoVerdict } from "@tollgate/render";
import { readGithubEvent } from "@tollgate/workspace";
import type { Environment } from "../../environment.ts";
import { applyPublication } from "../apply-publication.ts";
import { openGithub } from "../open-github.ts";
import { finish, type PublishOptions, type PublishResult } from "../publish-end.ts";
import { type PublishTarget, runUrlOf } from "../publish-target.ts";
import { type JudgedTested, judgeTested } from "./judge-tested.ts";
import { findTested, type Tested } from "./tested.ts";

export type PublishTestedOptions = Omit<PublishOptions, "result">;

/**
 * The trusted half: judges a run that had no right to write anew, and shows that verdict. Where it cannot be judged, that is
 * shown: an older verdict must not stand for it.
 */
export async function publishTested(
  environment: Environment,
  options: PublishTestedOptions,
): Promise<PublishResult> {
  const { token } = options;
  if (!token)
    throw usageError(
      "There is no token to publish with.",
      "Pass it by the environment: GITHUB_TOKEN; in a workflow it is github.token.",
    );
  const github = await openGithub(environment, token);
  const tested = await findTested(environment, github, options);
  const target = targetOf(environment, tested);
  try {
    const judged = await judgeTested(environment, github, tested, {
      ...{ ...options, token },
      defaultBranch: readGithubEvent(environment.env).event?.defaultBranch,
    });
    return finish(environment, options, await show(github, judged, target, options));
  } catch (error) {
    const told = error instanceof TollgateError ? error : crashed;
    if (told.code !== "platform") {
      const shown = await applyPublication(github, noVerdict(tested, options, told), target, options);
      const { warning } = finish(environment, options, shown);
      if (warning !== undefined) environment.stderr(`${warning}\n`);
    }
    throw error;
  }
}

/** What a crash says is for the log alone. */
const crashed = new TollgateError(
  "internal",
  "Tollgate crashed while it judged the run.",
  "The log of the publishing job has the details.",
);

function show(
  github: Github,
  { publication, isForged }: JudgedTested,
  target: PublishTarget,
  options: PublishTestedOptions,
): ReturnType<typeof applyPublication> {
  const { pullRequest: _pullRequest, ...commitAlone } = target;
  return applyPublication(github, publication, isForged ? commitAlone : target, options);
}

function targetOf({ env }: Environment, { of, headSha, pullRequest }: Tested): PublishTarget {
  const runUrl = runUrlOf(env, of);
  return {
    ...{ run: of, headSha },
    ...(pullRequest === undefined ? {} : { pullRequest: pullRequest.number }),
    ...(runUrl === undefined ? {} : { runUrl }),
  };
}

function noVerdict(
  { of, headSha }: Tested,
  { gate }: PublishTestedOptions,
  { message, remedy }: TollgateError,
): ReturnType<typeof renderNoVerdict> {
  return renderNoVerdict({ ...(gate === undefined ? {} : { gate }), run: of, headSha, message, remedy });
}
