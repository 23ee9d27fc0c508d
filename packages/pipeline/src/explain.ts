import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { usageError } from "@tollgate/model";
import { explainRule } from "@tollgate/render";
import { readTree } from "@tollgate/workspace";
import { parseDecision } from "./decision/parse-decision.ts";
import type { Environment } from "./environment.ts";
import { outputFolder } from "./outputs/output-folder.ts";

export type ExplainOptions = {
  /** A rule id; absent: every rule. */
  readonly rule?: string;
  /** @default .tollgate/out/decision.json below the repository's root */
  readonly decision?: string;
};

/** How a verdict came about, from the decision that the last run wrote. */
export async function explain(environment: Environment, options: ExplainOptions): Promise<number> {
  const path =
    options.decision === undefined
      ? await lastDecision(environment)
      : resolve(environment.cwd, options.decision);
  const decision = parseDecision(readDecision(path), path);
  const told = [...decision.rules, ...(decision.policyChange?.rules ?? [])];
  const ids = [...new Set(told.map(({ rule }) => rule))];
  if (options.rule !== undefined && !ids.includes(options.rule)) {
    throw usageError(`The decision has no rule "${options.rule}".`, `It has: ${ids.join(", ")}.`);
  }
  for (const rule of options.rule === undefined ? ids : [options.rule])
    environment.stdout(explainRule(decision, rule, environment));
  return 0;
}

async function lastDecision(environment: Environment): Promise<string> {
  const { tree } = await readTree(environment);
  return join(outputFolder(environment, tree, undefined), "decision.json");
}

function readDecision(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    throw usageError(
      "There is no decision to explain.",
      "Run `tollgate run` first, or name a decision: --decision FILE. A run that ended with exit code 2 left none.",
      error,
    );
  }
}
