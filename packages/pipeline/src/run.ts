import { resolve } from "node:path";
import { type Decision, exitCodeOf, type JudgedWith, type TestCase, usageError } from "@tollgate/model";
import { decisionJson, renderTerminal } from "@tollgate/render";
import { readTree } from "@tollgate/workspace";
import type { BaseEvidence } from "./base/base-evidence.ts";
import { readBundles } from "./bundles/read-bundles.ts";
import type { CoordinateOptions } from "./coordinates.ts";
import { readDecision } from "./decision/read-decision.ts";
import type { Environment } from "./environment.ts";
import type { CollectedReports } from "./evidence/collect-reports.ts";
import { shownPath } from "./files/shown-path.ts";
import { readJobs } from "./jobs/read-jobs.ts";
import { judge } from "./judge.ts";
import type { RunnerOptions } from "./observe-run.ts";
import { clearOutputs } from "./outputs/clear-outputs.ts";
import { outputFolder } from "./outputs/output-folder.ts";
import { type FurtherFormat, furtherFormats } from "./outputs/output-names.ts";
import { publicationOptions, remarkOptions } from "./outputs/publication-options.ts";
import {
  type WrittenFile,
  writeGithubFiles,
  writeOutputs,
  writeReleaseRecord,
} from "./outputs/write-outputs.ts";
import { readArtifacts, writeVsa } from "./outputs/write-vsa.ts";
import { readOverride } from "./policy/override-request.ts";
import { readReviews } from "./policy/read-reviews.ts";
import { checkWaivers, ignoredWaivers } from "./policy/read-waivers.ts";
import { type Checkout, readSetting, type Setting, type SettingOptions } from "./policy/setting.ts";
import type { ObservedRun } from "./record-run.ts";
import { lastBundle } from "./release.ts";
import type { Told } from "./told.ts";

export type GateOptions = SettingOptions & {
  /** Bundles; for `run` report files, none: found by policy or convention. */
  readonly files: readonly string[];
  /** Bundles or reports of the base. */
  readonly baseReport?: readonly string[];
  /** The jobs of the CI run, as its API lists them. */
  readonly jobs?: string;
  /** The decision before this one. */
  readonly previous?: string;
  /** Reviews of the pull requests that brought waivers, as the platform tells them. */
  readonly reviews?: string;
  /** Whose comment and check this is, where a repository has several gates. @default tollgate */
  readonly gate?: string;
  /** Folder for the outputs. @default .tollgate/out below the repository's root */
  readonly out?: string;
  /** `istanbul`, `sarif`, `sonarqube`: written beside the usual outputs. */
  readonly also?: readonly string[];
  /** Files that `--also vsa` is about, beside the commit. */
  readonly vsaSubject?: readonly string[];
  readonly json: boolean;
  /** Of who gives the files: a platform that was asked for them. */
  readonly told?: Told;
};

export type RunOptions = GateOptions & CoordinateOptions & RunnerOptions & { readonly kind?: string };

/** A verdict as it was reached and written. */
export type Judged = {
  /** That of the verdict, or of a command behind `--` that did not start or was stopped. */
  readonly exitCode: number;
  readonly decision: Decision;
  /** Absolute path of the folder with the outputs. */
  readonly folder: string;
  /** Absolute paths of the outputs. */
  readonly files: readonly string[];
};

/** Collect, merge, judge and report in one go on this checkout. */
export function run(environment: Environment, options: RunOptions): Promise<Judged> {
  return judgeAndReport(environment, options, {
    async observe(checkout) {
      // A base that is not there, or a waiver that is broken, is told before the tests run, not after.
      if (options.command !== undefined)
        await checkWaivers(environment, await readSetting(environment, checkout, options));
      const { observeRun } = await import("./observe-run.ts");
      return observeRun(environment, checkout, options);
    },
    // Who judges bundles does not load all that reads reports.
    async gather(setting, observed) {
      const { asRead, collectOptionsOf, collectReports } = await import("./evidence/collect-reports.ts");
      return collectReports(environment, setting, collectOptionsOf(environment, options, observed), asRead);
    },
  });
}

/** What the caller has read of the repository, and need not be read again. */
export type Known = { readonly checkout?: Checkout; readonly setting?: Setting };

/** Judges bundles that `collect` wrote, in this or other jobs. */
export async function gate(
  environment: Environment,
  options: GateOptions,
  known: Known = {},
): Promise<Judged> {
  const { release = false, told } = options;
  const wantsLast = release && options.files.length === 0 && told === undefined;
  const files = wantsLast ? await lastBundles(environment, options) : options.files;
  return judgeAndReport(
    environment,
    { ...options, files },
    {
      known,
      gather() {
        if (files.length > 0 || told !== undefined) return readBundles(environment, files, told?.shownAs);
        throw usageError(
          "No bundle was given.",
          "Name the bundles that `tollgate collect` wrote: tollgate gate bundles/*.tollgate",
        );
      },
    },
  );
}

async function lastBundles(environment: Environment, { out }: GateOptions): Promise<readonly string[]> {
  const { tree } = await readTree(environment);
  return lastBundle(outputFolder(environment, tree, out));
}

