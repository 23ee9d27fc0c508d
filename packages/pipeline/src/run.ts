import { resolve } from "node:path";
import { type Decision, exitCodeOf, usageError } from "@tollgate/model";
import { decisionJson, renderTerminal } from "@tollgate/render";
import { collectReports } from "./collect-reports.ts";
import { type CoordinateOptions, coordinatesOf } from "./coordinates.ts";
import type { Environment } from "./environment.ts";
import { judge, type Verdict } from "./judge.ts";
import { readBundles } from "./read-bundles.ts";
import { readSetting, type Setting, type SettingOptions } from "./setting.ts";
import { shownPath } from "./shown-path.ts";
import { type WrittenFile, writeGithubFiles, writeOutputs } from "./write-outputs.ts";

export type RunOptions = CoordinateOptions &
  SettingOptions & {
    /** Report files; none: found by policy or convention. */
    readonly files: readonly string[];
    readonly kind?: string;
    readonly baseReport?: string;
    /** Folder for the outputs. @default .tollgate/out below the repository's root */
    readonly out?: string;
    readonly json: boolean;
  };

/** Collect, merge, judge and report in one go on this checkout. Returns the exit code. */
export async function run(environment: Environment, options: RunOptions): Promise<number> {
  const setting = await readSetting(environment, options);
  const { bundle, problems } = collectReports(environment, setting, {
    files: options.files,
    coordinates: coordinatesOf(options, environment),
    ...(options.kind === undefined ? {} : { kind: options.kind }),
  });
  const verdict = await judge(environment, setting, bundle, {
    problems,
    ...(options.baseReport === undefined ? {} : { baseReport: resolve(environment.cwd, options.baseReport) }),
  });
  return finish(environment, setting, options, verdict, (folder) => writeOutputs(folder, verdict, bundle));
}

/** Judges bundles that `collect` wrote, in this or other jobs. Returns the exit code. */
export async function gate(environment: Environment, options: Omit<RunOptions, "kind">): Promise<number> {
  if (options.files.length === 0)
    throw usageError(
      "No bundle was given.",
      "Name the bundles that `tollgate collect` wrote: tollgate gate bundles/*.tollgate",
    );
  const setting = await readSetting(environment, options);
  const { bundle, problems } = await readBundles(environment, options.files);
  const verdict = await judge(environment, setting, bundle, {
    problems,
    ...(options.baseReport === undefined ? {} : { baseReport: resolve(environment.cwd, options.baseReport) }),
  });
  return finish(environment, setting, options, verdict, (folder) => writeOutputs(folder, verdict, bundle));
}

function finish(
  environment: Environment,
  setting: Setting,
  options: Pick<RunOptions, "out" | "json">,
  verdict: Verdict,
  write: (folder: string) => readonly WrittenFile[],
): number {
  const folder =
    options.out === undefined
      ? resolve(setting.tree.root, ".tollgate/out")
      : resolve(environment.cwd, options.out);
  const written = write(folder);
  writeGithubFiles(environment, verdict, folder);
  if (options.json) environment.stdout(`${decisionJson(verdict.decision)}\n`);
  else
    environment.stdout(
      renderTerminal(verdict.report, verdict.decision, environment) + listOf(environment, written),
    );
  return exitCodeFor(verdict.decision);
}

function exitCodeFor({ outcome }: Decision): number {
  return exitCodeOf(outcome);
}

function listOf(environment: Environment, written: readonly WrittenFile[]): string {
  const rows = written.map(({ path, what }) => ({ path: shownPath(environment, path), what }));
  const width = Math.max(...rows.map(({ path }) => path.length));
  return `\nWritten:\n${rows.map(({ path, what }) => `  ${path.padEnd(width)}  ${what}\n`).join("")}`;
}
