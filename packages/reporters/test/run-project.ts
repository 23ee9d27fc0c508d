import { type ChildProcess, spawn } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { createCollector } from "@tollgate/collect";
import { type Evidence, unsharded } from "@tollgate/model";
import { createTemporaryFolder } from "@tollgate/testkit";

const packageFolder = join(import.meta.dirname, "..");
const source = (name: string): string => join(packageFolder, `src/${name}.ts`);

/** The reporters as they stand in the sources, for a configuration of a project under test. */
export const reporters: { readonly vitest: string; readonly playwright: string } = {
  vitest: source("vitest"),
  playwright: source("playwright"),
};

type Runner = "vitest" | "vitest-4" | "playwright";

export type Project = {
  readonly runner: Runner;
  /** Text by path. */
  readonly files: Readonly<Record<string, string>>;
  readonly args?: readonly string[];
  /** Sent to the runner as soon as its report holds this text. */
  readonly stop?: { readonly signal: NodeJS.Signals; readonly when: string };
};

/** What became of a run, and what the collector finds in its only report. */
export type Run = {
  readonly status: number | null;
  readonly log: string;
  readonly path: string;
  readonly text: string;
  readonly evidence: Evidence;
  /** What the runner's own JSON reporter wrote to `own.json`. */
  readonly own: string | undefined;
};

/** Runs a real runner over a project in a temporary folder, and reads what the reporter wrote. */
export async function runProject({ runner, files, args = [], stop }: Project): Promise<Run> {
  const root = createTemporaryFolder();
  try {
    writeProject(root, { "package.json": '{ "name": "@shop/cart", "type": "module" }', ...files });
    const [tool, ...more] = linkRunner(root, runner);
    const child = spawn(process.execPath, [tool, ...more, ...args], { cwd: root, env: outsideVitest() });
    const log = keepLog(child);
    const ended = new Promise<number | null>((resolve) => child.on("close", resolve));
    if (stop !== undefined)
      await stopWhen(child, stop, () =>
        reportsIn(root)
          .map(({ text }) => text)
          .join(""),
      );
    const status = await ended;
    const [report, ...others] = reportsIn(root);
    if (report === undefined || others.length > 0)
      throw new Error(`${others.length + 1} reports where one was wanted:\n${log()}`);
    return {
      status,
      log: log(),
      ...report,
      evidence: readReport(report.path, report.text),
      own: existsSync(join(root, "own.json")) ? readFileSync(join(root, "own.json"), "utf8") : undefined,
    };
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

function writeProject(root: string, files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
}

/** The runner in the project's own `node_modules`, and how it is started. */
function linkRunner(root: string, runner: Runner): readonly [string, ...string[]] {
  const [name, entry, command] =
    runner === "playwright"
      ? (["@playwright/test", "cli.js", "test"] as const)
      : (["vitest", "vitest.mjs", "run"] as const);
  const link = join(root, "node_modules", name);
  mkdirSync(dirname(link), { recursive: true });
  symlinkSync(join(packageFolder, "node_modules", runner === "vitest-4" ? runner : name), link, "junction");
  return [join(link, entry), command];
}

/** Without what the vitest that runs these tests, or a CI, says to its children. */
function outsideVitest(): NodeJS.ProcessEnv {
  return Object.fromEntries(
    Object.entries(process.env).filter(
      ([name]) => !/^(?:VITEST|VITE|NODE_ENV|NODE_OPTIONS|CI|GITHUB|FORCE_COLOR)/.test(name),
    ),
  );
}

function keepLog({ stdout, stderr }: ChildProcess): () => string {
  let log = "";
  for (const stream of [stdout, stderr]) stream?.on("data", (chunk: Buffer) => (log += chunk.toString()));
  return () => log;
}

async function stopWhen(
  child: ChildProcess,
  { signal, when }: NonNullable<Project["stop"]>,
  written: () => string,
) {
  while (child.exitCode === null && !written().includes(when)) await sleep(50);
  child.kill(signal);
}

function reportsIn(root: string): readonly { readonly path: string; readonly text: string }[] {
  const folder = join(root, ".tollgate/runs");
  try {
    return readdirSync(folder).map((name) => ({
      path: `.tollgate/runs/${name}`,
      text: readFileSync(join(folder, name), "utf8"),
    }));
  } catch {
    return []; // not yet
  }
}

/** What the collector finds in a report. */
export function readReport(path: string, text: string): Evidence {
  const session = createCollector({
    mappings: [],
    job: "",
    shard: unsharded,
    attempt: 1,
    environment: [],
  }).open({ path, promised: true });
  session.write(Buffer.from(text));
  return session.close()!; // it was promised
}
