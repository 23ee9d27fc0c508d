import type { Problem, Report, RuleResult } from "@tollgate/model";

/**
 * What is wrong with the policies themselves: the change's cannot be read, which would stop everybody once it is merged;
 * or the base's, which may ask for more. No policy configures this, so that none can soften it. Silent where all is well.
 */
export function policyResults({ problems }: Report): readonly RuleResult[] {
  return problems.flatMap((problem) => {
    if (problem.code === "policy-broken") return [toResult(problem, "fail")];
    return problem.code === "policy-unknown" ? [toResult(problem, "unknown")] : [];
  });
}

/** The key of these results: no rule has it. */
const id = "readable-policy";

function toResult({ message, remedy, path, line }: Problem, answer: "fail" | "unknown"): RuleResult {
  const [first = "", ...rest] = message.split("\n");
  return {
    rule: id,
    title: "Readable policy",
    scope: {},
    mode: "enforce",
    severity: "error",
    answer,
    effect: answer === "fail" ? "block" : "hold",
    message: first,
    remedy,
    facts: [],
    violations: rest.map((text) => ({
      message: text.trim(),
      ...(path === undefined ? {} : { path }),
      ...(line === undefined ? {} : { line }),
    })),
  };
}
