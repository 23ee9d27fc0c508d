import { at } from "@tollgate/model";
import { numberAt, shaAt, textAt } from "../answers/at.ts";
import { unexpected } from "../answers/unexpected.ts";
import type { Github } from "../client/github.ts";

/** A run of a workflow, as GitHub tells. */
export type WorkflowRun = {
  readonly id: number;
  readonly attempt: number;
  readonly workflow: number;
  /** `push`, `pull_request`… */
  readonly event: string;
  readonly headSha: string;
  readonly headBranch?: string;
  /** `owner/name`: of a fork's pull request the fork; absent when it was deleted. */
  readonly headRepository?: string;
  readonly isFinished: boolean;
  /** `success`, `failure`, `cancelled`… of a finished one. */
  readonly conclusion?: string;
};

export async function readRun(github: Github, run: number): Promise<WorkflowRun> {
  const answer = await github.get("GET /repos/{owner}/{repo}/actions/runs/{run_id}", { run_id: run });
  return parseRun(answer);
}

/** The run that an event `workflow_run` is about. */
export function runInEvent(payload: unknown): WorkflowRun {
  return parseRun(at(payload, "workflow_run"));
}

/** Reads what the API and the payload of `workflow_run` say of a run. Throws for something else. */
export function parseRun(value: unknown): WorkflowRun {
  const [id, workflow] = [numberAt(value, "id"), numberAt(value, "workflow_id")];
  const [event, headSha] = [textAt(value, "event"), shaAt(value, "head_sha")];
  if (id === undefined || workflow === undefined || event === undefined || headSha === undefined)
    throw unexpected("run of a workflow");
  const headBranch = textAt(value, "head_branch");
  const headRepository = textAt(value, "head_repository", "full_name");
  const conclusion = textAt(value, "conclusion");
  return {
    ...{ id, workflow, event, headSha, attempt: numberAt(value, "run_attempt") ?? 1 },
    isFinished: textAt(value, "status") === "completed",
    ...(headBranch === undefined ? {} : { headBranch }),
    ...(headRepository === undefined ? {} : { headRepository }),
    ...(conclusion === undefined ? {} : { conclusion }),
  };
}

/** True for the same repository: GitHub does not tell upper and lower case apart. */
export function isSameRepository(a: string | undefined, b: string): boolean {
  return a?.toLowerCase() === b.toLowerCase();
}
