import type { ChildProcess, StdioOptions } from "node:child_process";
import { constants } from "node:os";
import spawn from "cross-spawn";
import type { Environment } from "./environment.ts";

/** How a command ended. */
export type CommandEnd = {
  /** As a shell would tell it: 128 and the signal's number where a signal ended it, 126 or 127 where it did not start. */
  readonly exitCode: number;
  readonly wasInterrupted: boolean;
  /** Why it did not start. */
  readonly notStarted?: string;
  /** The signal that Tollgate itself got meanwhile. */
  readonly stoppedBy?: NodeJS.Signals;
};

/**
 * Runs a command in the working directory without a shell, with this process' terminal. Signals go on to the command,
 * and what it leaves is still collected. `output` is where its standard output goes.
 */
export function runCommand(
  { cwd, env }: Environment,
  [program, ...args]: readonly [string, ...string[]],
  output: "stdout" | "stderr",
): Promise<CommandEnd> {
  const stdio: StdioOptions = ["inherit", output === "stdout" ? 1 : 2, 2];
  return new Promise((resolve) => {
    const child = spawn(program, args, { cwd, env: { ...env }, stdio });
    const stop = forwardSignals(child);
    child.on("error", (error: NodeJS.ErrnoException) => {
      stop();
      resolve(notStarted(program, error.code ?? error.message));
    });
    child.on("close", (code, signal) => {
      const stoppedBy = stop();
      resolve({
        exitCode: code ?? 128 + (constants.signals[signal ?? "SIGKILL"] ?? 0),
        wasInterrupted: signal !== null || stoppedBy !== undefined,
        ...(stoppedBy === undefined ? {} : { stoppedBy }),
      });
    });
  });
}

/** Returns how to stop forwarding; that says which signal came. */
function forwardSignals(child: ChildProcess): () => NodeJS.Signals | undefined {
  let got: NodeJS.Signals | undefined;
  const forward = (signal: NodeJS.Signals): void => {
    got = signal;
    child.kill(signal);
  };
  for (const signal of forwarded) process.on(signal, forward);
  return () => {
    for (const signal of forwarded) process.off(signal, forward);
    return got;
  };
}

const forwarded = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

function notStarted(program: string, code: string): CommandEnd {
  const isThere = code !== "ENOENT";
  return {
    exitCode: isThere ? 126 : 127,
    wasInterrupted: false,
    notStarted: isThere
      ? `"${program}" could not be started (${code}).`
      : `"${program}" could not be started: there is no such command.`,
  };
}
