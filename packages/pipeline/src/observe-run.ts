import { statSync } from "node:fs";
import { constants } from "node:os";
import { join } from "node:path";
import type { RunBegin, RunEnd } from "@tollgate/collect";
import { canonicalJson, digestOf, packageFinder, usageError } from "@tollgate/model";
import { redact } from "@tollgate/text";
import { commandText, wholeCommand } from "./command-text.ts";
import { type CoordinateOptions, coordinatesOf } from "./coordinates.ts";
import type { Environment } from "./environment.ts";
import { chooseReports } from "./evidence/choose-reports.ts";
import { pathBelow } from "./files/path-below.ts";
import { systemCodeOf } from "./outputs/replace-file.ts";
import { type Checkout, type PolicyOptions, readCollectSetting, type Setting } from "./policy/setting.ts";
import { type ObservedRun, writeRecord } from "./record-run.ts";
import type { CommandEnd } from "./run-command.ts";

/** How the end of the run that writes the reports becomes known. */
export type RunnerOptions = {
  /** `-- COMMAND`: is run, and watched. */
  readonly command?: readonly string[];
  /** `--exit-code`: what the runner ended with, or the outcome of its step in GitHub Actions, as its caller says. */
  readonly exitCode?: string;
};

export type ObserveOptions = RunnerOptions &
  CoordinateOptions &
  PolicyOptions & {
    readonly files: readonly string[];
    /** True when standard output must hold nothing else. */
    readonly json?: boolean;
  };

/** Runs the command, or takes the told exit code. `undefined` when there is neither. */
export async function observeRun(
  environment: Environment,
  checkout: Checkout,
  options: ObserveOptions,
): Promise<ObservedRun | undefined> {
  const { command, exitCode } = options;
  if (command === undefined && exitCode === undefined) return undefined;
  if (command !== undefined && exitCode !== undefined)
    throw usageError(
      "Both --exit-code and a command were given.",
      "With `-- COMMAND` the exit code is the command's: leave --exit-code out.",
    );
  const setting = await readCollectSetting(environment, checkout, options);
  const begin = beginOf(environment, setting, options);
  const record = recordPath(environment, setting, options);
  if (exitCode !== undefined) return { record, begin, end: toldEnd(exitCode) };
  return watch(environment, setting, options, { record, begin });
}

function beginOf(
  environment: Environment,
  { tree, subject }: Setting,
  { command, kind, package: named }: ObserveOptions,
): RunBegin {
  const here = pathBelow(tree.root, environment.cwd);
  return {
    package: named ?? packageFinder(tree.packages)(here === "" ? "." : `${here}/.`)?.name ?? "",
    ...(command === undefined ? {} : { task: commandText(command), startedAt: environment.now() }),
    ...(kind === undefined ? {} : { kind }),
    ...(subject.headSha === undefined ? {} : { sha: subject.headSha }),
  };
}

/** The same command in the same folder with the same coordinates has the same record: a new run replaces the one before. */
function recordPath(environment: Environment, { tree }: Setting, options: ObserveOptions): string {
  const { attempt: _attempt, ...coordinates } = coordinatesOf(options, environment);
  const { command, kind = "" } = options;
  const task = command === undefined ? "exit-code" : wholeCommand(command);
  const folder = pathBelow(tree.root, environment.cwd);
  const words = task.toLowerCase().split(/[^a-z0-9]+/);
  const digest = digestOf(canonicalJson({ folder, task, kind, ...coordinates }));
  const shown = words.filter((word) => word !== "").slice(0, 6);
  const name = [...shown.map((word) => word.slice(0, 20)), digest.slice(-12)].join("-");
  return join(tree.root, ".tollgate/runs", `${name}.json`);
}

async function watch(
  environment: Environment,
  setting: Setting,
  { command = [], files, json }: ObserveOptions,
  { record, begin }: Pick<ObservedRun, "record" | "begin">,
): Promise<ObservedRun> {
  const [program = "", ...args] = command;
  if (program === "")
    throw usageError("Behind -- no command was given.", "For example: tollgate collect -- pnpm test");
  const before = new Map(
    chooseReports(environment, setting, files).inputs.map(({ absolute }) => [absolute, stateOf(absolute)]),
  );
  // Who kills Tollgate together with the command leaves this: a run without an end.
  writeRecord(record, begin);
  const { runCommand } = await import("./run-command.ts");
  const ended = await runCommand(environment, [program, ...args], json === true ? "stderr" : "stdout");
  const exit = exitOf(ended);
  return {
    record,
    begin,
    end: { ...endOf(ended), endedAt: environment.now() },
    wasWritten: (absolute) => before.get(absolute) !== stateOf(absolute),
    ...(exit === undefined ? {} : { exit }),
  };
}

function endOf({ exitCode, wasInterrupted, notStarted }: CommandEnd): RunEnd {
  return {
    verdict: wasInterrupted ? "interrupted" : exitCode === 0 ? "passed" : "failed",
    exitCode,
    errors: notStarted === undefined ? [] : [redact(notStarted)],
  };
}

function exitOf({ notStarted, stoppedBy }: CommandEnd): number | undefined {
  if (stoppedBy !== undefined) return 128 + constants.signals[stoppedBy];
  return notStarted === undefined ? undefined : 2;
}

/** What GitHub Actions calls the end of a step (`steps.test.outcome`); it tells no exit code. */
const stepOutcomes: ReadonlyMap<string, RunEnd> = new Map([
  ["success", { verdict: "passed", exitCode: 0, errors: [] }],
  ["failure", { verdict: "failed", errors: [] }],
  ["cancelled", { verdict: "interrupted", errors: [] }],
  ["skipped", { verdict: "failed", errors: ["its step was skipped, so nothing ran"] }],
]);

function toldEnd(told: string): RunEnd {
  const outcome = stepOutcomes.get(told);
  if (outcome !== undefined) return outcome;
  if (!/^\d{1,10}$/.test(told))
    throw usageError(
      `--exit-code is "${told}"; a whole number from 0, or ${[...stepOutcomes.keys()].join(", ")} was wanted.`,
      `Give what the runner ended with: pnpm test || code=$?; tollgate collect --exit-code "\${code:-0}"`,
    );
  const exitCode = Number(told);
  return { verdict: exitCode === 0 ? "passed" : "failed", exitCode, errors: [] };
}

/**
 * What changes when a file is written: also where a cache puts the same bytes in place again, and nothing that a
 * clock or a copying tool could set.
 */
function stateOf(path: string): string | undefined {
  try {
    const stats = statSync(path, { bigint: true, throwIfNoEntry: false });
    return stats && [stats.dev, stats.ino, stats.size, stats.mtimeNs, stats.ctimeNs].join(" ");
  } catch (error) {
    // A circle of links, a folder that may not be entered: reading it as a report says what is wrong.
    const code = systemCodeOf(error);
    if (code === undefined) throw error;
    return code;
  }
}
