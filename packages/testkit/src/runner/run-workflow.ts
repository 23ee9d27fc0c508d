import type { Trigger, WorkflowRun } from "../github/index.ts";
import type { Contexts } from "./expressions.ts";
import { ancestorsOf, together } from "./job-needs.ts";
import { runJobs } from "./running-workflow.ts";
import { factsOf } from "./trigger-facts.ts";
import { whyNotRun } from "./triggers.ts";
import { defaultsOf, parseWorkflow, type Workflow } from "./workflow-file.ts";
import type { RunWorkflowOptions, WorkflowResult } from "./workflow-options.ts";
import { Run } from "./workflow-run.ts";

/** Runs a workflow's jobs one after the other, for an event, as GitHub would. */
export async function runWorkflow(source: string, options: RunWorkflowOptions): Promise<WorkflowResult> {
  const { github, trigger, rerun, secrets = {} } = options;
  const workflow = parseWorkflow(source);
  const facts = factsOf(trigger);
  const why = whyNotRun(workflow, trigger.eventName, facts);
  if (why !== undefined) throw new Error(`the workflow does not run: ${why}`);
  const again = rerun === undefined ? undefined : namesToRerun(workflow, rerun);
  const record = rerun?.run ?? beginRun(workflow, options);
  if (again !== undefined) github.add.attempt(record, [...again]);
  const run = new Run(options, record, nameOf(workflow, options), again);
  const inputs = inputsOf(workflow, trigger);
  const scope = { prefix: "", inputs, secrets: facts.isFork ? {} : secrets, limit: undefined };
  const { result } = together([...(await runJobs(workflow, scope, run)).values()]);
  const conclusion = result === "skipped" ? "success" : result;
  Object.assign(record.attempts.at(-1)!, { status: "completed", conclusion });
  return { run: record, conclusion, jobs: run.jobs };
}

function beginRun(workflow: Workflow, options: RunWorkflowOptions): WorkflowRun {
  const { github, trigger } = options;
  const { repository, eventName } = trigger;
  const { head } = factsOf(trigger);
  const path = pathOf(options);
  const known = github.state.workflows.find((one) => one.path === path && one.repository === repository);
  return github.add.run({
    repository,
    workflow: (known ?? github.add.workflow({ name: nameOf(workflow, options), path, repository })).id,
    event: eventName,
    headSha: head.sha,
    headBranch: head.branch,
    headRepository: head.repository,
  });
}

/** What failed or did not run, and all that comes after it. */
function namesToRerun(workflow: Workflow, { jobs }: WorkflowResult): ReadonlySet<string> {
  const failed = [...jobs].filter(([, { result }]) => result !== "success").map(([name]) => name);
  const ids = new Set(failed.map((name) => idOf(workflow, name)));
  const after = [...jobs.keys()].filter((name) =>
    [...ancestorsOf(idOf(workflow, name), workflow.jobs)].some((id) => ids.has(id)),
  );
  return new Set([...failed, ...after]);
}

/** The job behind a shown name. */
function idOf(workflow: Workflow, name: string): string {
  const found = [...workflow.jobs].find(
    ([id, job]) => name === job.name || name === id || name.startsWith(`${id} (`),
  );
  if (found === undefined)
    throw new Error(`no job is called ${name}: named by expressions or called, it cannot be run again here`);
  return found[0];
}

function inputsOf(workflow: Workflow, { eventName, event }: Trigger): Contexts {
  if (eventName !== "workflow_dispatch") return {};
  const given = (event["inputs"] ?? {}) as Contexts; // an object, or null in GitHub's examples
  return { ...defaultsOf(workflow.on.get(eventName)?.["inputs"]), ...given };
}

function nameOf(workflow: Workflow, options: RunWorkflowOptions): string {
  return workflow.name ?? pathOf(options);
}

function pathOf({ path }: RunWorkflowOptions): string {
  return path ?? ".github/workflows/ci.yml";
}
