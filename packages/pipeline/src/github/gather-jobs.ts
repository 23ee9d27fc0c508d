import type { Github } from "@tollgate/github";
import type { RunRef } from "@tollgate/model";
import type { Environment } from "../environment.ts";
import { absentBy, askGithub } from "./ask-github.ts";
import { type Doubts, noDoubts } from "./gathered.ts";

export type GatheredJobs = Doubts & {
  /** A page of the API, for `--jobs`. */
  readonly list?: { readonly jobs: readonly unknown[] };
};

/** The jobs of an attempt of a run, without the one that asks where that is one of them. */
export async function gatherJobs(
  { env }: Pick<Environment, "env">,
  github: Github,
  { id, attempt }: RunRef,
): Promise<GatheredJobs> {
  const { listRunJobs } = await import("@tollgate/github");
  const ownRunner = env["RUNNER_NAME"];
  const told = await askGithub(() =>
    listRunJobs(github, { run: id, attempt, ...(ownRunner === undefined ? {} : { ownRunner }) }),
  );
  if ("refusal" in told)
    return { problems: [], absent: [absentBy("the list of the run's jobs", told.refusal)] };
  // Where only this job runs, none can have left anything out.
  return told.value.jobs.length === 0 ? noDoubts : { ...noDoubts, list: told.value };
}
