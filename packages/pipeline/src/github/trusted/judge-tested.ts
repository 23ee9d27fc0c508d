import { mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Github } from "@tollgate/github";
import {
  type AbsentEvidence,
  type Decision,
  defaultGate,
  type Policy,
  type Publication,
  sourceError,
} from "@tollgate/model";
import { renderPublication } from "@tollgate/render";
import { checkOutCommit, readGithubEvent, readTree } from "@tollgate/workspace";
import { readBaseEvidence } from "../../base/base-evidence.ts";
import { readBundles } from "../../bundles/read-bundles.ts";
import type { Environment } from "../../environment.ts";
import { judge } from "../../judge.ts";
import { clearOutputs } from "../../outputs/clear-outputs.ts";
import { outputFolder } from "../../outputs/output-folder.ts";
import { writeGithubFiles, writeOutputs } from "../../outputs/write-outputs.ts";
import { type OverrideAnswer, readOverride } from "../../policy/override-request.ts";
import { ignoredWaivers } from "../../policy/read-waivers.ts";
import { readKnownSetting } from "../../policy/setting.ts";
import { type GatheredBundles, gatherBundles } from "../gather-bundles.ts";
import { allDoubts } from "../gathered.ts";
import { askBeside } from "./ask-beside.ts";
import { claimDoubts } from "./claim-doubts.ts";
import { type Fetched, fetchTested } from "./fetch-tested.ts";
import type { Tested } from "./tested.ts";

export type JudgeTestedOptions = {
  readonly token: string;
  /** Absent where the event does not tell. */
  readonly defaultBranch: string | undefined;
  /** @default tollgate */
  readonly gate?: string;
  /** @default .tollgate/out below the repository's root */
  readonly out?: string;
};

export type JudgedTested = {
  /** Absolute: what was written. */
  readonly folder: string;
  readonly decision: Decision;
  readonly publication: Publication;
  /** The run's own result says that it is of something else. */
  readonly isForged: boolean;
};

/**
 * Judges a run anew from its raw bundles, by the policy of the base branch, in a checkout of its own. The clone that this
 * runs in is trusted, and of the judged commit nothing is executed or obeyed: no hook, filter or driver, no configuration,
 * no link, and no policy but as what the change would bring.
 */
export async function judgeTested(
  environment: Environment,
  github: Github,
  tested: Tested,
  options: JudgeTestedOptions,
): Promise<JudgedTested> {
  const { env } = environment;
  const folder = realpathSync.native(mkdtempSync(join(env["RUNNER_TEMP"] || tmpdir(), "tollgate-judge-")));
  try {
    const { run } = tested;
    const arrived = run === undefined ? withoutRun : await gatherBundles(github, run.id, folder);
    const shownAs = new Map(arrived.files.map(({ path, shownAs }) => [path, shownAs]));
    const read = await readBundles(environment, [...shownAs.keys()], shownAs);
    const fetched = fetchTested(environment, tested, read.bundle, {
      ...options,
      repository: github.repository,
    });
    return await judgeFetched(environment, github, { tested, arrived, read, fetched, folder }, options);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const withoutRun: GatheredBundles = {
  files: [],
  problems: [],
  absent: [
    {
      what: "every bundle of the pull request",
      because: "no run of a workflow on its head has finished and left one",
      remedy:
        "Publish on the event `workflow_run`, which comes when the tests have ended; or run this workflow again then.",
    } satisfies AbsentEvidence,
  ],
};

type Given = {
  readonly tested: Tested;
  readonly arrived: GatheredBundles;
  readonly read: Awaited<ReturnType<typeof readBundles>>;
  readonly fetched: Fetched;
  readonly folder: string;
};

async function judgeFetched(
  environment: Environment,
  github: Github,
  { tested, arrived, read, fetched, folder }: Given,
  options: JudgeTestedOptions,
): Promise<JudgedTested> {
  const { subject, branch, doubtOf } = fetched;
  const { gate = defaultGate } = options;
  const checkout = checkOutCommit(environment, subject.headSha, { isForeign: true });
  if ("reason" in checkout)
    throw sourceError(
      `The judged commit cannot be checked out: ${checkout.reason}.`,
      "Check out the repository before, with `fetch-depth: 0`.",
    );
  try {
    const inside = insideOf(environment, checkout.environment, github.repository);
    const setting = await readKnownSetting(inside, await readTree(inside), subject);
    const { artifacts } = arrived;
    const forged =
      artifacts === undefined
        ? []
        : await claimDoubts(environment, github, { artifacts, gate, subject, doubtOf, folder });
    const beside = await askBeside(environment, inside, github, { tested, setting, branch, folder, gate });
    const override = readLabelOf(environment, tested, setting.policy);
    const told = allDoubts(arrived, beside.doubts);
    const base =
      beside.base === undefined
        ? undefined
        : await readBaseEvidence(inside, setting, [beside.base.file], beside.base.how);
    const verdict = await judge(inside, setting, read.bundle, {
      problems: [
        ...read.problems,
        ...told.problems,
        ...tested.problems,
        ...fetched.problems,
        ...forged,
        ...override.problems,
        ...ignoredWaivers(setting.tree),
      ],
      options: {
        ...beside.lists,
        ...(tested.run === undefined ? {} : { attempt: tested.run.attempt }),
        ...(told.absent.length === 0 ? {} : { absent: told.absent }),
        ...(override.request === undefined ? {} : { override: override.request }),
      },
      ...(base === undefined ? {} : { base }),
    });
    const { tree } = await readTree(environment);
    const out = outputFolder(environment, tree, options.out);
    clearOutputs(out, []);
    const shown = { gate, run: tested.of };
    await writeOutputs(
      out,
      verdict,
      { bundle: read.bundle, ...(base === undefined ? {} : { base }) },
      [],
      shown,
    );
    writeGithubFiles(environment, verdict, out);
    return {
      folder: out,
      decision: verdict.decision,
      publication: renderPublication(verdict.report, verdict.decision, shown),
      isForged: forged.some(({ severity }) => severity === "error"),
    };
  } finally {
    checkout.remove();
  }
}

/** A label of the event's pull request says nothing of another one's run. */
function readLabelOf(environment: Environment, { pullRequest }: Tested, policy: Policy): OverrideAnswer {
  const { event } = readGithubEvent(environment.env);
  const isOfJudged = pullRequest !== undefined && event?.pullRequest === pullRequest.number;
  return isOfJudged ? readOverride(environment, policy) : { problems: [] };
}

/** As a program in the checkout sees it: nothing of this run but the repository's name, and no secret. */
function insideOf(
  environment: Environment,
  { cwd, env }: Pick<Environment, "cwd" | "env">,
  repository: string,
): Environment {
  const kept = Object.entries(env).filter(([name]) => !/^(?:GITHUB_|ACTIONS_|INPUT_|RUNNER_|CI$)/.test(name));
  return { ...environment, cwd, env: { ...Object.fromEntries(kept), GITHUB_REPOSITORY: repository } };
}
