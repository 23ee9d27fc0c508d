import { mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { type Github, resultArtifactName } from "@tollgate/github";
import { defaultGate, type RunRef, usageError } from "@tollgate/model";
import { readTree } from "@tollgate/workspace";
import { clearOutputs } from "../clear-outputs.ts";
import type { Environment } from "../environment.ts";
import { outputFolder } from "../output-folder.ts";
import { publicationOptions } from "../publication-options.ts";
import { type GateOptions, gate, type Judged } from "../run.ts";
import { type Checkout, readSetting, type Setting } from "../setting.ts";
import { baseBranch, wantedBase } from "./base-branch.ts";
import { type GatheredBase, gatherBase, workflowOf } from "./gather-base.ts";
import { type GatheredBundles, gatherBundles } from "./gather-bundles.ts";
import { type GatheredJobs, gatherJobs } from "./gather-jobs.ts";
import { gatherReviews } from "./gather-reviews.ts";
import { allDoubts, type Doubts, noDoubts } from "./gathered.ts";
import { namedBundles } from "./named-bundles.ts";
import { writtenLists } from "./written-lists.ts";

export type GateRunOptions = Omit<GateOptions, "files" | "jobs" | "reviews" | "json" | "told"> & {
  /** Files, folders and globs of bundles; none: all that the run's jobs uploaded. */
  readonly bundles: readonly string[];
  /** `auto`: the base branch's nearest complete push run, unless `baseReport` names something. */
  readonly baseline: "auto" | "off";
  /** `auto`: those of this run, as GitHub lists them. */
  readonly jobs: "auto" | "off";
  /** Given by the shell, never by a file or an argument. */
  readonly token: string | undefined;
};

export type JudgedRun = Judged & {
  /** How the artifact with the outputs is called, for later runs to compare with. */
  readonly artifactName: string;
};

/**
 * Judges a run of a workflow inside of it: what its jobs collected, by the policy of the base branch, compared with the base
 * branch's last whole run. What GitHub does not tell is evidence that is not there: it holds, and says which permission is
 * missing.
 */
export async function gateRun(environment: Environment, options: GateRunOptions): Promise<JudgedRun> {
  const folder = realpathSync.native(
    mkdtempSync(join(environment.env["RUNNER_TEMP"] || tmpdir(), "tollgate-gate-")),
  );
  try {
    const judged = await gateIn(folder, environment, options);
    const { attempt = 1 } = publicationOptions(environment).run ?? {};
    return { ...judged, artifactName: resultArtifactName(options.gate ?? defaultGate, attempt) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function gateIn(folder: string, environment: Environment, options: GateRunOptions): Promise<Judged> {
  const { bundles, baseline: _baseline, jobs: _jobs, token: _token, ...rest } = options;
  const checkout = await readTree(environment);
  clearEarlier(environment, checkout, options);
  const github = await connected(environment, options);
  // Who asks GitHub has to know what for; and a policy that cannot be read is told before anything is downloaded.
  const setting = github === undefined ? undefined : await readSetting(environment, checkout, rest);
  const arrived = await arrivedBundles(environment, github, bundles, folder);
  const told =
    github === undefined || setting === undefined
      ? nothing
      : await ask(environment, github, { setting, folder, options });
  const { problems, absent } = allDoubts(arrived, told.doubts);
  return gate(environment, {
    ...rest,
    ...(told.base === undefined ? {} : { baseReport: [told.base.file] }),
    ...writtenLists(folder, told),
    files: arrived.files.map(({ path }) => path),
    json: false,
    told: {
      ...{ problems, absent },
      shownAs: new Map(arrived.files.map(({ path, shownAs }) => [path, shownAs])),
      ...(told.base === undefined ? {} : { baseHow: told.base.how }),
    },
  });
}

/**
 * Before anything can go wrong: publish shows what lies there in the name of this run, and the tests of this very job or an
 * earlier run may have left it.
 */
function clearEarlier(
  environment: Environment,
  { tree }: Checkout,
  { bundles, baseReport = [], previous, out }: GateRunOptions,
): void {
  const named = namedBundles(environment, bundles).files.map(({ path }) => path);
  const beside = [...baseReport, ...(previous === undefined ? [] : [previous])];
  clearOutputs(outputFolder(environment, tree, out), [
    ...named,
    ...beside.map((file) => resolve(environment.cwd, file)),
  ]);
}

async function connected(
  environment: Environment,
  { token, bundles }: GateRunOptions,
): Promise<Github | undefined> {
  // Network code is loaded where something is fetched.
  if (token) return (await import("./open-github.ts")).openGithub(environment, token);
  if (bundles.length > 0) return undefined;
  throw usageError(
    "There is no token, and no bundle was named: nothing can be judged.",
    "Leave `token` out, so that it is the run's own, or name bundles by their paths.",
  );
}

function thisRun(environment: Environment): RunRef {
  const { run } = publicationOptions(environment);
  if (run !== undefined) return run;
  throw usageError(
    "GITHUB_RUN_ID does not tell of which run of a workflow this is a part.",
    "Run the action inside GitHub Actions, or use the command `tollgate gate` with the paths of the bundles.",
  );
}

async function arrivedBundles(
  environment: Environment,
  github: Github | undefined,
  named: readonly string[],
  folder: string,
): Promise<GatheredBundles> {
  if (github === undefined || named.length > 0) return namedBundles(environment, named);
  return gatherBundles(github, thisRun(environment).id, folder);
}

/** What GitHub told beside the bundles. */
type ToldByGithub = {
  readonly jobs?: unknown;
  readonly reviews?: unknown;
  readonly base?: NonNullable<GatheredBase["base"]>;
  readonly doubts: Doubts;
};

const nothing: ToldByGithub = { doubts: noDoubts };

type Asked = { readonly setting: Setting; readonly folder: string; readonly options: GateRunOptions };

async function ask(
  environment: Environment,
  github: Github,
  { setting, folder, options }: Asked,
): Promise<ToldByGithub> {
  const { base: asked, baseReport = [], baseline, gate: id = defaultGate, jobs: wantsJobs } = options;
  const own = thisRun(environment);
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
    jobs: jobs.list,
    reviews: reviews.list,
    ...(base.base === undefined ? {} : { base: base.base }),
    doubts: allDoubts(jobs, reviews, base),
  };
}
