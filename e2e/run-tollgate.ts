import { type SpawnSyncOptions, spawnSync } from "node:child_process";
import { join, resolve } from "node:path";

/** Root of this repository. */
export const root: string = resolve(import.meta.dirname, "..");

/** What a finished process left. */
export type Finished = { readonly status: number | null; readonly stdout: string; readonly stderr: string };

/** The command line: as it is shipped, or with counters where the tests are measured (`scripts/test/main.ts`). */
export const entry: string = process.env["TOLLGATE_ENTRY"] ?? join(root, "packages/cli/bin/tollgate.cjs");

/** Runs the built command line in a folder, as people do: a process of its own, outside CI, without colour. */
export function runTollgate(
  cwd: string,
  args: readonly string[],
  options: { readonly env?: NodeJS.ProcessEnv } & Pick<SpawnSyncOptions, "uid"> = {},
): Finished {
  const { status, stdout, stderr, error } = spawnSync(process.execPath, [entry, ...args], {
    cwd,
    encoding: "utf8",
    maxBuffer: 64 * 1024 * 1024,
    ...(options.uid === undefined ? {} : { uid: options.uid }),
    env: { ...outsideCi(), ...options.env },
  });
  if (error !== undefined) throw error;
  return { status, stdout, stderr };
}

/** This process' environment without what a CI puts there. */
export function outsideCi(): NodeJS.ProcessEnv {
  const env = Object.fromEntries(
    Object.entries(process.env).filter(
      ([name]) => !/^(?:CI|GITHUB_.*|FORCE_COLOR|NODE_OPTIONS|VITEST.*)$/.test(name),
    ),
  );
  return { ...env, NO_COLOR: "1" };
}