/** Where the evidence of a judgement comes from. */
type Source = {
  readonly known?: Known;
  /** Runs the tests, where this command does. */
  readonly observe?: (checkout: Checkout) => Promise<ObservedRun | undefined>;
  readonly gather: (setting: Setting, observed: ObservedRun | undefined) => Gathered | Promise<Gathered>;
};

type Gathered = CollectedReports<readonly TestCase[]>;

/** What an earlier run wrote goes first: a run that ends without a verdict must not leave an old one. */
async function judgeAndReport(
  environment: Environment,
  options: GateOptions,
  { known = {}, observe, gather }: Source,
): Promise<Judged> {
  const also = furtherFormatsOf(options.also);
  const publication = publicationOptions(environment, options.gate);
  const artifacts = readArtifacts(environment, artifactsOf(options, also));
  const { cwd } = environment;
  const { baseReport = [] } = options;
  // It may lie where this run writes its own.
  const previous =
    options.previous === undefined ? undefined : readDecision(environment, options.previous).digest;
  const jobs = options.jobs === undefined ? undefined : readJobs(environment, options.jobs);
  const reviews = options.reviews === undefined ? undefined : readReviews(environment, options.reviews);
  const before = known.checkout ?? (await readTree(environment));
  const folder = outputFolder(environment, before.tree, options.out);
  clearOutputs(
    folder,
    [...options.files, ...baseReport].map((file) => resolve(cwd, file)),
  );
  const observed = await observe?.(before);
  // A command that was watched may have written sources.
  const checkout = observed?.wasWritten === undefined ? before : await readTree(environment);
  const setting = known.setting ?? (await readSetting(environment, checkout, options));
  const { bundle, problems } = await gather(setting, observed);
  const base = await baseOf(environment, setting, options);
  const override = readOverride(environment, setting.policy);
  const verdict = await judge(environment, setting, bundle, {
    problems: [
      ...problems,
      ...(options.told?.problems ?? []),
      ...override.problems,
      ...ignoredWaivers(setting.tree),
    ],
    options: judgedWith(setting, options, { jobs, reviews, override: override.request }),
    ...(base === undefined ? {} : { base }),
    ...(previous === undefined ? {} : { previous }),
  });
  const shown = { ...publication, ...remarkOptions(verdict, setting.tree) };
  const written = [
    ...(await writeOutputs(
      folder,
      verdict,
      { bundle, ...(base === undefined ? {} : { base }) },
      also,
      shown,
    )),
    ...(options.release === true ? writeReleaseRecord(folder, verdict) : []),
    ...(also.includes("vsa") ? writeVsa(environment, folder, verdict, artifacts) : []),
  ];
  writeGithubFiles(environment, verdict, folder);
  const { report, decision } = verdict;
  environment.stdout(
    options.json
      ? `${decisionJson(decision)}\n`
      : renderTerminal(report, decision, environment) + listOf(environment, written),
  );
  return {
    exitCode: observed?.exit ?? exitCodeOf(decision.outcome),
    decision,
    folder,
    files: written.map(({ path }) => path),
  };
}

async function baseOf(
  environment: Environment,
  setting: Setting,
  { baseReport = [], told }: GateOptions,
): Promise<BaseEvidence | undefined> {
  if (baseReport.length === 0) return undefined;
  const { readBaseEvidence } = await import("./base/base-evidence.ts");
  return readBaseEvidence(environment, setting, baseReport, told?.baseHow);
}

/** What neither the repository nor the evidence tells. */
type ToldBeside = {
  readonly jobs: JudgedWith["jobs"] | undefined;
  readonly reviews: JudgedWith["reviews"] | undefined;
  readonly override: JudgedWith["override"] | undefined;
};

function judgedWith(
  { policy }: Setting,
  { base, config, release = false, told }: GateOptions,
  { jobs, reviews, override }: ToldBeside,
): JudgedWith {
  return {
    ...(reviews === undefined ? {} : { reviews }),
    ...(override === undefined ? {} : { override }),
    ...(base === undefined ? {} : { base }),
    // By the name that is the same everywhere.
    ...(config === undefined || policy.path === undefined ? {} : { config: policy.path }),
    ...(jobs === undefined ? {} : { jobs }),
    ...(told?.attempt === undefined ? {} : { attempt: told.attempt }),
    ...(told === undefined || told.absent.length === 0 ? {} : { absent: told.absent }),
    ...(release ? { release } : {}),
  };
}

function listOf(environment: Environment, written: readonly WrittenFile[]): string {
  const rows = written.map(({ path, what }) => ({ path: shownPath(environment, path), what }));
  const width = Math.max(...rows.map(({ path }) => path.length));
  return `\nWritten:\n${rows.map(({ path, what }) => `  ${path.padEnd(width)}  ${what}\n`).join("")}`;
}

function artifactsOf({ vsaSubject = [] }: GateOptions, also: readonly FurtherFormat[]): readonly string[] {
  if (vsaSubject.length === 0 || also.includes("vsa")) return vsaSubject;
  throw usageError("--vsa-subject goes with --also vsa.", "Add --also vsa, or leave it out.");
}

function furtherFormatsOf(told: readonly string[] = []): readonly FurtherFormat[] {
  return told.map((name) => {
    const found = furtherFormats.find((format) => format === name);
    if (found !== undefined) return found;
    throw usageError(
      `--also is "${name}".`,
      `It may be ${furtherFormats.join(" or ")}; repeat it for several.`,
    );
  });
}
