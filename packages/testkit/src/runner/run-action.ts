import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { readActionManifest } from "./action-manifest.ts";
import { type Contexts, interpolateText } from "./expressions.ts";
import { Masks } from "./masks.ts";
import {
  githubContext,
  machineVariables,
  type RunContext,
  type RunPlace,
  runnerContext,
  runVariables,
} from "./run-context.ts";
import type { Cancel } from "./run-process.ts";
import { runStep, type StepResult } from "./step.ts";

/** What only actions get, not scripts: where the run's artifacts are kept. */
export type RunServices = {
  /** ACTIONS_RESULTS_URL. */
  readonly resultsUrl: string;
  /** ACTIONS_RUNTIME_TOKEN. */
  readonly runtimeToken: string;
};

export type RunActionOptions = {
  /** Folder of the action.yml. */
  readonly action: string;
  readonly run: RunContext;
  /** GITHUB_WORKSPACE, where the step starts. */
  readonly workspace: string;
  /** As in the workflow, after expressions. */
  readonly with?: Readonly<Record<string, string>>;
  /** `env` of workflow, job and step together. */
  readonly env?: Readonly<Record<string, string>>;
  readonly services?: RunServices;
  /** Masked from the beginning, besides the run's token. */
  readonly secrets?: readonly string[];
  readonly cancel?: Cancel;
  readonly onLine?: (line: string) => void;
  /** RUNNER_TEMP. @default a new folder, gone afterwards */
  readonly temp?: string;
  /** Variables of the machine beneath all others: no configuration of its owner reaches git. */
  readonly machine?: Readonly<Record<string, string>>;
  /** Of the job, where several steps share them. */
  readonly masks?: Masks;
};

/** Runs an action as GitHub's runner does: its built entry, in its own process, on Node 24. */
export async function runAction(options: RunActionOptions): Promise<StepResult> {
  if (options.temp !== undefined) return await runIn(options.temp, options);
  const temp = mkdtempSync(join(tmpdir(), "tollgate-runner-"));
  try {
    return await runIn(temp, options);
  } finally {
    rmSync(temp, { recursive: true, force: true });
  }
}

async function runIn(temp: string, options: RunActionOptions): Promise<StepResult> {
  const { run, workspace, services, cancel, onLine } = options;
  const manifest = readActionManifest(options.action);
  const given = options.with ?? {};
  const place = placeIn(temp, run, workspace);
  const masks = options.masks ?? new Masks();
  for (const secret of [run.token, services?.runtimeToken, ...(options.secrets ?? [])])
    if (secret !== undefined) masks.add(secret);
  const contexts = { github: githubContext(run, place), runner: runnerContext(run, place) };
  return await runStep({
    command: node24,
    args: [manifest.main],
    cwd: workspace,
    env: {
      ...machineVariables(),
      ...(options.machine ?? { ...gitWithoutConfiguration, ...pathWith([]) }),
      ...options.env,
      ...runVariables(run, place),
      ...serviceVariables(services),
      ...inputVariables(manifest.inputs, given, contexts),
    },
    temp,
    masks,
    cancel,
    onLine,
    warnings: unknownInputs(manifest.inputs, given),
  });
}

/** The Node that actions with `using: node24` run on. */
const node24: string = join(
  dirname(createRequire(new URL("../../../../package.json", import.meta.url)).resolve("node/package.json")),
  "bin/node",
);

/** No configuration of the machine's owner reaches git in a step. */
const gitWithoutConfiguration: Readonly<Record<string, string>> = {
  GIT_CONFIG_NOSYSTEM: "1",
  GIT_CONFIG_GLOBAL: "/dev/null",
};

/** PATH with Node 24 first, after what steps added, the newest in front. */
export function pathWith(added: readonly string[]): { readonly PATH: string } {
  return { PATH: [...added.toReversed(), dirname(node24), process.env["PATH"] ?? ""].join(delimiter) };
}

/** Where a run's steps work; the event is written where GITHUB_EVENT_PATH says. */
export function placeIn(temp: string, run: RunContext, workspace: string): RunPlace {
  const eventPath = join(temp, "_github_workflow", "event.json");
  mkdirSync(dirname(eventPath), { recursive: true });
  writeFileSync(eventPath, JSON.stringify(run.event, null, 2));
  return { workspace, temp, eventPath };
}

function serviceVariables(services: RunServices | undefined): Record<string, string> {
  if (services === undefined) return {};
  return { ACTIONS_RESULTS_URL: services.resultsUrl, ACTIONS_RUNTIME_TOKEN: services.runtimeToken };
}

/** `INPUT_<NAME>`: upper case, blanks to `_`, hyphens stay; a default only where nothing was given. */
function inputVariables(
  declared: ReadonlyMap<string, string | undefined>,
  given: Readonly<Record<string, string>>,
  contexts: Contexts,
): Record<string, string> {
  const names = new Map(Object.keys(given).map((name) => [variableOf(name), given[name]!]));
  for (const [name, value] of declared)
    if (!names.has(variableOf(name))) names.set(variableOf(name), interpolateText(value, contexts));
  return Object.fromEntries(names);
}

function unknownInputs(
  declared: ReadonlyMap<string, string | undefined>,
  given: Readonly<Record<string, string>>,
): readonly string[] {
  const known = new Set([...declared.keys()].map((name) => name.toLowerCase()));
  const unknown = Object.keys(given).filter((name) => !known.has(name.toLowerCase()));
  if (unknown.length === 0) return [];
  const quoted = (names: Iterable<string>): string => [...names].map((name) => `'${name}'`).join(", ");
  return [`Unexpected input(s) ${quoted(unknown)}, valid inputs are [${quoted(declared.keys())}]`];
}

function variableOf(input: string): string {
  return `INPUT_${input.replaceAll(" ", "_").toUpperCase()}`;
}
