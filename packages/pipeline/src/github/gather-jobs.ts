import type { Github } from "@tollgate/github";
import type { RunRef } from "@tollgate/model";
import { absentBy, askGithub } from "./ask-github.ts";
import { type Doubts, noDoubts } from "./gathered.ts";

export type GatheredJobs = Doubts & {
  /** A page of the API, for `--jobs`. */
  readonly list?: { readonly jobs: readonly unknown[] };
};

/** The jobs of an attempt of a run. */
export async function gatherJobs(github: Github, { id, attempt }: RunRef): Promise<GatheredJobs> {
  const { listRunJobs } = await import("@tollgate/github");
  const told = await askGithub(() => listRunJobs(github, { run: id, attempt }));
  return "refusal" in told
    ? { problems: [], absent: [absentBy("the list of the run's jobs", told.refusal)] }
    : { ...noDoubts, list: told.value };
}
