import type { CheckPlan } from "@tollgate/model";
import { numberAt, textAt } from "../answers/at.ts";
import { type Github, type Identified, isIdentified } from "../client/github.ts";
import { GithubError } from "../client/github-error.ts";
import { doneWith, type NotPublished, type Published, published } from "../published.ts";
import { toApiAnnotation } from "./to-api-annotation.ts";

export type CheckRunRequest = {
  readonly plan: CheckPlan;
  /** The head of the pull request or the pushed commit, never the test merge: annotations would sit on wrong lines. */
  readonly headSha: string;
  /** `<gate>/<run id>/<attempt>`: a second send finds and updates the first. */
  readonly externalId: string;
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
 * shows and counts the newer one.
 */
export function publishCheckRun(github: Github, request: CheckRunRequest): Promise<Published> {
  return published("check run", async () => {
    const before = await list(github, request);
    const known = before.find(({ app }) => request.app === undefined || app === request.app);
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
  /** Slug of the app that made it. */
  readonly app: string | undefined;
  /** How many annotations it has. */
  readonly annotations: number;
  /** Why it has none, where GitHub refused them. */
  readonly refused?: GithubError;
};

/** All that are called so and have the external id, the oldest first. */
async function list(
  github: Github,
  { plan, headSha, externalId }: CheckRunRequest,
): Promise<readonly Made[]> {
  const runs = await github.pages(
    "GET /repos/{owner}/{repo}/commits/{ref}/check-runs",
    { ref: headSha, check_name: plan.name, filter: "all" },
    "check_runs",
  );
  return runs
    .filter(isIdentified)
    .filter((run) => run["external_id"] === externalId && run["name"] === plan.name)
    .sort((a, b) => a.id - b.id)
    .map(toMade);
}

/** What appears after an answer that was lost is ours, whatever app the token is of. */
async function create(github: Github, request: CheckRunRequest, before: readonly Made[]): Promise<Made> {
  const { plan, headSha, externalId, detailsUrl } = request;
  const send = async (annotations: CheckPlan["annotations"]): Promise<Made> => {
    const made = await github.create(
      "POST /repos/{owner}/{repo}/check-runs",
      {
        name: plan.name,
        head_sha: headSha,
        external_id: externalId,
        ...(detailsUrl === undefined ? {} : { details_url: detailsUrl }),
        status: "completed",
        conclusion: plan.conclusion,
        output: outputOf(plan, annotations),
      },
      async () =>
        (await list(github, request)).find(({ id }) => before.every((earlier) => earlier.id !== id)),
    );
    return "annotations" in made ? (made as Made) : { ...toMade(made), annotations: annotations.length }; // what was found, or GitHub's answer
  };
  try {
    return await send(plan.annotations.slice(0, perRequest));
  } catch (error) {
    if (!(error instanceof GithubError) || error.status !== 422 || plan.annotations.length === 0) throw error;
    return { ...(await send([])), refused: error }; // the verdict is worth more than its annotations
  }
}

/** The texts and the conclusion may have changed. Annotations cannot be taken back: those that are there stay. */
async function update(
  github: Github,
  { plan, externalId, detailsUrl }: CheckRunRequest,
  known: Made,
): Promise<Made> {
  const answer = await github.update("PATCH /repos/{owner}/{repo}/check-runs/{check_run_id}", {
    check_run_id: known.id,
    external_id: externalId,
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
    app: textAt(run, "app", "slug"),
    annotations: numberAt(run, "output", "annotations_count") ?? 0,
  };
}
