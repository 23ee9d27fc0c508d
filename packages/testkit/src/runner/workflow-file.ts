import { parse } from "yaml";
import type { WorkflowStep } from "./run-job.ts";

/** A workflow as its file says, with what was left out filled in. */
export type Workflow = {
  readonly name: string | undefined;
  /** The filters of each event that it listens to. */
  readonly on: ReadonlyMap<string, Readonly<Record<string, unknown>>>;
  readonly permissions: unknown;
  readonly env: Readonly<Record<string, unknown>>;
  readonly jobs: ReadonlyMap<string, WorkflowJob>;
};

export type WorkflowJob = {
  readonly name: string | undefined;
  readonly needs: readonly string[];
  readonly if: string | undefined;
  readonly permissions: unknown;
  readonly env: Readonly<Record<string, unknown>>;
  readonly outputs: Readonly<Record<string, string>>;
  readonly matrix: unknown;
  readonly failFast: unknown;
  readonly steps: readonly WorkflowStep[];
  /** Of a reusable workflow, with what it is given. */
  readonly uses: string | undefined;
  readonly with: Readonly<Record<string, unknown>>;
  readonly secrets: Readonly<Record<string, unknown>> | "inherit";
};

type Fields = Readonly<Record<string, unknown>>;

/** Reads a workflow; refuses what would have to run elsewhere. */
export function parseWorkflow(text: string): Workflow {
  const file = mapOf(parse(text), "a workflow");
  const shell = shellOf(file);
  const jobs = Object.entries(mapOf(file["jobs"], "jobs"));
  const read = new Map(jobs.map(([id, job]) => [id, readJob(id, mapOf(job, `job ${id}`), shell)]));
  for (const [id, { needs }] of read)
    for (const need of needs)
      if (!read.has(need)) throw new Error(`job ${id} needs ${need}, which is not there`);
  return {
    name: optionalText(file["name"]),
    on: readEvents(file["on"]),
    permissions: file["permissions"],
    env: mapOf(file["env"] ?? {}, "env"),
    jobs: read,
  };
}

/** Values of declared inputs that are not given. */
export function defaultsOf(inputs: unknown): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    Object.entries(mapOf(inputs ?? {}, "inputs")).map(([name, input]) => [
      name,
      mapOf(input ?? {}, `input ${name}`)["default"] ?? "",
    ]),
  );
}

function readEvents(on: unknown): Workflow["on"] {
  if (typeof on === "string") return new Map([[on, {}]]);
  if (Array.isArray(on)) return new Map(on.map((name) => [String(name), {}]));
  return new Map(
    Object.entries(mapOf(on, "on")).map(([name, filters]) => [
      name,
      name === "schedule" ? {} : mapOf(filters ?? {}, name), // a list of times, none of which is waited for
    ]),
  );
}

function readJob(id: string, job: Fields, workflowShell: Fields): WorkflowJob {
  for (const key of ["container", "services"])
    if (job[key] !== undefined) throw new Error(`job ${id}: ${key} is not run here`);
  const strategy = mapOf(job["strategy"] ?? {}, "strategy");
  const shell = { ...workflowShell, ...shellOf(job) };
  const steps = (job["steps"] ?? []) as readonly WorkflowStep[]; // the schema of workflows is linted elsewhere
  const uses = optionalText(job["uses"]);
  if (steps.length === 0 && uses === undefined) throw new Error(`job ${id} has no steps`);
  return {
    name: optionalText(job["name"]),
    needs: [job["needs"] ?? []].flat().map(String),
    if: job["if"] === undefined ? undefined : String(job["if"]),
    permissions: job["permissions"],
    env: mapOf(job["env"] ?? {}, "env"),
    outputs: mapOf(job["outputs"] ?? {}, "outputs") as Readonly<Record<string, string>>,
    matrix: strategy["matrix"],
    failFast: strategy["fail-fast"] ?? true,
    steps: steps.map((step) => (step.run === undefined ? step : { ...shell, ...step })),
    uses,
    with: mapOf(job["with"] ?? {}, "with"),
    secrets: job["secrets"] === "inherit" ? "inherit" : mapOf(job["secrets"] ?? {}, "secrets"),
  };
}

function shellOf(owner: Fields): Fields {
  const { run } = mapOf(owner["defaults"] ?? {}, "defaults");
  return mapOf(run ?? {}, "defaults.run");
}

function optionalText(value: unknown): string | undefined {
  return value === undefined || value === null ? undefined : String(value);
}

function mapOf(value: unknown, what: string): Fields {
  if (typeof value !== "object" || value === null || Array.isArray(value))
    throw new Error(`${what} is not a map: ${JSON.stringify(value)}`);
  return value as Fields; // an object that is no list
}
