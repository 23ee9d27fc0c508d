import type { Rule } from "./rule.ts";
import { credentials } from "./rules/credentials.ts";
import { expressions } from "./rules/expressions.ts";
import { gateJob } from "./rules/gate-job.ts";
import { limits } from "./rules/limits.ts";
import { permissions } from "./rules/permissions.ts";
import { pins } from "./rules/pins.ts";
import { privilegedCheckout } from "./rules/privileged.ts";
import { type Finding, readWorkflow, type Source } from "./workflow.ts";

const rules: readonly Rule[] = [
  permissions,
  pins,
  expressions,
  privilegedCheckout,
  credentials,
  limits,
  gateJob,
];

/** What is unsafe in a workflow, by line. Empty for YAML that is no workflow. */
export function lint(source: Source): readonly Finding[] {
  const workflow = readWorkflow(source);
  if (workflow === undefined) return [];
  if ("rule" in workflow) return [workflow];
  return rules
    .flatMap(({ id, check }) =>
      [...check(workflow)].map(({ at, message }): Finding => {
        return { path: source.path, line: workflow.lineOf(at), rule: id, message };
      }),
    )
    .sort((a, b) => a.line - b.line);
}
