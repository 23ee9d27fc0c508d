import type { Trigger } from "../github/index.ts";

/** What an event says besides what the jobs are told. */
export type TriggerFacts = {
  /** What the API says that the run is about. */
  readonly head: { readonly sha: string; readonly branch: string; readonly repository: string };
  /** Its token reads at most, and it has no secrets. */
  readonly isFork: boolean;
  /** The branch that the filter `branches` is about. */
  readonly filterBranch: string;
  readonly action: string | undefined;
  /** Name of the workflow whose run it follows. */
  readonly after: string | undefined;
};

export function factsOf({ eventName, event, repository, sha, ref, baseRef }: Trigger): TriggerFacts {
  const branch = ref.replace(/^refs\/(?:heads|tags)\//, "");
  const pull = fieldsOf(event["pull_request"]);
  const head = fieldsOf(pull["head"]);
  const headRepository = textOf(fieldsOf(head["repo"])["full_name"]);
  const isPull = eventName === "pull_request";
  const group = fieldsOf(event["merge_group"]);
  const run = fieldsOf(event["workflow_run"]);
  const groupBase = textOf(group["base_ref"])?.replace(/^refs\/heads\//, "");
  return {
    head: isPull
      ? { sha: textOf(head["sha"])!, branch: textOf(head["ref"])!, repository: headRepository ?? repository }
      : { sha, branch, repository },
    isFork: isPull && headRepository !== repository,
    filterBranch: baseRef ?? groupBase ?? textOf(run["head_branch"]) ?? branch,
    action: textOf(event["action"]),
    after: textOf(run["name"]),
  };
}

function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
}

function textOf(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}
