import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { usageError } from "@tollgate/model";
import { explainRule } from "@tollgate/render";
import type { Environment } from "./environment.ts";
import { parseDecision } from "./parse-decision.ts";

export type ExplainOptions = {
  /** A rule id; absent: every rule. */
  readonly rule?: string;
  /** @default .tollgate/out/decision.json */
  readonly decision?: string;
};

/** How a verdict came about, from the decision that the last run wrote. */
export function explain(environment: Environment, options: ExplainOptions): number {
  const path = resolve(environment.cwd, options.decision ?? ".tollgate/out/decision.json");
  const decision = parseDecision(readDecision(path), path);
  const ids = [...new Set(decision.rules.map(({ rule }) => rule))];
  if (options.rule !== undefined && !ids.includes(options.rule)) {
    throw usageError(`The decision has no rule "${options.rule}".`, `It has: ${ids.join(", ")}.`);
  }
  for (const rule of options.rule === undefined ? ids : [options.rule])
    environment.stdout(explainRule(decision, rule, environment));
  return 0;
}

function readDecision(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    throw usageError(
      "There is no decision to explain.",
      `Run \`tollgate run\` first, or name a decision: --decision FILE.`,
      error,
    );
  }
}
