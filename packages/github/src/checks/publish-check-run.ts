import type { CheckPlan, RunRef } from "@tollgate/model";
import { numberAt, textAt } from "../answers/at.ts";
import { type Github, type Identified, isIdentified } from "../client/github.ts";
import { GithubError } from "../client/github-error.ts";
import { doneWith, type NotPublished, type Published, published } from "../published.ts";
import { toApiAnnotation } from "./to-api-annotation.ts";

export type CheckRunRequest = {
  readonly plan: CheckPlan;
  /** The head of the pull request or the pushed commit, never the test merge: annotations would sit on wrong lines. */
  readonly headSha: string;
  /** Id of the gate: with the run it names the check run, so that a second send finds and updates the first. */
  readonly gate: string;
  readonly run: RunRef;
  /** Where people get to from it: the CI run. */
  readonly detailsUrl?: string;
  /** Slug of the app whose token this is: the check runs of others are not touched. @default any */
  readonly app?: string;
};

/** What GitHub takes in one request. */
const perRequest = 50;

/**
 * Shows the verdict as a check run. It is created completed, so none stays in progress, whatever becomes of this process;
 * annotations beyond the first 50 are added by updates.
 *
 * Two publishers of one run in the same moment can make two of it, which nobody can delete: they say the same, and GitHub
 * shows and counts the newer one. An attempt that publishes after a later one of its run is silent: GitHub would show and
 * count the older verdict, made last.
 */
export function publishCheckRun(github: Github, request: CheckRunRequest): Promise<Published> {
  return published("check run", async () => {
    const shown = await list(github, request);
    const isOurs = ({ app }: Made): boolean => request.app === undefined || app === request.app;
    const later = shown.find((made) => isOurs(made) && isOfLaterAttempt(made, request));
    if (later !== undefined) return superseded(later, request);
    const before = shown.filter((made) => isOf(made, request));
    const known = before.find(isOurs);
    const run =
      known === undefined ? await create(github, request, before) : await update(github, request, known);
    const refused = await annotate(github, request, run);
    return refused ?? doneWith("check run", run.id, run.url);
  });
}

/** A check run of ours as far as it is made. */
type Made = {
  readonly id: number;
  readonly url: unknown;
  readonly externalId: string | undefined;
  /** Slug of the app that made it. */
  readonly app: string | undefined;
  /** How many annotations it has. */
  readonly annotations: number;
  /** Why it has none, where GitHub refused them. */
  readonly refused?: GithubError;
};

/** All that are called so, the oldest first. */
async function list(github: Github, { plan, headSha }: CheckRunRequest): Promise<readonly Made[]> {
  const runs = await github.pages(
    "GET /repos/{owner}/{repo}/commits/{ref}/check-runs",
    { ref: headSha, check_name: plan.name, filter: "all" },
    "check_runs",
  );
  return runs
    .filter(isIdentified)
    .filter((run) => run["name"] === plan.name)
    .sort((a, b) => a.id - b.id)
    .map(toMade);
}

const externalIdOf = ({ gate, run: { id, attempt } }: CheckRunRequest): string => `${gate}/${id}/${attempt}`;

function isOf({ externalId }: Made, request: CheckRunRequest): boolean {
  return externalId === externalIdOf(request);
}

function isOfLaterAttempt({ externalId = "" }: Made, { gate, run }: CheckRunRequest): boolean {
  const ofRun = `${gate}/${run.id}/`;
  return externalId.startsWith(ofRun) && Number(externalId.slice(ofRun.length)) > run.attempt;
}

function superseded({ externalId }: Made, request: CheckRunRequest): NotPublished {
  return {
    done: false,
    what: "check run",
    reason: "superseded",
    message: `Attempt ${externalId?.split("/").at(-1)} of this run is shown already, and this is attempt ${request.run.attempt}: the newer one stays.`,
    remedy: "Nothing is to be done.",
  };
}

