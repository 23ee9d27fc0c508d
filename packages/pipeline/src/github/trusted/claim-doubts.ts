import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Github, RunArtifact } from "@tollgate/github";
import type { Problem, Subject } from "@tollgate/model";
import type { Environment } from "../../environment.ts";
import { askGithub, untoldBy } from "../ask-github.ts";
import { decisionIn } from "../decision-in.ts";

export type ClaimOptions = {
  /** Of the run that tested. */
  readonly artifacts: readonly RunArtifact[];
  readonly gate: string;
  /** What is judged, as event, API and git tell. */
  readonly subject: Subject;
  /** Why a commit is not one that the run may have tested: a clause. */
  readonly doubtOf: (commit: string) => string | undefined;
  /** A folder of the caller's own. */
  readonly folder: string;
};

/**
 * What the untrusted run's own result says of itself and is not so. Nothing of it is used: one that names another pull
 * request or commit is forged, and then the rest of what the run uploaded is to be believed as little.
 */
export async function claimDoubts(
  environment: Environment,
  github: Github,
  { artifacts, gate, subject, doubtOf, folder }: ClaimOptions,
): Promise<readonly Problem[]> {
  const { openResult } = await import("@tollgate/github");
  const own = join(folder, "claim");
  mkdirSync(own);
  const told = await askGithub(() => openResult(github, artifacts, { gate, folder: own }));
  if ("refusal" in told) return [untoldBy("What the run says of itself is not known", told.refusal)];
  const result = told.value;
  if ("why" in result) return result.isHostile ? [forged(result.why)] : [];
  const claimed = decisionIn(environment, result.decision)?.subject;
  if (claimed === undefined) return [forged("it holds no decision that can be read")];
  const { pullRequest, headSha: commit, repository } = claimed;
  const { pullRequest: number } = subject;
  if (repository !== undefined && repository !== subject.repository)
    return [forged("it says that it is of another repository")];
  if (pullRequest !== undefined && pullRequest !== number)
    return [
      forged(
        `it says that it is of pull request #${pullRequest}, and the run is of ${number === undefined ? "none" : `#${number}`}`,
      ),
    ];
  const doubt = commit === undefined ? undefined : doubtOf(commit);
  return doubt === undefined
    ? []
    : [forged(`it says that it is of commit ${commit?.slice(0, 12)}, which it cannot be: ${doubt}`)];
}

function forged(why: string): Problem {
  return {
    code: "artifact-refused",
    severity: "error",
    message: `The run's own result is not believed: ${why}.`,
    remedy: "Let the gate action upload its result, and nothing else give an artifact such a name.",
    path: "tollgate-result",
  };
}
