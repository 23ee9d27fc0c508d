import type { Complaint, Rule } from "../rule.ts";
import { dataOf, type Job, type Step, textOf } from "../workflow.ts";

/**
 * An expression is put into a script as text before the shell reads it: a branch called `$(…)` then runs. Only what
 * nobody outside can choose may stand there; everything else travels by `env`.
 */
export const expressions: Rule = {
  id: "expressions",
  *check({ steps, jobs }) {
    for (const step of steps) yield* ofStep(step, jobOf(step, jobs));
  },
};

function* ofStep({ at, value }: Step, job: Job | undefined): Generator<Complaint> {
  const scripts: readonly (readonly [readonly string[], unknown])[] = [
    [["run"], value["run"]],
    [["shell"], value["shell"]],
    [["with", "script"], dataOf(value["with"])["script"]],
  ];
  for (const [key, script] of scripts)
    for (const [, expression] of textOf(script).matchAll(/\$\{\{(.*?)\}\}/gs))
      if (!isInert(expression!.trim(), job))
        yield {
          at: [...at, ...key],
          message: `\${{${expression}}} in ${key.join(".")} becomes code: give it by \`env\` and read the variable there`,
        };
}

const inert =
  /^(?:github\.(?:sha|run_id|run_number|run_attempt|repository_id|workspace|action_path)|runner\.\w+|strategy\.[\w-]+)$/;

function isInert(expression: string, job: Job | undefined): boolean {
  if (inert.test(expression)) return true;
  return /^matrix\.[\w-]+$/.test(expression) && job !== undefined && !hasComputedMatrix(job);
}

/** A matrix that lies in the file was reviewed with it; one from an expression comes from elsewhere. */
function hasComputedMatrix({ value }: Job): boolean {
  return JSON.stringify(dataOf(value["strategy"])["matrix"] ?? "").includes("${{");
}

function jobOf({ at }: Step, jobs: readonly Job[]): Job | undefined {
  return jobs.find(({ id }) => at[0] === "jobs" && at[1] === id);
}
