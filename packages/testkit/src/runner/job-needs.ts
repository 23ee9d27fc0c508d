import type { Contexts, Status } from "./expressions.ts";
import type { WorkflowJob } from "./workflow-file.ts";

/** How a job ended, all jobs of its matrix together. */
export type EndedJob = {
  readonly result: "success" | "failure" | "cancelled" | "skipped";
  readonly outputs: Readonly<Record<string, string>>;
};

/** Jobs in an order in which each comes after those that it needs. */
export function orderOf(jobs: ReadonlyMap<string, WorkflowJob>): readonly string[] {
  const order: string[] = [];
  const enter = (id: string, path: readonly string[]): void => {
    if (path.includes(id)) throw new Error(`jobs need each other: ${[...path, id].join(", ")}`);
    if (order.includes(id)) return;
    for (const need of jobs.get(id)!.needs) enter(need, [...path, id]);
    order.push(id);
  };
  for (const id of jobs.keys()) enter(id, []);
  return order;
}

/** What `success()` and its like mean for a job: all jobs before it count, near and far. */
export function statusBefore(
  id: string,
  jobs: ReadonlyMap<string, WorkflowJob>,
  ended: ReadonlyMap<string, EndedJob>,
): Status {
  const results = new Set([...ancestorsOf(id, jobs)].map((one) => ended.get(one)!.result));
  for (const result of ["failure", "cancelled", "skipped"] as const) if (results.has(result)) return result;
  return "success";
}

/** The `needs` context. */
export function needsContext(job: WorkflowJob, ended: ReadonlyMap<string, EndedJob>): Contexts {
  return Object.fromEntries(job.needs.map((id) => [id, ended.get(id)!]));
}

export function ancestorsOf(id: string, jobs: ReadonlyMap<string, WorkflowJob>): ReadonlySet<string> {
  const found = new Set<string>();
  const enter = (need: string): void => {
    if (found.has(need)) return;
    found.add(need);
    jobs.get(need)!.needs.forEach(enter);
  };
  jobs.get(id)!.needs.forEach(enter);
  return found;
}

/** The jobs of a matrix as one. */
export function together(legs: readonly EndedJob[]): EndedJob {
  const results = new Set(legs.map(({ result }) => result));
  const worst =
    (["failure", "cancelled", "success"] as const).find((result) => results.has(result)) ?? "skipped";
  const outputs: Record<string, string> = {};
  for (const leg of legs)
    for (const [name, value] of Object.entries(leg.outputs)) if (value !== "") outputs[name] = value;
  return { result: worst, outputs };
}
