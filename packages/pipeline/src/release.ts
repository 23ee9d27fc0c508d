import { existsSync } from "node:fs";
import { join } from "node:path";
import { type DecisionInputs, type Policy, type Problem, usageError } from "@tollgate/model";
import type { OutputName } from "./outputs/output-names.ts";

/** The policy for a release: beside what it asks, everything must be of the very commit, and there. */
export function releasePolicy(policy: Policy): Policy {
  return {
    ...policy,
    otherSource: "reject",
    rules: [...policy.rules, { rule: "exact-evidence", scope: {}, mode: "enforce", options: {} }],
  };
}

/** A release is of a commit: what the judged text has beside it is an error. */
export function releaseDoubts({ uncommitted }: Pick<DecisionInputs, "uncommitted">): readonly Problem[] {
  if (uncommitted === undefined) return [];
  const { files, first } = uncommitted;
  const more = files > first.length ? ` and ${files - first.length} more` : "";
  return [
    {
      code: "dirty-checkout",
      severity: "error",
      message: `The judged checkout has files that the commit does not have so: ${first.join(", ")}${more}.`,
      remedy: "Judge a checkout of the commit alone, and let git ignore what builds and tests write.",
    },
  ];
}

/** The bundle of the last run, where none is named. */
export function lastBundle(folder: string): readonly string[] {
  const path = join(folder, "evidence.tollgate" satisfies OutputName);
  if (existsSync(path)) return [path];
  throw usageError(
    "No bundle was given, and there is none of an earlier run.",
    "Name the bundles of the jobs that tested the release: tollgate gate --release bundles/*.tollgate",
  );
}
