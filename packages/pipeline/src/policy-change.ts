import { softenedRules } from "@tollgate/gate";
import type { ChangeSet, Policy, Problem } from "@tollgate/model";

/** Where a policy is when nothing else is asked for: a change may have removed it. */
const usualPath = "tollgate.yml";

/** A change that edits the policy by which it is judged says so: whoever reads it must look at that part first. */
export function policyChange(policy: Policy, { files }: ChangeSet): readonly Problem[] {
  const path = policy.path ?? usualPath;
  const file = files.find((candidate) => candidate.path === path || candidate.oldPath === path);
  if (file === undefined) return [];
  const verb = policy.path === undefined ? "removes" : file.change === "added" ? "adds" : "edits";
  const soft = softenedRules(policy);
  return [
    {
      code: "policy-changed",
      severity: "warning",
      message: [
        `This change ${verb} ${path}, by which it is judged.`,
        ...(soft.length === 0
          ? []
          : [`In it ${listOf(soft)} ${soft.length === 1 ? "does" : "do"} not decide.`]),
      ].join(" "),
      remedy: "Review what it asks for before the verdict.",
      path,
    },
  ];
}

function listOf(names: readonly string[]): string {
  return names.length < 2 ? names.join("") : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
}
