import type { Bundle, Evidence, OtherSource, Problem } from "@tollgate/model";

/**
 * Evidence of another commit is not evidence: it is kept as an unusable input, and its content is dropped; or its coverage
 * is kept for the merge to bound, where the policy says so. Evidence whose commit cannot be compared is used, and it is
 * said.
 */
export function bindToCommit(
  bundle: Bundle,
  headSha: string | undefined,
  otherSource: OtherSource = "reject",
): Bundle {
  return { evidence: bundle.evidence.map((item) => bind(item, headSha, otherSource)) };
}

function bind(item: Evidence, headSha: string | undefined, otherSource: OtherSource): Evidence {
  const { commit } = item;
  if (commit === headSha) return item;
  if (commit === undefined || headSha === undefined) return withProblem(item, unbound(item, headSha));
  if (otherSource === "bound" && item.coverage !== undefined && item.tests === undefined)
    return withProblem({ ...item, runs: [] }, otherCommit(item, commit, headSha, "warning"));
  const { tests: _tests, coverage: _coverage, ...rest } = item;
  return withProblem({ ...rest, status: "invalid", runs: [] }, otherCommit(item, commit, headSha, "error"));
}

function withProblem(item: Evidence, problem: Problem): Evidence {
  return { ...item, problems: [...item.problems, problem] };
}

function otherCommit(
  { input }: Evidence,
  found: string,
  wanted: string,
  severity: "error" | "warning",
): Problem {
  const bounded = severity === "error" ? "" : " What it covers is unknown, from nothing to all.";
  return {
    code: "other-commit",
    severity,
    message: `The report was collected on commit ${found.slice(0, 12)}, judged is ${wanted.slice(0, 12)}.${bounded}`,
    remedy: "Collect and judge in one run, or download the bundles of this run only.",
    path: input.path,
  };
}

function unbound({ input }: Evidence, headSha: string | undefined): Problem {
  return {
    code: "other-commit",
    severity: "warning",
    message:
      headSha === undefined
        ? "Here is no commit to compare with the one that the report was collected on."
        : `Nothing says on which commit the report was collected; judged is ${headSha.slice(0, 12)}.`,
    remedy: "Collect and judge inside checkouts of the same commit.",
    path: input.path,
  };
}
