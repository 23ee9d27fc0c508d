import type { Github } from "@tollgate/github";
import type { JudgedWith } from "@tollgate/model";
import type { Environment } from "../../environment.ts";
import { readJobs } from "../../jobs/read-jobs.ts";
import { readReviews } from "../../policy/read-reviews.ts";
import type { Setting } from "../../policy/setting.ts";
import { type GatheredBase, gatherBase } from "../gather-base.ts";
import { type GatheredJobs, gatherJobs } from "../gather-jobs.ts";
import { gatherReviews } from "../gather-reviews.ts";
import { allDoubts, type Doubts, noDoubts } from "../gathered.ts";
import { writtenLists } from "../written-lists.ts";
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
  /** Where the work goes. */
  readonly branch: string;
  readonly gate: string;
  /** A folder of the caller's own. */
  readonly folder: string;
};

/** Jobs, reviews and base of a run that is judged anew. */
export async function askBeside(
  environment: Environment,
  inside: Environment,
  github: Github,
  { tested: { run, pullRequest }, setting, branch, gate, folder }: AskBesideOptions,
): Promise<Beside> {
  const { mergeBaseSha } = setting.subject;
  const target = pullRequest === undefined ? "the commit before" : "the merge base";
  const jobs: GatheredJobs =
    run === undefined ? noDoubts : await gatherJobs(github, { id: run.id, attempt: run.attempt });
  const reviews = await gatherReviews(inside, github, setting, branch);
  const base: GatheredBase =
    run === undefined
      ? noDoubts
      : await gatherBase(inside, github, setting, {
          wanted: mergeBaseSha === undefined ? undefined : { branch, commit: mergeBaseSha, target },
          workflow: () => Promise.resolve(run.workflow),
          ...{ gate, folder },
        });
  const files = writtenLists(folder, { jobs: jobs.list, reviews: reviews.list });
  // The job that asks is of another run: by its name none is left out.
  return {
    lists: {
      ...(files.jobs === undefined ? {} : { jobs: readJobs({ ...environment, env: {} }, files.jobs) }),
      ...(files.reviews === undefined ? {} : { reviews: readReviews(environment, files.reviews) }),
    },
    ...(base.base === undefined ? {} : { base: base.base }),
    doubts: allDoubts(jobs, reviews, base),
  };
}
