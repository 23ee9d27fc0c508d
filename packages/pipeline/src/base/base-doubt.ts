import type { Problem } from "@tollgate/model";
import { isPartOfChange } from "@tollgate/workspace";
import type { Environment } from "../environment.ts";
import type { Setting } from "../policy/setting.ts";
import type { BaseEvidence } from "./base-evidence.ts";

/**
 * Evidence of a commit of the change is no base: what an earlier commit of a pull request broke would count as known
 * from then on. It may still be reused where the inputs are the same.
 */
export function baseDoubt(
  environment: Environment,
  { tree, subject }: Setting,
  { bundle, how }: BaseEvidence,
): Problem | undefined {
  const git = { ...environment, cwd: tree.root };
  const commits = new Set(bundle.evidence.map(({ commit }) => commit));
  const [commit] = [...commits]
    .filter((sha) => sha !== undefined && isPartOfChange(git, subject, sha))
    .sort();
  if (commit === undefined) return undefined;
  const which = commit === subject.headSha ? "which is judged itself" : "which is a part of the change";
  return {
    code: "base-of-change",
    severity: "warning",
    message: `Nothing is compared with the base report (${how}): it is of commit ${commit.slice(0, 12)}, ${which}.`,
    remedy: "Give as --base-report what was collected where head and base part, or before.",
  };
}
