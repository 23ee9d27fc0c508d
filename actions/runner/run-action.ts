import { constants } from "node:os";
import { getInput, setSecret } from "@actions/core";
import type { Environment } from "@tollgate/pipeline";
import { reportCrash } from "@tollgate/pipeline/report-crash";
import { createEnvironment } from "./create-environment.ts";
import { createLog, type Log } from "./log.ts";

export type Action = {
  /** The value of an input, empty when it is not given. */
  readonly get: (name: string) => string;
  readonly log: Log;
  readonly environment: Environment;
};

/**
 * Runs an action: its exit code is the step's, whatever it throws is 2. Nothing is printed before the token is masked, and
 * nothing that is started afterwards finds it in its environment.
 */
export async function runAction(act: (action: Action) => Promise<number>): Promise<void> {
  const token = getInput("token");
  if (token !== "") setSecret(token);
  delete process.env["INPUT_TOKEN"];
  const log = createLog(token, (text) => process.stdout.write(text));
  endOnSignal(log);
  process.on("uncaughtException", (error) => {
    crash(log, error);
    process.exit();
  });
  try {
    const get = (name: string): string => (name === "token" ? token : getInput(name));
    process.exitCode = await act({ get, log, environment: createEnvironment(log) });
  } catch (error) {
    crash(log, error);
  }
  log.end();
}

function crash(log: Log, error: unknown): void {
  process.exitCode = 2;
  log.annotate("error", reportCrash(error).trimEnd());
}

/** The runner sends SIGINT, then SIGTERM, then kills. Nothing is half done: a check run is created completed. */
function endOnSignal(log: Log): void {
  for (const signal of ["SIGINT", "SIGTERM"] as const)
    process.once(signal, () => {
      log.annotate("error", "Tollgate was stopped before it was done: the run was cancelled or timed out.");
      process.exit(128 + constants.signals[signal]);
    });
}
