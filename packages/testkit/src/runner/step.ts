import { randomUUID } from "node:crypto";
import { join } from "node:path";
import { type CommandFile, createCommandFiles, readPairs, readPaths, readSummary } from "./command-files.ts";
import type { Masks } from "./masks.ts";
import { type Cancel, runProcess } from "./run-process.ts";
import { type Annotation, StepLog } from "./step-log.ts";
import type { WorkflowCommand } from "./workflow-command.ts";

/** How a step ended, and everything that it said to the runner. */
export type StepResult = {
  readonly outcome: "success" | "failure" | "cancelled" | "skipped";
  readonly exitCode: number | null;
  readonly signal: NodeJS.Signals | null;
  /** The log as the page shows it: masked. */
  readonly log: string;
  /** What the process wrote, before masks: a secret must not be in here either. */
  readonly output: string;
  /** Every command that the runner obeyed, in order. */
  readonly commands: readonly WorkflowCommand[];
  /** Those that GitHub keeps. */
  readonly annotations: readonly Annotation[];
  /** How many more there were, dropped without a word. */
  readonly droppedAnnotations: number;
  readonly outputs: ReadonlyMap<string, string>;
  /** Masked line by line; undefined when there is none or it was too large. */
  readonly summary: string | undefined;
  /** For the steps after this one. */
  readonly env: ReadonlyMap<string, string>;
  readonly paths: readonly string[];
  readonly state: ReadonlyMap<string, string>;
};

export type RunStepOptions = {
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd: string;
  /** Without the command files: they are added here. */
  readonly env: Readonly<Record<string, string>>;
  /** A folder for the command files. */
  readonly temp: string;
  readonly masks: Masks;
  readonly cancel?: Cancel | undefined;
  /** Sees each line of the log as it is printed. */
  readonly onLine?: ((line: string) => void) | undefined;
  /** A script's exit code is an annotation, an action's is not. */
  readonly isScript?: boolean;
  /** Said by the runner before the step begins. */
  readonly warnings?: readonly string[];
};

/** Runs one process as a step: its log, its command files, its end. */
export async function runStep(options: RunStepOptions): Promise<StepResult> {
  const { command, args, cwd, masks, cancel, onLine } = options;
  const files = createCommandFiles(join(options.temp, "_runner_file_commands", randomUUID()));
  const log = new StepLog(masks);
  for (const warning of options.warnings ?? []) log.annotate("warning", warning);
  const end = await runProcess({
    command,
    args,
    cwd,
    cancel,
    env: { ...options.env, ...fileVariables(files) },
    onLine: (line) => {
      log.read(line);
      onLine?.(line);
    },
  });
  const succeeded = end.exitCode === 0;
  if (!succeeded && options.isScript)
    log.fail(`Process completed with exit code ${end.exitCode ?? end.signal}.`);
  const given = readCommandFiles(files, log, masks);
  return {
    outcome: end.cancelled ? "cancelled" : succeeded && !log.failed ? "success" : "failure",
    exitCode: end.exitCode,
    signal: end.signal,
    log: log.lines.map((line) => `${line}\n`).join(""),
    output: end.output,
    commands: log.commands,
    annotations: log.shown,
    droppedAnnotations: log.annotations.length - log.shown.length,
    outputs: log.outputs,
    state: log.state,
    ...given,
  };
}

/** A step that did not run. */
export const skippedStep: StepResult = {
  outcome: "skipped",
  exitCode: null,
  signal: null,
  log: "",
  output: "",
  commands: [],
  annotations: [],
  droppedAnnotations: 0,
  outputs: new Map(),
  summary: undefined,
  env: new Map(),
  paths: [],
  state: new Map(),
};

/** A step that this process does itself; what it says is its log, what it throws its error. */
export async function actHere(masks: Masks, act: () => string | Promise<string>): Promise<StepResult> {
  const log = new StepLog(masks);
  try {
    log.read(await act());
  } catch (error) {
    log.fail(error instanceof Error ? error.message : String(error));
  }
  return {
    ...skippedStep,
    outcome: log.failed ? "failure" : "success",
    log: log.lines.map((line) => `${line}\n`).join(""),
    annotations: log.shown,
  };
}

function fileVariables(files: Readonly<Record<CommandFile, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(files).map(([kind, path]) => [`GITHUB_${kind}`, path]));
}

/** A file that cannot be read as commands fails the step; the other files still count. */
function readCommandFiles(
  files: Readonly<Record<CommandFile, string>>,
  log: StepLog,
  masks: Masks,
): Pick<StepResult, "env" | "paths" | "summary"> {
  const env = new Map<string, string>();
  attempt(log, "output", () => keep(readPairs(files.OUTPUT), log.outputs));
  attempt(log, "state", () => keep(readPairs(files.STATE), log.state));
  attempt(log, "env", () => {
    for (const [name, value] of readPairs(files.ENV)) {
      if (name.toUpperCase() === "NODE_OPTIONS")
        log.annotate("error", "Can't store NODE_OPTIONS output parameter using '$GITHUB_ENV' command.");
      else env.set(name, value);
    }
  });
  const summary = readSummary(files.STEP_SUMMARY);
  if (summary.error !== undefined) log.annotate("error", summary.error);
  const shown = summary.text?.split("\n").map((line) => masks.apply(line));
  return { env, paths: readPaths(files.PATH), summary: shown?.join("\n") };
}

function keep(pairs: readonly (readonly [string, string])[], into: Map<string, string>): void {
  for (const [name, value] of pairs) into.set(name, value);
}

function attempt(log: StepLog, file: string, read: () => void): void {
  try {
    read();
  } catch (error) {
    log.fail(`Unable to process file command '${file}' successfully.`);
    log.annotate("error", error instanceof Error ? error.message : String(error));
  }
}