/** What appears after an answer that was lost is ours, whatever app the token is of. */
async function create(github: Github, request: CheckRunRequest, before: readonly Made[]): Promise<Made> {
  const { plan, headSha, detailsUrl } = request;
  let mayBeMade = false;
  const send = async (annotations: CheckPlan["annotations"]): Promise<Made> => {
    const made = await github.create(
      "POST /repos/{owner}/{repo}/check-runs",
      {
        name: plan.name,
        head_sha: headSha,
        external_id: externalIdOf(request),
        ...(detailsUrl === undefined ? {} : { details_url: detailsUrl }),
        status: "completed",
        conclusion: plan.conclusion,
        output: outputOf(plan, annotations),
      },
      async () => {
        mayBeMade = true;
        const found = (await list(github, request)).find(
          (made) => isOf(made, request) && before.every(({ id }) => id !== made.id),
        );
        mayBeMade = found !== undefined;
        return found;
      },
    );
    return "annotations" in made ? (made as Made) : { ...toMade(made), annotations: annotations.length }; // what was found, or GitHub's answer
  };
  try {
    return await send(plan.annotations.slice(0, perRequest));
  } catch (error) {
    const isOfAnnotations = error instanceof GithubError && error.status === 422 && !mayBeMade;
    if (!isOfAnnotations || plan.annotations.length === 0) throw error;
    return { ...(await send([])), refused: error }; // the verdict is worth more than its annotations
  }
}

/** The texts and the conclusion may have changed. Annotations cannot be taken back: those that are there stay. */
async function update(github: Github, request: CheckRunRequest, known: Made): Promise<Made> {
  const { plan, detailsUrl } = request;
  const answer = await github.update("PATCH /repos/{owner}/{repo}/check-runs/{check_run_id}", {
    check_run_id: known.id,
    external_id: externalIdOf(request),
    ...(detailsUrl === undefined ? {} : { details_url: detailsUrl }),
    status: "completed",
    conclusion: plan.conclusion,
    output: outputOf(plan, []),
  });
  if (answer !== undefined) return known;
  throw new GithubError("refused", "The check run was listed and is gone.", "Run the job again.");
}

/** Adds the annotations that the check run does not have yet. What cannot be added is told; the verdict is shown. */
async function annotate(
  github: Github,
  { plan }: CheckRunRequest,
  run: Made,
): Promise<NotPublished | undefined> {
  const { annotations } = plan;
  let sent = run.annotations;
  let error = run.refused;
  try {
    while (error === undefined && sent < annotations.length) {
      const end = Math.min(sent + perRequest, annotations.length);
      await github.create(
        "PATCH /repos/{owner}/{repo}/check-runs/{check_run_id}",
        { check_run_id: run.id, output: outputOf(plan, annotations.slice(sent, end)) },
        () => findAnnotated(github, run.id, end),
      );
      sent = end;
    }
  } catch (thrown) {
    if (!(thrown instanceof GithubError)) throw thrown;
    error = thrown;
  }
  if (error === undefined) return undefined;
  const message = `The check run has ${sent} of ${annotations.length} annotations. ${error.message}`;
  return { done: false, what: "check run", reason: error.reason, message, remedy: error.remedy };
}

/** The check run, when it has so many annotations: an update whose answer was lost adds them all the same. */
async function findAnnotated(github: Github, id: number, annotations: number): Promise<Made | undefined> {
  const run = await github.get("GET /repos/{owner}/{repo}/check-runs/{check_run_id}", { check_run_id: id });
  if (!isIdentified(run)) return undefined;
  const made = toMade(run);
  return made.annotations >= annotations ? made : undefined;
}

function outputOf(
  { title, summary, text }: CheckPlan,
  annotations: CheckPlan["annotations"],
): Readonly<Record<string, unknown>> {
  return {
    title,
    summary,
    ...(text === "" ? {} : { text }),
    ...(annotations.length === 0 ? {} : { annotations: annotations.map(toApiAnnotation) }),
  };
}

function toMade(run: Identified): Made {
  return {
    id: run.id,
    url: run["html_url"],
    externalId: textAt(run, "external_id"),
    app: textAt(run, "app", "slug"),
    annotations: numberAt(run, "output", "annotations_count") ?? 0,
  };
}
