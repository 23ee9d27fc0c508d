import type { Decision, Problem, Report } from "@tollgate/model";

/** The same doubt about one or several inputs: at least one problem. */
export type AlikeProblems = readonly [Problem, ...Problem[]];

const order: Readonly<Record<Problem["severity"], number>> = { error: 0, warning: 1, info: 2 };

/** Problems that say the same together, errors first, in the order given otherwise. */
export function alikeProblems(problems: readonly Problem[]): readonly AlikeProblems[] {
  const alike = new Map<string, [Problem, ...Problem[]]>();
  for (const problem of problems) {
    const key = [problem.severity, problem.code, problem.message].join("\0");
    const known = alike.get(key);
    if (known === undefined) alike.set(key, [problem]);
    else known.push(problem);
  }
  return [...alike.values()].sort(([a], [b]) => order[a.severity] - order[b.severity]);
}

/**
 * What does not decide and must not stay unseen: every warning, and errors where no rule acts on them. What the change
 * does to its own policy comes first.
 */
export function openProblems({ problems }: Report, { rules }: Decision): readonly AlikeProblems[] {
  const acts = rules.some(
    ({ rule, effect }) => isAboutProblems(rule) && (effect === "block" || effect === "hold"),
  );
  const open = alikeProblems(
    problems.filter(
      ({ severity, code }) =>
        // A rule tells of a policy that cannot be read.
        code !== "policy-broken" &&
        code !== "policy-unknown" &&
        (severity === "warning" || (severity === "error" && !acts)),
    ),
  );
  return [...open.filter(isOfPolicy), ...open.filter((alike) => !isOfPolicy(alike))];
}

/** Rules that fail for problems of severity error. */
export function isAboutProblems(rule: string): boolean {
  return rule === "no-unreadable-evidence" || rule === "no-stale-evidence";
}

function isOfPolicy([{ code }]: AlikeProblems): boolean {
  return code === "policy-changed";
}
