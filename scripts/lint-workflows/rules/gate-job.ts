import type { Complaint, Rule } from "../rule.ts";
import { actionOf, dataOf, type Job, type Place, textOf, type Workflow } from "../workflow.ts";

/**
 * The required check must be there and must be red when anything is: GitHub takes a skipped job for a pass, waits for
 * ever for a workflow that a path filter left out, and starts nothing in a merge queue without `merge_group`.
 */
export const gateJob: Rule = {
  id: "gate-job",
  *check(workflow) {
    const options = workflow.triggers.get("pull_request");
    if (options === undefined) return;
    if (!workflow.triggers.has("merge_group"))
      yield {
        at: ["on"],
        message: "no `merge_group`: in a merge queue the required check would never report",
      };
    for (const key of ["paths", "paths-ignore"])
      if (key in options)
        yield {
          at: ["on", "pull_request", key],
          message: `\`${key}\`: a required check that a path filter leaves out stays pending for ever; remove it`,
        };
    const gates = workflow.jobs.filter(isGate);
    if (gates.length === 0 && workflow.jobs.length > 1)
      yield {
        at: ["jobs"],
        message:
          "no job stands for all others: add one with `if: always()` that needs them, and require that one",
      };
    for (const job of gates) yield* ofGate(workflow, job);
  },
};

/** It judges by our action, or has the name of a job that stands for all others. */
function isGate({ id, steps }: Job): boolean {
  return id === "all" || steps.some((step) => judges.test(actionOf(step)));
}

const judges = /(?:^|\/)actions\/gate$/;

function* ofGate({ jobs }: Workflow, gate: Job): Generator<Complaint> {
  const judging = gate.steps.filter((step) => judges.test(actionOf(step)));
  for (const { at, value } of [gate, ...judging])
    if ("continue-on-error" in value) yield green([...at, "continue-on-error"]);
  const others = jobs.filter((job) => job !== gate && !needed(jobs, job).has(gate.id));
  if (others.length === 0) return;
  const condition = textOf(gate.value["if"]).replace(/^\$\{\{\s*(.*?)\s*\}\}$/, "$1");
  if (condition !== "always()")
    yield { at: gate.at, message: `job ${gate.id} needs \`if: always()\`: skipped, it counts as a pass` };
  const waitsFor = needed(jobs, gate);
  const missing = others.filter(({ id }) => !waitsFor.has(id)).map(({ id }) => id);
  if (missing.length > 0)
    yield {
      at: [...gate.at, "needs"],
      message: `job ${gate.id} does not wait for ${missing.join(", ")}: add to \`needs\``,
    };
}

function green(at: Place): Complaint {
  return { at, message: "`continue-on-error` makes the gate green: remove it" };
}

/** The jobs that a job waits for, directly or through others. */
function needed(jobs: readonly Job[], job: Job, seen = new Set<string>()): ReadonlySet<string> {
  for (const name of [dataOf(job.value)["needs"]].flat()) {
    if (typeof name !== "string" || seen.has(name)) continue;
    seen.add(name);
    const next = jobs.find(({ id }) => id === name);
    if (next !== undefined) needed(jobs, next, seen);
  }
  return seen;
}
