import { mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import type { Github } from "@tollgate/github";
import { resultArtifactName } from "@tollgate/github/artifact-name";
import { defaultGate, usageError } from "@tollgate/model";
import { readTree } from "@tollgate/workspace";
import type { Environment } from "../environment.ts";
import { clearOutputs } from "../outputs/clear-outputs.ts";
import { outputFolder } from "../outputs/output-folder.ts";
import { publicationOptions } from "../outputs/publication-options.ts";
import { type Checkout, readSetting } from "../policy/setting.ts";
import { type GateOptions, gate, type Judged } from "../run.ts";
import type { GateRunOptions } from "./gate-run-options.ts";
import type { GatheredBundles } from "./gather-bundles.ts";
import type { AskedRun, GatheredRun } from "./gather-run.ts";
import { allDoubts, noDoubts } from "./gathered.ts";
import { namedBundles } from "./named-bundles.ts";
import { writtenLists } from "./written-lists.ts";

export type { GateRunOptions } from "./gate-run-options.ts";

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
  const named = namedBundles(environment, bundles);
  clearEarlier(environment, checkout, named, options);
  const github = await connected(environment, options);
  // A policy that cannot be read is told before anything is downloaded.
  const setting = await readSetting(environment, checkout, rest);
  const told = github === undefined ? nothing : await ask(environment, github, { setting, folder, options });
  const arrived = told.bundles ?? named;
  const { problems, absent } = allDoubts(arrived, told.doubts);
  const gateOptions: GateOptions = {
    ...rest,
    ...(told.base === undefined ? {} : { baseReport: [told.base.file] }),
    ...writtenLists(folder, told),
    files: arrived.files.map(({ path }) => path),
    json: false,
    told: {
      ...{ problems, absent },
      ...(told.attempt === undefined ? {} : { attempt: told.attempt }),
      shownAs: new Map(arrived.files.map(({ path, shownAs }) => [path, shownAs])),
      ...(told.base === undefined ? {} : { baseHow: told.base.how }),
    },
  };
  return gate(environment, gateOptions, { checkout, setting });
}

/**
 * Before anything can go wrong: publish shows what lies there in the name of this run, and the tests of this very job or an
 * earlier run may have left it.
 */
function clearEarlier(
  environment: Environment,
  { tree }: Checkout,
  named: GatheredBundles,
  { baseReport = [], previous, out }: GateRunOptions,
): void {
  const beside = [...baseReport, ...(previous === undefined ? [] : [previous])];
  clearOutputs(outputFolder(environment, tree, out), [
    ...named.files.map(({ path }) => path),
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

const nothing: GatheredRun = { doubts: noDoubts };

async function ask(environment: Environment, github: Github, asked: AskedRun): Promise<GatheredRun> {
  const { gatherRun } = await import("./gather-run.ts");
  return gatherRun(environment, github, asked);
}
