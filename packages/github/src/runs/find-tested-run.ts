import { bundleArtifactPrefix } from "../artifacts/artifact-name.ts";
import { listArtifacts } from "../artifacts/list-artifacts.ts";
import type { Github } from "../client/github.ts";
import { isSameRepository, parseRun, type WorkflowRun } from "./workflow-run.ts";

export type TestedHead = {
  readonly sha: string;
  /** `owner/name` */
  readonly repository: string;
  /** File name or id of the workflow that tests; every workflow where none is named. */
  readonly workflow?: string;
};

/** The newest finished `pull_request` run on a head that left bundles. */
export async function findTestedRun(
  github: Github,
  { sha, repository, workflow }: TestedHead,
): Promise<WorkflowRun | undefined> {
  const asked = { head_sha: sha, event: "pull_request" };
  const answer =
    workflow === undefined
      ? await github.pages("GET /repos/{owner}/{repo}/actions/runs", asked, "workflow_runs")
      : await github.pages(
          "GET /repos/{owner}/{repo}/actions/workflows/{workflow_id}/runs",
          { ...asked, workflow_id: workflow },
          "workflow_runs",
        );
  const runs = answer
    .map(parseRun)
    .filter(
      ({ headSha, event, isFinished, headRepository }) =>
        headSha === sha &&
        event === "pull_request" &&
        isFinished &&
        isSameRepository(headRepository, repository),
    )
    .sort((a, b) => b.id - a.id);
  for (const run of runs.slice(0, mostOpened)) {
    const artifacts = await listArtifacts(github, run.id);
    if (artifacts.some(({ name }) => name.startsWith(bundleArtifactPrefix))) return run;
  }
  return undefined;
}

const mostOpened = 5;
