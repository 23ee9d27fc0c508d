import type { Environment } from "@tollgate/pipeline";

/** The outside world of this process. */
export function createEnvironment(): Environment {
  const { env, stdout, stderr } = process;
  return {
    cwd: process.cwd(),
    env,
    stdout: (text) => void stdout.write(text),
    stderr: (text) => void stderr.write(text),
    color: wantsColor(env, stdout.isTTY === true),
    width: stdout.columns ?? 100,
    interactive: stderr.isTTY === true && !env["CI"],
    now: Date.now,
  };
}

/** NO_COLOR and FORCE_COLOR as people know them; else colour only on a terminal. */
function wantsColor(env: NodeJS.ProcessEnv, isTerminal: boolean): boolean {
  if (env["NO_COLOR"]) return false;
  if (env["FORCE_COLOR"] !== undefined) return env["FORCE_COLOR"] !== "0";
  return isTerminal && env["TERM"] !== "dumb";
}
