import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Github } from "@tollgate/github";
import type { JudgedWith } from "@tollgate/model";
import type { Environment } from "../../environment.ts";
import { readJobs } from "../../jobs/read-jobs.ts";
import { readReviews } from "../../read-reviews.ts";
import type { Setting } from "../../setting.ts";
import { type GatheredBase, gatherBase } from "../gather-base.ts";
import { type GatheredJobs, gatherJobs } from "../gather-jobs.ts";
import { gatherReviews } from "../gather-reviews.ts";
import { allDoubts, type Doubts, noDoubts } from "../gathered.ts";
import type { Tested } from "./tested.ts";

/** What GitHub tells of a run beside its bundles. */
export type Beside = {
  readonly lists: Pick<JudgedWith, "jobs" | "reviews">;
  readonly base?: NonNullable<GatheredBase["base"]>;
  readonly doubts: Doubts;
};

export type AskBesideOptions = {
  readonly tested: Tested;
  readonly setting: Setting;
  readonly gate: string;
  /** A folder of the caller's own. */
  readonly folder: string;
};

/** Jobs, reviews and base of a run that is judged anew. */
export async function askBeside(
  environment: Environment,
  inside: Environment,
  github: Github,
  { tested: { run, pullRequest }, setting, gate, folder }: AskBesideOptions,
): Promise<Beside> {
  const { mergeBaseSha, baseRef } = setting.subject;
  const branch = pullRequest?.baseBranch ?? baseRef;
  const jobs: GatheredJobs =
    run === undefined
      ? noDoubts
      : await gatherJobs(environment, github, { id: run.id, attempt: run.attempt });
  const reviews = await gatherReviews(inside, github, setting, branch);
  const base: GatheredBase =
    run === undefined
      ? noDoubts
      : await gatherBase(inside, github, setting, {
          wanted:
            branch === undefined || mergeBaseSha === undefined
              ? undefined
              : { branch, commit: mergeBaseSha, target: "the merge base" },
          workflow: () => Promise.resolve(run.workflow),
          ...{ gate, folder },
        });
  const written = (name: string, list: unknown): string => {
    const path = join(folder, name);
    writeFileSync(path, JSON.stringify(list));
    return path;
  };
  return {
    lists: {
      ...(jobs.list === undefined ? {} : { jobs: readJobs(environment, written("jobs.json", jobs.list)) }),
      ...(reviews.list === undefined
        ? {}
        : { reviews: readReviews(environment, written("reviews.json", reviews.list)) }),
    },
    ...(base.base === undefined ? {} : { base: base.base }),
    doubts: allDoubts(jobs, reviews, base),
  };
}
