/** What a step is told about its run. It becomes the `github` context and the GITHUB_ variables. */
export type RunContext = {
  /** `owner/name`. */
  readonly repository: string;
  readonly eventName: string;
  /** The payload as GitHub sends it; steps find it as a file. */
  readonly event: unknown;
  /** For each event: facts of the table "Events, runs, artifacts, caches". */
  readonly sha: string;
  readonly ref: string;
  /** Branch names, for `pull_request` and `pull_request_target` only. */
  readonly headRef?: string;
  readonly baseRef?: string;
  readonly runId: number;
  /** @default 1 */
  readonly runAttempt?: number;
  /** @default 1 */
  readonly runNumber?: number;
  /** Name of the workflow. @default "CI" */
  readonly workflow?: string;
  /** Path of the workflow's file in the repository. @default ".github/workflows/ci.yml" */
  readonly workflowPath?: string;
  /** Id of the job. @default "gate" */
  readonly job?: string;
  /** Name of the machine, as the list of the run's jobs tells it. @default "tollgate-testkit" */
  readonly runner?: string;
  /** @default "octocat" */
  readonly actor?: string;
  /** GITHUB_TOKEN of the job: in the `github` context, in no variable. @default "" */
  readonly token?: string;
  /** @default "https://api.github.com" */
  readonly apiUrl?: string;
  /** The artifact client refuses any other host than GitHub's. @default "https://github.com" */
  readonly serverUrl?: string;
};

/** Where the run happens on this machine. */
export type RunPlace = {
  readonly workspace: string;
  /** RUNNER_TEMP. */
  readonly temp: string;
  /** The event's payload as a file. */
  readonly eventPath: string;
};

/** The `github` context of expressions. */
export function githubContext(run: RunContext, place: RunPlace): Readonly<Record<string, unknown>> {
  const [owner] = run.repository.split("/");
  const branch = /^refs\/(heads|tags|pull)\/(.+)$/.exec(run.ref);
  const workflowPath = run.workflowPath ?? ".github/workflows/ci.yml";
  return {
    action: "__self",
    actor: run.actor ?? "octocat",
    api_url: run.apiUrl ?? "https://api.github.com",
    base_ref: run.baseRef ?? "",
    event: run.event,
    event_name: run.eventName,
    event_path: place.eventPath,
    graphql_url: `${run.apiUrl ?? "https://api.github.com"}/graphql`,
    head_ref: run.headRef ?? "",
    job: run.job ?? "gate",
    ref: run.ref,
    ref_name: branch?.[2] ?? run.ref,
    ref_protected: false,
    ref_type: branch?.[1] === "tags" ? "tag" : "branch",
    repository: run.repository,
    repository_owner: owner,
    run_attempt: String(run.runAttempt ?? 1),
    run_id: String(run.runId),
    run_number: String(run.runNumber ?? 1),
    server_url: run.serverUrl ?? "https://github.com",
    sha: run.sha,
    token: run.token ?? "",
    triggering_actor: run.actor ?? "octocat",
    workflow: run.workflow ?? "CI",
    workflow_ref: `${run.repository}/${workflowPath}@${run.ref}`,
    workflow_sha: run.sha,
    workspace: place.workspace,
  };
}

/** The `runner` context of expressions. */
export function runnerContext(
  { runner = "tollgate-testkit" }: Pick<RunContext, "runner">,
  place: RunPlace,
): Readonly<Record<string, string>> {
  return {
    name: runner,
    os: "Linux",
    arch: "X64",
    temp: place.temp,
    tool_cache: `${place.temp}/tools`,
  };
}

/** Members of the `github` context that are no variable: the token above all. */
const notVariables = new Set(["event", "token"]);

/** GITHUB_ and RUNNER_ variables of a step. */
export function runVariables(run: RunContext, place: RunPlace): Readonly<Record<string, string>> {
  const variables: Record<string, string> = { CI: "true", GITHUB_ACTIONS: "true" };
  for (const [name, value] of Object.entries(githubContext(run, place)))
    if (!notVariables.has(name)) variables[`GITHUB_${name.toUpperCase()}`] = String(value);
  for (const [name, value] of Object.entries(runnerContext(run, place)))
    variables[`RUNNER_${name.toUpperCase()}`] = value;
  return variables;
}

/** Variables of this process that a step may see: none of the CI that may run these tests. */
export function machineVariables(): Readonly<Record<string, string>> {
  const foreign =
    /^(?:CI$|GIT_|GITHUB_|RUNNER_|ACTIONS_|INPUT_|STATE_|NODE_|VITEST|npm_|PNPM_|TEST$|TOLLGATE_|TURBO_|COREPACK|FORCE_COLOR$|NO_COLOR$)/;
  return Object.fromEntries(
    Object.entries(process.env).filter(
      (entry): entry is [string, string] => entry[1] !== undefined && !foreign.test(entry[0]),
    ),
  );
}
