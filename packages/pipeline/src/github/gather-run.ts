import type { Github } from "@tollgate/github";
import { defaultGate, type RunRef, usageError } from "@tollgate/model";
import type { Environment } from "../environment.ts";
import { publicationOptions } from "../outputs/publication-options.ts";
import type { Setting } from "../policy/setting.ts";
import { baseBranch, wantedBase } from "./base-branch.ts";
import type { GateRunOptions } from "./gate-run-options.ts";
import { type GatheredBase, gatherBase, workflowOf } from "./gather-base.ts";
import { type GatheredBundles, gatherBundles } from "./gather-bundles.ts";
import { type GatheredJobs, gatherJobs } from "./gather-jobs.ts";
import { gatherReviews } from "./gather-reviews.ts";
import { allDoubts, type Doubts, noDoubts } from "./gathered.ts";

export type AskedRun = {
  readonly setting: Setting;
  /** For what is downloaded. */
  readonly folder: string;
  readonly options: GateRunOptions;
};

/** What GitHub told of the run that is judged, and of what it is compared with. */
export type GatheredRun = {
  /** Absent where others were named. */
  readonly bundles?: GatheredBundles;
  /** That of the run, where its bundles are judged. */
  readonly attempt?: number;
  readonly jobs?: unknown;
  readonly reviews?: unknown;
  readonly base?: NonNullable<GatheredBase["base"]>;
  /** Beside those of the bundles. */
  readonly doubts: Doubts;
};

/** Asks GitHub for everything about a run that a gate judges. */
export async function gatherRun(
  environment: Environment,
  github: Github,
  { setting, folder, options }: AskedRun,
): Promise<GatheredRun> {
  const { base: asked, baseReport = [], baseline, gate: id = defaultGate, jobs: wantsJobs } = options;
  const own = thisRun(environment);
  const bundles = options.bundles.length > 0 ? undefined : await gatherBundles(github, own.id, folder);
  const jobs: GatheredJobs = wantsJobs === "off" ? noDoubts : await gatherJobs(github, own);
  const reviews = await gatherReviews(environment, github, setting, baseBranch(environment, asked));
  const base: GatheredBase =
    baseline === "off" || baseReport.length > 0
      ? noDoubts
      : await gatherBase(environment, github, setting, {
          wanted: wantedBase(environment, setting, asked),
          workflow: () => workflowOf(github, own.id),
          ...{ gate: id, folder },
        });
  return {
    ...(bundles === undefined ? {} : { bundles, attempt: own.attempt }),
    jobs: jobs.list,
    reviews: reviews.list,
    ...(base.base === undefined ? {} : { base: base.base }),
    doubts: allDoubts(jobs, reviews, base),
  };
}

function thisRun(environment: Environment): RunRef {
  const { run } = publicationOptions(environment);
  if (run !== undefined) return run;
  throw usageError(
    "GITHUB_RUN_ID does not tell of which run of a workflow this is a part.",
    "Run the action inside GitHub Actions, or use the command `tollgate gate` with the paths of the bundles.",
  );
}
